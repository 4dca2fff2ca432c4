import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { ChangeOutcome, PlannedChange } from '../../server/src/protocol/changes'
import type { ExcludedResult, NewDatasetResult, UncaptionedResult } from '../../server/src/protocol/dataset-files'
import type { CodeAction } from 'vscode-languageserver-protocol'
import { editsOf, type TestClient } from '../support/client'
import { pngBytes } from '../support/memory-files'
import { serve, SET, stopAll } from './set'

const options = { initializationOptions: { cacheFolder: '/home/cache' } }
const PAIRS = '//- 10_lumi/{1..3}.png\n//- 10_lumi/{1..3}.txt\nlumi, 1girl, smile\n//- 10_lumi/1_1024x1024_sdxl.npz\nx\n'
const at = (name: string): string => toUri(`${SET}/${name}`)
const apply = (client: TestClient, { plan }: PlannedChange): Promise<ChangeOutcome> => client.request('taglore/applyChange', { plan })
const excluded = (client: TestClient): Promise<ExcludedResult> => client.request('taglore/excluded', { uri: toUri(SET) })

/** A PNG that a WebUI has written. */
function generated(prompt: string): Uint8Array {
  const [head, rest] = [pngBytes().subarray(0, 33), pngBytes().subarray(33)]
  const data = Buffer.from(`parameters\0${prompt}`, 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([head, length, Buffer.from('tEXt'), data, Buffer.alloc(4), rest])
}

describe('files of a dataset', () => {
  afterEach(stopAll)

  it('are excluded with all that belongs to them, and come back', async () => {
    const { client, files } = await serve(PAIRS, options)
    const before = files.paths().filter((path) => path.startsWith(SET))
    const plan = await client.request<PlannedChange>('taglore/planExclude', { uris: [at('10_lumi/1.txt')] })
    assert.deepEqual([plan.title, plan.files.length, plan.edit, plan.needsJournal], ["Exclude '1.png'", 3, null, true])
    assert.equal((await apply(client, plan)).kind, 'done')
    assert.ok(files.textOf(`${SET}/_excluded/10_lumi/1.txt`) !== undefined && files.textOf(`${SET}/10_lumi/1.txt`) === undefined)

    // an editor may still show the caption, and ask from there
    const { root, images } = await client.request<ExcludedResult>('taglore/excluded', { uri: at('10_lumi/1.txt') })
    assert.deepEqual(images, [{ uri: at('_excluded/10_lumi/1.png'), name: '1.png', folder: '10_lumi' }])
    const back = await client.request<PlannedChange>('taglore/planRestore', { root, uris: images.map(({ uri }) => uri) })
    assert.deepEqual([back.title, back.files.length], ["Restore '1.png'", 3])
    assert.equal((await apply(client, back)).kind, 'done')
    assert.deepEqual(files.paths().filter((path) => path.startsWith(SET)), before)
    assert.deepEqual((await excluded(client)).images, [])
  })

  it('that were excluded are undone as one step', async () => {
    const { client, files } = await serve(PAIRS, options)
    const plan = await client.request<PlannedChange>('taglore/planExclude', { uris: [at('10_lumi')] })
    assert.equal(plan.files.length, 7)
    await apply(client, plan)
    assert.equal((await excluded(client)).images.length, 3)
    assert.equal((await client.request<ChangeOutcome>('taglore/undoChange', { root: toUri(SET) })).kind, 'done')
    assert.ok(files.textOf(`${SET}/10_lumi/3.txt`))
    assert.deepEqual((await excluded(client)).images, [])
  })

  it('move to another concept with all that belongs to them, under a free name', async () => {
    const { client, files } = await serve(`${PAIRS}//- 4_koro/1.png\n//- 4_koro/1.txt\nkoro, cat\n`, options)
    const plan = await client.request<PlannedChange>('taglore/planMove', { uris: [at('10_lumi/1.png'), at('10_lumi/2.txt'), at('4_koro/1.png')], to: at('4_koro') })
    assert.equal(plan.title, "Move 2 images to 'koro'")
    assert.deepEqual(plan.files.map(({ uri, to }) => [uri, to]), [
      [at('10_lumi/1.png'), at('4_koro/1 (2).png')],
      [at('10_lumi/1.txt'), at('4_koro/1 (2).txt')],
      [at('10_lumi/1_1024x1024_sdxl.npz'), at('4_koro/1 (2)_1024x1024_sdxl.npz')],
      [at('10_lumi/2.png'), at('4_koro/2.png')],
      [at('10_lumi/2.txt'), at('4_koro/2.txt')],
    ])
    assert.equal((await apply(client, plan)).kind, 'done')
    assert.deepEqual([files.textOf(`${SET}/4_koro/1 (2).txt`), files.textOf(`${SET}/4_koro/1.txt`), files.textOf(`${SET}/10_lumi/1.txt`)].map((text) => text?.trim()), ['lumi, 1girl, smile', 'koro, cat', undefined])
    assert.equal(await client.request('taglore/planMove', { uris: [at('10_lumi/3.png')], to: at('elsewhere') }), null)
  })

  it('gives captions to images that have none, from the folder and from the pictures', async () => {
    const prepare = (files: Parameters<NonNullable<NonNullable<Parameters<typeof serve>[1]>['prepare']>>[0]): void => {
      files.put(`${SET}/10_lumi/made.png`, generated('1girl, (red dress:1.2), <lora:x:1>\nNegative prompt: blurry\nSteps: 20, Sampler: Euler, CFG scale: 7'))
      files.put(`${SET}/10_lumi/photo.png`, pngBytes())
    }
    const { client, files } = await serve(PAIRS, { ...options, prepare })
    const { images, examples } = await client.request<UncaptionedResult>('taglore/uncaptioned', { uri: toUri(SET) })
    assert.deepEqual([images, examples], [2, { trigger: 'lumi', usual: 'lumi, 1girl, smile', generation: 'lumi, 1girl, red dress', empty: '' }])

    const plan = await client.request<PlannedChange>('taglore/planCaptions', { uri: toUri(SET), source: 'generation' })
    assert.deepEqual(plan.files.map(({ uri, kind, added }) => [uri, kind, added]), [[at('10_lumi/made.txt'), 'create', ['lumi', '1girl', 'red dress']]])
    assert.deepEqual(plan.refusals.map(({ uri }) => uri), [at('10_lumi/photo.png')])
    await apply(client, plan)
    assert.equal(files.textOf(`${SET}/10_lumi/made.txt`), 'lumi, 1girl, red dress\n')

    const rest = await client.request<PlannedChange>('taglore/planCaptions', { uri: toUri(SET), source: 'usual', within: [at('10_lumi')] })
    assert.deepEqual(rest.files.map(({ uri }) => uri), [at('10_lumi/photo.txt')])
    await apply(client, rest)
    assert.equal((await client.request<UncaptionedResult>('taglore/uncaptioned', { uri: toUri(SET) })).images, 0)
  })

  it('have the prompt of the picture as a quick fix of the missing caption, where it holds one', async () => {
    const prepare = (files: Parameters<NonNullable<NonNullable<Parameters<typeof serve>[1]>['prepare']>>[0]): void => {
      files.put(`${SET}/10_lumi/made.png`, generated('1girl, (red dress:1.2)\nNegative prompt: blurry\nSteps: 20, Sampler: Euler, CFG scale: 7'))
      files.put(`${SET}/10_lumi/photo.png`, pngBytes())
      files.put(`${SET}/5_bare/a.png`, generated('koro, cat'))
      files.put(`${SET}/5_bare/b.png`, pngBytes())
    }
    const { client } = await serve(PAIRS, { ...options, prepare })
    const fixes = async (name: string): Promise<readonly CodeAction[]> =>
      (await client.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri: at(name) }, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, context: { diagnostics: [], only: ['quickfix'] } })) ?? []
    const prompt = async (name: string): Promise<CodeAction | undefined> => (await fixes(name)).find(({ title }) => /prompts? in the picture/.test(title))
    const one = await prompt('10_lumi/made.png')
    assert.equal(one?.title, "Create the caption 'lumi, 1girl, red dress' from the prompt in the picture")
    assert.deepEqual(one?.diagnostics?.map(({ code }) => code), ['missing-caption'])
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', one)
    assert.deepEqual([...editsOf(resolved.edit)].map(([path, { edits }]) => [path, edits.map(({ newText }) => newText)]), [[`${SET}/10_lumi/made.txt`, ['lumi, 1girl, red dress\n']]])
    assert.equal(await prompt('10_lumi/photo.png'), undefined)
    assert.ok((await fixes('10_lumi/photo.png')).length > 0)
    const all = await prompt('5_bare')
    assert.equal(all?.title, 'Create captions from the prompts in the pictures')
    const planned = await client.connection.sendRequest<CodeAction>('codeAction/resolve', all)
    assert.deepEqual([...editsOf(planned.edit).keys()], [`${SET}/5_bare/a.txt`])
  })

  it('outside any dataset are nothing to plan', async () => {
    const { client } = await serve(PAIRS, options)
    assert.equal(await client.request('taglore/planExclude', { uris: [] }), null)
    assert.deepEqual(await client.request('taglore/excluded', { uri: toUri('/elsewhere/a.txt') }), { root: null, images: [] })
  })

  it('make a dataset of downloads, by moving or beside them, and one undo takes it back', async () => {
    const raw = '//- raw/a.png\n//- raw/b.Png\n//- raw/a.txt\nlumi\n//- raw/c.heic\nx\n'
    const request = { uri: at('raw'), goal: 'character', model: 'sdxl', trigger: 'lumi', repeats: 5 }
    const { client, files } = await serve(raw, options)
    const before = files.paths().filter((path) => path.startsWith(SET))
    const copy = await client.request<NewDatasetResult>('taglore/planDataset', { ...request, how: 'copy' })
    assert.ok(copy.change && (await apply(client, copy.change)).kind === 'done')
    assert.deepEqual(files.paths().filter((path) => path.startsWith(`${SET}/lumi/`)), ['5_lumi/a.png', '5_lumi/a.txt', '5_lumi/b.png', 'taglore.json'].map((name) => `${SET}/lumi/${name}`))
    assert.equal((await client.request<ChangeOutcome>('taglore/undoChange', { root: copy.change.root })).kind, 'done')
    assert.deepEqual(files.paths().filter((path) => path.startsWith(SET)), before)

    const move = await client.request<NewDatasetResult>('taglore/planDataset', { ...request, how: 'move' })
    assert.deepEqual(move.change?.refusals.map(({ uri }) => uri), [at('raw/c.heic')])
    assert.ok(move.change && (await apply(client, move.change)).kind === 'done')
    assert.deepEqual(files.paths().filter((path) => path.startsWith(SET)), ['raw/5_lumi/a.png', 'raw/5_lumi/a.txt', 'raw/5_lumi/b.png', 'raw/c.heic', 'raw/taglore.json'].map((name) => `${SET}/${name}`))
    assert.match((await client.request<NewDatasetResult>('taglore/planDataset', { ...request, how: 'move' })).fault ?? '', /is a dataset already/)
  })
})
