import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { ChangeOutcome } from '../../server/src/protocol/changes'
import type { RefactorResult } from '../../server/src/protocol/refactor'
import type { SorterParams, SorterResult } from '../../server/src/protocol/sorter'
import { serve, SET, stopAll } from './set'

const TWO = `
//- 10_lumi/a.jpg
//- 10_lumi/a.png
//- 10_lumi/a.txt
lumi, Long_Hair, smile
//- 10_lumi/b.png
//- 10_lumi/b.txt
lumi, smile
//- 10_lumi/c.png
//- 2_koro/d.png
//- 2_koro/d.txt
koro, long hair
//- 2_koro/alone.txt
long hair
`

describe('the requests of the sorter', () => {
  afterEach(stopAll)

  async function start() {
    const { client, files } = await serve(TWO)
    const ask = (change: Partial<SorterParams> = {}): Promise<SorterResult> => client.request('taglore/sorter', { uri: toUri(SET), tag: 'long hair', within: null, ...change })
    return { client, files, ask }
  }

  it('tells one image for each caption, and whether it has the tag in any spelling', async () => {
    const { ask } = await start()
    const { root, list, fault } = await ask({ tag: 'long_hair' })
    assert.deepEqual([root, fault], [toUri(SET), null])
    assert.deepEqual(list?.images, ['10_lumi/a.jpg', '10_lumi/b.png', '10_lumi/c.png', '2_koro/d.png'])
    assert.deepEqual(list.has, [true, false, false, true])
    assert.deepEqual([list.tag.key, list.total, list.leftOut], ['long hair', 4, 0])
  })

  it('looks at files and folders alone where these are given', async () => {
    const { ask } = await start()
    const { list } = await ask({ within: [toUri(`${SET}/2_koro`), toUri(`${SET}/10_lumi/a.png`)] })
    assert.deepEqual([list?.images, list?.total], [['10_lumi/a.jpg', '2_koro/d.png'], 4])
  })

  it('takes a tag that no caption has, and says why another text is none', async () => {
    const { ask } = await start()
    const { list } = await ask({ tag: ' New Tag ' })
    assert.deepEqual([list?.tag.text, list?.has], ['New Tag', [false, false, false, false]])
    const wrong = await ask({ tag: 'a, b' })
    assert.deepEqual([wrong.list, wrong.fault], [null, "'a, b' is more than one tag"])
  })

  it('sends a list once, and again when a caption gets the tag', async () => {
    const { ask, client } = await start()
    const { digest } = await ask()
    assert.equal((await ask({ known: digest })).list, null)
    client.open(toUri(`${SET}/10_lumi/b.txt`), 'lumi, smile, long hair')
    const next = await ask({ known: digest })
    assert.deepEqual(next.list?.has, [true, true, false, true])
  })

  it('writes all moves as one step, which is undone as one', async () => {
    const { client, files } = await start()
    const names = ['10_lumi/a.txt', '10_lumi/b.txt', '2_koro/d.txt']
    const read = (): Promise<string[]> => Promise.all(names.map(async (name) => new TextDecoder().decode(await files.read(`${SET}/${name}`))))
    const before = await read()
    const args = { tag: 'long hair', give: ['10_lumi/b.png', '10_lumi/c.png'], take: ['10_lumi/a.jpg'] }
    const uris = [...args.give, ...args.take].map((name) => toUri(`${SET}/${name}`))
    const planned = await client.request<RefactorResult>('taglore/refactor', { id: 'sort-by-tag', args, uri: toUri(SET), scope: { kind: 'selection', uris } })
    assert.equal(planned.files.length, 3)
    const done = await client.request<ChangeOutcome>('taglore/applyChange', { plan: planned.plan, except: [], unsaved: [] })
    assert.ok(done.kind === 'done')
    assert.deepEqual(await read(), ['lumi, smile', 'lumi, smile, long hair', before[2]])
    assert.equal(new TextDecoder().decode(await files.read(`${SET}/10_lumi/c.txt`)), 'long hair\n')
    await client.request('taglore/undoChange', { root: done.step.root, step: done.step.id, others: false, unsaved: [] })
    assert.deepEqual(await read(), before)
    await assert.rejects(files.read(`${SET}/10_lumi/c.txt`))
  })
})
