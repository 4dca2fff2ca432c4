import assert from 'node:assert/strict'
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node'
import { toUri } from '../../server/src/lsp/uris'
import { EDIT_LIMIT, type ChangeFileResult } from '../../server/src/protocol/changes'
import type { RefactorParams, RefactorResult } from '../../server/src/protocol/refactor'
import { applyTo, editsOf, FULL, type TestClient } from '../support/client'
import { A, LUMI, serve, SET, stopAll } from './set'

const RENAME = { id: 'rename-tag', args: { from: 'solo', to: 'alone' }, uri: toUri(A), scope: { kind: 'dataset' } } as const
const ask = (client: TestClient, params: RefactorParams): Promise<RefactorResult> => client.request('taglore/refactor', params)
const names = ({ files }: RefactorResult): readonly string[] => files.map(({ uri }) => uri.replace(toUri(`${SET}/`), ''))
const one = (name: string): string => `${SET}/10_lumi/${name}.txt`

describe('taglore/refactor', () => {
  afterEach(stopAll)

  it('shows what a plan would do, file by file, and writes nothing', async () => {
    const { client } = await serve(LUMI)
    const result = await ask(client, RENAME)
    assert.deepEqual({ ...result, files: result.files.slice(0, 1), plan: '' }, {
      fault: null,
      title: "Rename 'solo' to 'alone'",
      files: [{ uri: toUri(one('1')), kind: 'edit', removed: ['solo'], added: ['alone'], reordered: false }],
      refusals: [],
      plan: '',
      root: toUri(SET),
      needsJournal: false,
      edit: null,
    })
    assert.deepEqual(names(result), [1, 2, 3, 4, 'a'].map((name) => `10_lumi/${name}.txt`))
    const both = await client.request<ChangeFileResult>('taglore/changeFile', { plan: result.plan, uri: toUri(one('1')) })
    assert.deepEqual(both, { before: 'lumi, 1girl, solo, smile', after: 'lumi, 1girl, alone, smile' })
    const ofPlan = (plan: string): Promise<unknown> => client.request('taglore/changeFile', { plan, uri: toUri(one('1')) })
    for (let index = 0; index < 7; index++) await ask(client, RENAME)
    assert.ok(await ofPlan(result.plan))
    await ask(client, RENAME)
    assert.equal(await ofPlan(result.plan), null, 'the last eight are kept')
  })

  it('gives the edit from the files as they are', async () => {
    const { client, files } = await serve(LUMI)
    await client.open(A, 'solo, typed')
    files.put(one('2'), 'solo, written')
    const result = await ask(client, { ...RENAME, apply: true })
    const edits = editsOf(result.edit ?? undefined)
    assert.equal(applyTo('solo, written', edits.get(one('2'))?.edits ?? []), 'alone, written')
    assert.equal(applyTo('solo, typed', edits.get(A)?.edits ?? []), 'alone, typed')
    assert.equal(edits.get(A)?.version, 1)
  })

  it('looks at the scope that is asked for', async () => {
    const { client } = await serve(`${LUMI}//- 20_x/b.png\n//- 20_x/b.txt\nsolo, smile`)
    const scoped = async (scope: RefactorParams['scope']): Promise<readonly string[]> => names(await ask(client, { ...RENAME, scope }))
    assert.deepEqual(await scoped({ kind: 'caption', uri: toUri(A) }), ['10_lumi/a.txt'])
    assert.deepEqual(await scoped({ kind: 'selection', uris: [toUri(`${SET}/20_x`), toUri(`${SET}/10_lumi/1.png`)] }), ['10_lumi/1.txt', '20_x/b.txt'])
    assert.deepEqual(await scoped({ kind: 'concept', name: 'x' }), ['20_x/b.txt'])
    assert.deepEqual(await scoped({ kind: 'filter', query: 'tag:smile', within: { kind: 'concept', name: 'lumi' } }), [1, 2, 3, 4].map((name) => `10_lumi/${name}.txt`))
    assert.match((await ask(client, { ...RENAME, scope: { kind: 'filter', query: 'tag:' } })).fault ?? '', /./)
  })

  it('says what is left alone, and what is wrong with the arguments', async () => {
    const { client } = await serve(`${LUMI}//- 10_lumi/b.png\n//- 10_lumi/b.txt\n{so|du}lo`)
    const { refusals } = await ask(client, RENAME)
    assert.deepEqual(refusals, [{ uri: toUri(one('b')), message: "'{so|du}lo' stays: its choices make this tag only when they are filled" }])
    assert.match((await ask(client, { ...RENAME, args: { from: 'solo', to: 'a, b' } })).fault ?? '', /more than one tag/)
    const unknown = { ...RENAME, id: 'no-such-thing' } as unknown as RefactorParams
    assert.match((await ask(client, unknown)).fault ?? '', /There is no refactoring 'no-such-thing'/)
  })

  it('writes into taglore.json what belongs to the change', async () => {
    const { client } = await serve(LUMI)
    const result = await ask(client, { ...RENAME, id: 'set-trigger', args: { concept: 'lumi', trigger: 'lumiya' }, apply: true })
    const created = editsOf(result.edit ?? undefined).get(`${SET}/taglore.json`)
    assert.equal(names(result).at(-1), 'taglore.json')
    assert.deepEqual(JSON.parse(applyTo('', created?.edits ?? [])), { concepts: [{ name: 'lumi', folders: ['10_lumi'], triggers: ['lumiya'] }] })
    const { client: poor } = await serve(LUMI, { capabilities: { ...FULL, workspace: { configuration: true } } })
    await assert.rejects(ask(poor, { ...RENAME, id: 'set-trigger', args: { concept: 'lumi', trigger: 'lumiya' }, apply: true }), /cannot create/)
  })

  it('leaves changes of more files than an editor opens to the journal', async () => {
    const { client } = await serve(`//- 10_lumi/{1..${EDIT_LIMIT + 1}}.png\n//- 10_lumi/{1..${EDIT_LIMIT + 1}}.txt\nlumi, solo\n`)
    const uri = toUri(`${SET}/10_lumi/1.txt`)
    const all = await ask(client, { ...RENAME, uri, apply: true, workDoneToken: 'refactor' })
    assert.deepEqual([all.files.length, all.needsJournal, all.edit], [EDIT_LIMIT + 1, true, null])
    assert.ok(all.plan)
    const uris = Array.from({ length: EDIT_LIMIT }, (_, index) => toUri(one(String(index + 1))))
    const fewer = await ask(client, { ...RENAME, uri, apply: true, scope: { kind: 'selection', uris } })
    assert.deepEqual([fewer.needsJournal, fewer.edit?.documentChanges?.length], [false, EDIT_LIMIT])
    const kinds = (client.progress as { token: string; value: { kind: string } }[]).filter(({ token }) => token === 'refactor').map(({ value }) => value.kind)
    assert.deepEqual([kinds[0], kinds.at(-1), kinds.includes('report')], ['begin', 'end', true])
  })

  it('is given up when the client has lost interest', async () => {
    const { client } = await serve(LUMI)
    const source = new CancellationTokenSource()
    const answer = client.connection.sendRequest('taglore/refactor', RENAME, source.token)
    source.cancel()
    await assert.rejects(answer, /cancelled/)
  })
})
