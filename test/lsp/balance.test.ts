import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { BalanceResult } from '../../server/src/protocol/balance'
import type { ChangeOutcome } from '../../server/src/protocol/changes'
import { serve, SET, stopAll } from './set'

const FILES = '//- 10_lumi/{1..12}.png\n//- 10_lumi/{1..12}.txt\nlumi, solo\n//- 10_koro/{1..4}.png\n//- 10_koro/{1..4}.txt\nkoro, no humans'

describe('the balance of concepts', () => {
  afterEach(stopAll)

  it('is proposed with before and after, applied as one change and undone', async () => {
    const { client, files } = await serve(FILES, { initializationOptions: { cacheFolder: '/home/cache' } })
    const ask = (more: object = {}): Promise<BalanceResult> => client.request('taglore/balance', { uri: toUri(SET), tolerance: 10, maxSamples: null, tags: [], ...more })
    const { report, sentences, change, fault } = await ask()
    assert.deepEqual(report?.samples, { before: 160, after: 24 })
    assert.match(sentences[0] ?? '', /160 → 24/)
    assert.equal(fault, null)
    assert.deepEqual(change?.files.map(({ kind, uri, to }) => [kind, uri, to]), [
      ['rename', toUri(`${SET}/10_koro`), toUri(`${SET}/3_koro`)],
      ['rename', toUri(`${SET}/10_lumi`), toUri(`${SET}/1_lumi`)],
    ])
    const done = await client.request<ChangeOutcome>('taglore/applyChange', { plan: change?.plan })
    assert.equal(done.kind, 'done', JSON.stringify(done))
    assert.equal(files.textOf(`${SET}/3_koro/1.txt`), 'koro, no humans')
    const again = await ask()
    assert.deepEqual([again.change, again.report?.ratio.before], [null, 1])
    assert.equal((await client.request<ChangeOutcome>('taglore/undoChange', { root: toUri(SET) })).kind, 'done')
    assert.equal(files.textOf(`${SET}/10_koro/1.txt`), 'koro, no humans')
  })

  it('keeps the wishes: a limit of samples, and tags that count apart', async () => {
    const { client } = await serve(FILES)
    const limited = await client.request<BalanceResult>('taglore/balance', { uri: toUri(SET), tolerance: 10, maxSamples: 20, tags: [] })
    assert.deepEqual([limited.report?.reached, limited.report?.samples.after], [false, 20])
    assert.ok(limited.sentences.some((text) => /comes nearest/.test(text)))
  })

  it('says so where there is no dataset', async () => {
    const { client } = await serve('//- notes/a.md\nx')
    const { report } = await client.request<BalanceResult>('taglore/balance', { uri: toUri(`${SET}/notes/a.md`), tolerance: 10, maxSamples: null, tags: [] })
    assert.equal(report, null)
  })
})
