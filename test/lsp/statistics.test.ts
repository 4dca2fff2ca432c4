import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { StatisticsResult } from '../../server/src/protocol/audit'
import { LUMI, serve, SET, stopAll } from './set'

describe('taglore/statistics', () => {
  afterEach(stopAll)

  it('gives a page of what the captions hold, with those that are typed and not saved', async () => {
    const { client } = await serve(`${LUMI}//- 5_koro/{1..3}.png\n//- 5_koro/{1..3}.txt\nkoro, cat, no humans\n`)
    const ask = async (): Promise<StatisticsResult | null> => client.request('taglore/statistics', { uri: toUri(`${SET}/5_koro/1.txt`) })
    const page = await ask()
    assert.equal(page?.root, toUri(SET))
    assert.match(page.markdown, /^# Statistics of the dataset\n/)
    assert.match(page.markdown, /\| 1girl \| 5 \| 50 \| [\d.]+M \| 100 % \| 0 % \|/)
    assert.match(page.markdown, /What varies, compared/)
    const caption = `${SET}/5_koro/1.txt`
    await client.open(caption, 'koro, cat, no humans\n')
    await client.change(caption, 'koro, 1girl')
    await client.eventually('the typed tag', async () => /\| 1girl \| 6 \|/.test((await ask())?.markdown ?? ''))
  })

  it('says what is wrong with a place that is not there', async () => {
    const { client } = await serve(LUMI)
    await assert.rejects(client.request('taglore/statistics', { uri: toUri('/elsewhere/a.txt') }), /There is no '\/elsewhere\/a\.txt'/)
  })
})
