import assert from 'node:assert/strict'
import { CancellationTokenSource, type WorkspaceEdit } from 'vscode-languageserver-protocol/node'
import { say } from '../../server/src/base/message'
import { applyChange } from '../../server/src/host/journal/apply-change'
import { journalFolder } from '../../server/src/host/journal/journal'
import { APPLY_CHANGE_COMMAND } from '../../server/src/protocol/initialize'
import { toUri } from '../../server/src/lsp/uris'
import { EDIT_LIMIT, type ChangeHistoryResult, type ChangeOutcome, type PlannedChange } from '../../server/src/protocol/changes'
import type { RefactorResult } from '../../server/src/protocol/refactor'
import type { StatusResult } from '../../server/src/protocol/status'
import { editsOf, FULL, TestClient } from '../support/client'
import { parseFixture, toMemoryFiles } from '../support/fixture'
import type { MemoryFiles } from '../support/memory-files'
import { keep, serve, SET, stopAll, type Served } from './set'

const COUNT = EDIT_LIMIT + 5
const MANY = `//- 10_lumi/{1..${COUNT}}.png\n//- 10_lumi/{1..${COUNT}}.txt\nlumi, solo`
const CACHE = '/home/cache'
const caption = (index: number): string => `${SET}/10_lumi/${index}.txt`
const options = { initializationOptions: { cacheFolder: CACHE } }

const plan = (client: TestClient): Promise<RefactorResult> => client.request('taglore/refactor', { id: 'rename-tag', args: { from: 'solo', to: 'alone' }, uri: toUri(caption(1)), scope: { kind: 'dataset' }, apply: true })
const apply = (client: TestClient, name: string, more: object = {}): Promise<ChangeOutcome> => client.request('taglore/applyChange', { plan: name, ...more })
const travel = (client: TestClient, way: 'undo' | 'redo', more: object = {}): Promise<ChangeOutcome> => client.request(`taglore/${way}Change`, { root: toUri(SET), ...more })
const history = (client: TestClient): Promise<ChangeHistoryResult> => client.request('taglore/changeHistory', {})
const withText = ({ files }: Served, text: string): number => Array.from({ length: COUNT }, (_, index) => files.textOf(caption(index + 1))).filter((held) => held === text).length

async function usesOf(client: TestClient, tag: string): Promise<string | undefined> {
  const symbols = await client.request<readonly { name: string; containerName?: string }[]>('workspace/symbol', { query: tag })
  return symbols.find(({ name }) => name === tag)?.containerName
}

describe('changes through the journal', () => {
  afterEach(stopAll)

  it('a plan of many files is applied, undone and redone as one step, and the dataset knows at once', async () => {
    const served = await serve(MANY, options)
    const { client } = served
    const planned = await plan(client)
    assert.deepEqual([planned.needsJournal, planned.edit, planned.root], [true, null, toUri(SET)])
    const done = await apply(client, planned.plan, { workDoneToken: 'apply' })
    assert.ok(done.kind === 'done')
    assert.deepEqual([done.step.title, done.step.files, done.step.root], ["Rename 'solo' to 'alone'", COUNT, toUri(SET)])
    assert.equal(withText(served, 'lumi, alone'), COUNT)
    // no event of a watched file has come
    assert.match((await usesOf(client, 'alone')) ?? '', new RegExp(String(COUNT)))
    assert.equal(await usesOf(client, 'solo'), undefined)
    assert.deepEqual((await history(client)).undo, [done.step])
    const tokens = (client.progress as { token: string; value: { kind: string } }[]).filter(({ token }) => token === 'apply').map(({ value }) => value.kind)
    assert.deepEqual([tokens[0], tokens.at(-1), tokens.includes('report')], ['begin', 'end', true])

    assert.equal((await travel(client, 'undo')).kind, 'done')
    assert.equal(withText(served, 'lumi, solo'), COUNT)
    assert.match((await usesOf(client, 'solo')) ?? '', new RegExp(String(COUNT)))
    assert.deepEqual(await history(client), { undo: [], redo: [done.step] })
    assert.equal((await travel(client, 'redo', { step: done.step.id })).kind, 'done')
    assert.equal(withText(served, 'lumi, alone'), COUNT)
    assert.equal((await travel(client, 'redo')).kind, 'nothing')
  })

  it('a rename of many captions is a plain edit for those who know LSP only, and a plan for the client that asks for it', async () => {
    const served = await serve(MANY, options)
    const { client } = served
    await client.open(caption(1), 'lumi, solo')
    const place = { position: { line: 0, character: 7 }, newName: 'alone' }
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { textDocument: { uri: toUri(caption(1)) }, ...place })
    assert.equal([...editsOf(edit)].filter(([, { edits }]) => edits.length === 1).length, COUNT)
    const planned = await client.request<PlannedChange>('taglore/planRename', { uri: toUri(caption(1)), ...place })
    assert.deepEqual([planned.files.length, planned.needsJournal, planned.edit], [COUNT, true, null])
    assert.equal((await apply(client, planned.plan)).kind, 'done')
    assert.equal(withText(served, 'lumi, alone'), COUNT)
    await assert.rejects(client.request('taglore/planRename', { uri: toUri(caption(1)), ...place, newName: 'a, b' }), /more than one tag/)
    assert.equal(await client.request('taglore/planRename', { uri: toUri(`${SET}/10_lumi/1.png`), ...place }), null)
  })

  it('captions in another encoding are converted, and byte order marks removed, one by one or in the whole dataset', async () => {
    // 一个女孩, 长发, 微笑
    const chinese = Uint8Array.of(0xd2, 0xbb, 0xb8, 0xf6, 0xc5, 0xae, 0xba, 0xa2, 0x2c, 0x20, 0xb3, 0xa4, 0xb7, 0xa2, 0x2c, 0x20, 0xce, 0xa2, 0xd0, 0xa6)
    const japanese = Uint8Array.of(0x8f, 0x97, 0x82, 0xcc, 0x8e, 0x71, 0x2c, 0x20, 0x83, 0x8d, 0x83, 0x93, 0x83, 0x4f, 0x83, 0x77, 0x83, 0x41)
    const capabilities = { ...FULL, textDocument: { ...FULL.textDocument, codeAction: { ...FULL.textDocument?.codeAction, resolveSupport: { properties: ['edit', 'command'] } } } }
    const prepare = (files: MemoryFiles): void => void files.put(caption(1), chinese).put(caption(2), japanese).put(caption(3), '\uFEFFlumi, solo').put(caption(4), '\uFEFFlumi, smile')
    const initializationOptions = { ...options.initializationOptions, commands: [APPLY_CHANGE_COMMAND] }
    const { client, files } = await serve(`//- 10_lumi/{1..5}.png\n//- 10_lumi/{1..5}.txt\nlumi, solo`, { capabilities, initializationOptions, prepare })
    await history(client)
    const choose = async (index: number, title: string): Promise<PlannedChange> => {
      await client.open(caption(index), files.textOf(caption(index))?.replace('\uFEFF', '') ?? '')
      const action = (await client.actions(caption(index), { start: 0, end: 0 })).find((one) => one.title === title)
      assert.ok(action, title)
      const { command, edit } = await client.resolve(action)
      assert.deepEqual([command?.command, edit], [APPLY_CHANGE_COMMAND, undefined])
      return command?.arguments?.[0] as PlannedChange
    }
    const one = await choose(1, 'Convert from GB18030 to UTF-8')
    assert.deepEqual(one.files.map(({ uri, kind }) => [uri, kind]), [[toUri(caption(1)), 'bytes']])
    const first = await apply(client, one.plan)
    assert.equal(first.kind, 'done', JSON.stringify(first))
    assert.deepEqual([files.textOf(caption(1)), await files.read(caption(2))], ['一个女孩, 长发, 微笑', japanese])
    // the document has not been read again
    assert.equal((await travel(client, 'undo', { unsaved: [] })).kind, 'done')
    assert.deepEqual(Uint8Array.from(await files.read(caption(1))), chinese, 'byte for byte')

    const all = await choose(2, 'Convert all captions of the dataset to UTF-8')
    const third = await apply(client, all.plan, { unsaved: [] })
    assert.equal(third.kind, 'done', JSON.stringify(third))
    assert.deepEqual([files.textOf(caption(1)), files.textOf(caption(2))], ['一个女孩, 长发, 微笑', '女の子, ロングヘア'])
    const marks = await choose(3, 'Remove the byte order mark from all captions of the dataset')
    const second = await apply(client, marks.plan)
    assert.equal(second.kind, 'done', JSON.stringify(second))
    const bytes = await Promise.all([3, 4].map((index) => files.read(caption(index))))
    assert.deepEqual(bytes.map((held) => held[0]), [0x6c, 0x6c])
    assert.deepEqual(await client.actions(caption(3), { start: 0, end: 0 }).then((actions) => actions.filter(({ title }) => /byte order/.test(title))), [])
    // nobody there to apply it: not offered
    const { client: plain } = await serve(`//- 10_lumi/1.png\n//- 10_lumi/1.txt\nlumi, solo`, { prepare })
    await history(plain)
    await plain.open(caption(3), 'lumi, solo')
    assert.deepEqual((await plain.actions(caption(3), { start: 0, end: 0 })).filter(({ title }) => /byte order/.test(title)), [])
  })

  it('leaves alone what was deselected', async () => {
    const served = await serve(MANY, options)
    const { plan: name } = await plan(served.client)
    const done = await apply(served.client, name, { except: [toUri(caption(1)), toUri(caption(2))] })
    assert.ok(done.kind === 'done' && done.step.files === COUNT - 2)
    assert.deepEqual([served.files.textOf(caption(1)), withText(served, 'lumi, alone')], ['lumi, solo', COUNT - 2])
    assert.equal((await apply(served.client, name)).kind, 'refused', 'a plan is applied once')
  })

  it('writes nothing over a file that changed meanwhile, or that has unsaved text, and names it', async () => {
    const served = await serve(MANY, options)
    const { client, files } = served
    const { plan: name } = await plan(client)
    files.put(caption(7), 'lumi, solo, by hand')
    const refused = await apply(client, name)
    assert.ok(refused.kind === 'refused')
    assert.match(refused.message, /^Nothing was changed: these files changed meanwhile.*10_lumi\/7\.txt/)
    assert.deepEqual(refused.files, [toUri(caption(7))])
    assert.equal(withText(served, 'lumi, solo'), COUNT - 1)
    await client.open(caption(8), 'lumi, solo, typed')
    const again = await plan(client)
    const unsaved = await apply(client, again.plan)
    assert.ok(unsaved.kind === 'refused')
    assert.match(unsaved.message, /unsaved.*10_lumi\/8\.txt/)
    // saved, it is as it was planned
    files.put(caption(8), 'lumi, solo, typed')
    await client.save(caption(8))
    const told = await apply(client, again.plan, { unsaved: [toUri(caption(9))] })
    assert.ok(told.kind === 'refused')
    assert.match(told.message, /unsaved.*10_lumi\/9\.txt/)
    assert.equal((await apply(client, again.plan)).kind, 'done')
    assert.deepEqual([files.textOf(caption(7)), files.textOf(caption(8))], ['lumi, alone, by hand', 'lumi, alone, typed'])
  })

  it('undo keeps what was written since, and takes back the others when it is asked to', async () => {
    const served = await serve(MANY, options)
    const { client, files } = served
    await apply(client, (await plan(client)).plan)
    files.put(caption(3), 'lumi, alone, later')
    // the undo of the editor has been saved: this one is back already
    files.put(caption(4), 'lumi, solo')
    const refused = await travel(client, 'undo')
    assert.ok(refused.kind === 'refused')
    assert.deepEqual([refused.files, refused.others], [[toUri(caption(3))], COUNT - 1])
    assert.equal(withText(served, 'lumi, alone'), COUNT - 2)
    const done = await travel(client, 'undo', { others: true })
    assert.ok(done.kind === 'done')
    assert.deepEqual([done.left, withText(served, 'lumi, solo'), files.textOf(caption(3))], [[toUri(caption(3))], COUNT - 1, 'lumi, alone, later'])
    assert.equal((await travel(client, 'redo')).kind, 'done')
    assert.deepEqual([withText(served, 'lumi, alone'), files.textOf(caption(3))], [COUNT - 1, 'lumi, alone, later'])
  })

  it('a change can be undone after a restart', async () => {
    const served = await serve(MANY, options)
    const planned = await plan(served.client)
    await apply(served.client, planned.plan)
    await stopAll()
    const client = keep(await TestClient.start({ files: served.files, folders: [SET], capabilities: FULL, ...options }))
    await client.ready()
    const { undo } = await history(client)
    assert.deepEqual(undo.map(({ title, files }) => [title, files]), [["Rename 'solo' to 'alone'", COUNT]])
    assert.equal((await apply(client, planned.plan)).kind, 'refused', 'the plans of another server are not known')
    assert.equal((await travel(client, 'undo', { step: undo[0]?.id })).kind, 'done')
    assert.equal(withText(served, 'lumi, solo'), COUNT)
  })

  it('a change that was killed half-way is brought to an end before the dataset is read, and the user hears of it', async () => {
    const files = toMemoryFiles(parseFixture(MANY).files, SET)
    let left = 20
    const broken = new Proxy(files, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key)
        if (typeof member !== 'function') return member
        return (...args: unknown[]): unknown => {
          if (key === 'write' && String(args[0]).startsWith(SET) && --left < 0) left = -1000
          if (left < 0) throw new Error('killed')
          return Reflect.apply(member, target, args)
        }
      },
    })
    const change = { title: say`Rename`, files: Array.from({ length: COUNT }, (_, index) => ({ kind: 'edit' as const, path: caption(index + 1), text: 'lumi, solo', edits: [{ span: { start: 6, end: 10 }, newText: 'alone' }] })) }
    await assert.rejects(applyChange(change, { fileSystem: broken, root: SET, journalFolder: journalFolder(CACHE) }))
    const half = withText({ files } as Served, 'lumi, alone')
    assert.ok(half > 0 && half < COUNT, String(half))
    const client = keep(await TestClient.start({ files, folders: [SET], capabilities: FULL, ...options }))
    const { undo } = await history(client)
    assert.equal(undo[0]?.files, COUNT)
    assert.match((await usesOf(client, 'alone')) ?? '', new RegExp(String(COUNT)))
    assert.equal(withText({ files } as Served, 'lumi, alone'), COUNT)
    assert.ok(client.told.some((message) => /'Rename' \(\d+ files\) was interrupted; it is finished now/.test(message)), client.told.join())
  })

  it('is given up, and taken back, when the client has lost interest', async () => {
    const served = await serve(MANY, options)
    const { plan: name } = await plan(served.client)
    const source = new CancellationTokenSource()
    const answer = served.client.connection.sendRequest('taglore/applyChange', { plan: name }, source.token)
    source.cancel()
    await assert.rejects(answer, /cancelled/)
    assert.equal(withText(served, 'lumi, solo'), COUNT)
    assert.equal((await apply(served.client, name)).kind, 'done')
  })

  it('an open caption that the change touches is still an open caption', async () => {
    const { client, files } = await serve(MANY, options)
    await client.open(caption(1), 'lumi, solo')
    await apply(client, (await plan(client)).plan)
    assert.equal(files.textOf(caption(1)), 'lumi, alone')
    // the editor reads it again
    await client.change(caption(1), 'lumi, alone')
    const status = await client.request<StatusResult>('taglore/status', { uri: toUri(caption(1)) })
    assert.equal(status.root, toUri(SET))
  })
})
