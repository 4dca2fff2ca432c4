import assert from 'node:assert/strict'
import type { CodeAction } from 'vscode-languageserver-protocol'
import { applyTo, editsOf, FULL } from '../support/client'
import { A, LUMI, serve, SET, stopAll } from './set'

const DOUBLE = `
//- 10_lumi/{1..3}.png
//- 10_lumi/{1..3}.txt
lumi, 1girl, solo, solo
//- 10_lumi/a.png
//- 10_lumi/a.txt
lumi, 1girl, 1girl
`

function titled(actions: readonly CodeAction[] | null, title: string): CodeAction {
  const action = actions?.find((candidate) => candidate.title === title)
  assert.ok(action, `no '${title}' among ${actions?.map((candidate) => candidate.title).join(', ')}`)
  return action
}

const REMOVE = "Remove the repeated '1girl'"
const EVERYWHERE = 'Remove repeated tags in the whole dataset'

describe('code actions over a stream', () => {
  afterEach(stopAll)

  it('a quick fix is preferred, names its problem and brings a versioned edit', async () => {
    const { client } = await serve(DOUBLE)
    await client.open(A, 'lumi, 1girl, 1girl')
    const problem = await client.problem(A, 'duplicate-tag')
    const action = titled(await client.actions(A, { start: 14, end: 14 }), REMOVE)
    assert.equal(action.kind, 'quickfix')
    assert.equal(action.isPreferred, true)
    assert.deepEqual(action.diagnostics, [problem])
    const edit = editsOf(action.edit).get(A)
    assert.equal(edit?.version, 1)
    assert.equal(applyTo('lumi, 1girl, 1girl', edit?.edits ?? []), 'lumi, 1girl')
  })

  it('a fix for the whole dataset is worked out when it is chosen, and asks for confirmation', async () => {
    const { client } = await serve(DOUBLE)
    await client.open(A, 'lumi, 1girl, 1girl, smile, smile')
    await client.problem(A, 'duplicate-tag')
    const actions = await client.eventually('the dataset', async () => {
      const found = await client.actions(A, { start: 0, end: 31 })
      return found.some(({ title }) => title === EVERYWHERE) && found
    })
    assert.equal(actions.filter(({ title }) => title === EVERYWHERE).length, 1, 'two problems, one fix for both')
    const action = titled(actions, EVERYWHERE)
    assert.equal(action.edit, undefined)
    const { edit } = await client.resolve(action)
    const files = editsOf(edit)
    assert.deepEqual([...files.keys()], [1, 2, 3, 'a'].map((name) => `${SET}/10_lumi/${name}.txt`))
    assert.deepEqual([...files.values()].map(({ version }) => version), [null, null, null, 1])
    assert.equal(applyTo('lumi, 1girl, 1girl, smile, smile', files.get(A)?.edits ?? []), 'lumi, 1girl, smile')
    assert.equal(applyTo('lumi, 1girl, solo, solo', files.get(`${SET}/10_lumi/1.txt`)?.edits ?? []), 'lumi, 1girl, solo')
    const annotations = Object.values(edit?.changeAnnotations ?? {})
    assert.deepEqual(annotations, [{ label: EVERYWHERE, needsConfirmation: true }])
    assert.ok([...files.values()].every(({ edits }) => edits.every((each) => 'annotationId' in each)))
  })

  it('a client that cannot resolve gets whole edits at once', async () => {
    const { client } = await serve(DOUBLE, { capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } })
    await client.open(A, 'lumi, 1girl, 1girl')
    const action = await client.eventually('the dataset', async () => (await client.actions(A, { start: 14, end: 14 })).find(({ title }) => title === EVERYWHERE))
    assert.equal(editsOf(action.edit).size, 4)
    assert.equal(action.edit?.changeAnnotations, undefined)
  })

  it('a client without versioned edits gets plain ones', async () => {
    const { client } = await serve(DOUBLE, { capabilities: {} })
    await client.open(A, 'lumi, 1girl, 1girl')
    const action = titled(await client.actions(A, { start: 14, end: 14 }), REMOVE)
    assert.deepEqual(Object.keys(action.edit?.changes ?? {}), [`file://${A}`])
  })

  it('unsaved buffers win in a fix for the whole dataset', async () => {
    const { client } = await serve(DOUBLE)
    const other = `${SET}/10_lumi/1.txt`
    await client.open(A, 'lumi, 1girl, 1girl')
    await client.open(other, 'lumi, 1girl, hat, hat, solo')
    await client.change(other, 'lumi, 1girl, hat, cat, hat')
    const action = await client.eventually('the dataset', async () => (await client.actions(A, { start: 14, end: 14 })).find(({ title }) => title === EVERYWHERE))
    const edit = editsOf((await client.resolve(action)).edit).get(other)
    assert.equal(edit?.version, 2)
    assert.equal(applyTo('lumi, 1girl, hat, cat, hat', edit?.edits ?? []), 'lumi, 1girl, hat, cat')
  })

  it('what another program wrote meanwhile wins over what was read, though nobody told', async () => {
    const { client, files } = await serve(DOUBLE)
    await client.open(A, 'lumi, 1girl, 1girl')
    const action = await client.eventually('the dataset', async () => (await client.actions(A, { start: 14, end: 14 })).find(({ title }) => title === EVERYWHERE))
    files.put(`${SET}/10_lumi/1.txt`, 'solo, 1girl, lumi, lumi')
    files.put(`${SET}/10_lumi/2.txt`, 'lumi, solo')
    const changed = editsOf((await client.resolve(action)).edit)
    assert.equal(applyTo('solo, 1girl, lumi, lumi', changed.get(`${SET}/10_lumi/1.txt`)?.edits ?? []), 'solo, 1girl, lumi')
    assert.equal(changed.get(`${SET}/10_lumi/2.txt`), undefined)
  })

  it('a document that has other text than the disk and is no caption is not written into', async () => {
    const plain = `${SET}/10_lumi/1.txt`
    const { client } = await serve(DOUBLE, { settings: { treatAsPlainText: ['10_lumi/1.txt'] } })
    await client.open(A, 'lumi, 1girl, 1girl')
    await client.open(plain, 'something else', 'plaintext')
    const action = await client.eventually('the dataset', async () => (await client.actions(A, { start: 14, end: 14 })).find(({ title }) => title === EVERYWHERE))
    assert.equal((await client.resolve(action)).edit, undefined)
    await client.until('a message', () => client.told.some((text) => text.includes("'1.txt' has other text in the editor")))
  })

  it('an action that no longer fits stays without edit', async () => {
    const { client } = await serve(DOUBLE)
    await client.open(A, 'lumi, 1girl, 1girl')
    const action = await client.eventually('the dataset', async () => (await client.actions(A, { start: 14, end: 14 })).find(({ title }) => title === EVERYWHERE))
    await client.change(A, 'lumi, 1girl')
    assert.equal((await client.resolve(action)).edit, undefined)
  })

  it('fix-all is offered only when it is asked for, and does only what is safe', async () => {
    const text = 'lumi,, 1girl, 1girl, blonde hiar'
    const { client } = await serve(LUMI)
    await client.open(A, text)
    await client.problem(A, 'unknown-tag')
    assert.ok((await client.actions(A, { start: 0, end: text.length })).every(({ kind }) => kind === 'quickfix'))
    for (const only of [['source.fixAll.taglore'], ['source.fixAll']]) {
      const actions = await client.actions(A, { start: 0, end: 0 }, { only })
      assert.deepEqual(actions.map(({ kind }) => kind), ['source.fixAll.taglore'])
      assert.equal(applyTo(text, editsOf(actions[0]?.edit).get(A)?.edits ?? []), 'lumi, 1girl, blonde hiar')
    }
    assert.deepEqual(await client.actions(A, { start: 0, end: text.length }, { only: ['source.fixAll.eslint'] }), [])
    assert.deepEqual(await client.actions(A, { start: 0, end: text.length }, { only: ['refactor'] }), [])
    await client.change(A, 'lumi, 1girl')
    assert.deepEqual(await client.actions(A, { start: 0, end: 0 }, { only: ['source.fixAll'] }), [])
  })

  it('a word is accepted in a new taglore.json', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, blonde hiar')
    await client.problem(A, 'unknown-tag')
    const action = await client.eventually('the dataset', async () => (await client.actions(A, { start: 15, end: 15 })).find(({ title }) => title === "Accept 'blonde hiar' in this dataset"))
    const edit = editsOf((await client.resolve(action)).edit).get(`${SET}/taglore.json`)
    assert.equal(edit?.operation, 'create')
    assert.deepEqual(JSON.parse(applyTo('', edit?.edits ?? [])), { words: ['blonde hiar'] })
  })

  it('a word is accepted in the taglore.json that is there, as it stands unsaved in the editor', async () => {
    const { client } = await serve(`${LUMI}//- taglore.json\n{ "words": ["old"] }`)
    const settings = `${SET}/taglore.json`
    const text = '{\n  // mine\n  "words": ["old", "new"],\n}\n'
    await client.open(A, 'lumi, 1girl, blonde hiar')
    await client.open(settings, '{ "words": ["old"] }', 'jsonc')
    await client.change(settings, text)
    await client.problem(A, 'unknown-tag')
    const action = titled(await client.actions(A, { start: 15, end: 15 }), "Accept 'blonde hiar' in this dataset")
    const edit = editsOf((await client.resolve(action)).edit).get(settings)
    assert.equal(edit?.version, 2)
    assert.match(applyTo(text, edit?.edits ?? []), /\/\/ mine\n {2}"words": \[\s+"old",\s+"new",\s+"blonde hiar"\s+\],\n\}/)
  })

  it('a malformed taglore.json is left alone, and the user is told', async () => {
    const { client } = await serve(`${LUMI}//- taglore.json\n{ "words": [`)
    await client.open(A, 'lumi, 1girl, blonde hiar')
    await client.problem(A, 'unknown-tag')
    const action = await client.eventually('the dataset', async () => (await client.actions(A, { start: 15, end: 15 })).find(({ title }) => title === "Accept 'blonde hiar' in this dataset"))
    assert.equal((await client.resolve(action)).edit, undefined)
    await client.until('a message', () => client.told.some((text) => text.includes('taglore.json is not valid JSON')))
  })

  it("a word goes to the user's own settings by a command of the client, where it has one", async () => {
    const title = "Accept 'blonde hiar' in all datasets"
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, blonde hiar')
    await client.problem(A, 'unknown-tag')
    assert.ok((await client.actions(A, { start: 15, end: 15 })).every((action) => action.title !== title))
    const { client: able } = await serve(LUMI, { initializationOptions: { commands: ['taglore.acceptWord'] } })
    await able.open(A, 'lumi, 1girl, blonde hiar')
    await able.problem(A, 'unknown-tag')
    assert.deepEqual(titled(await able.actions(A, { start: 15, end: 15 }), title).command, { title, command: 'taglore.acceptWord', arguments: ['blonde hiar'] })
  })

  it('a client that cannot create files is not offered to', async () => {
    const { client } = await serve(LUMI, { capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } })
    await client.open(A, 'lumi, 1girl, blonde hiar')
    await client.problem(A, 'unknown-tag')
    await client.settled()
    const titles = (await client.actions(A, { start: 15, end: 15 })).map(({ title }) => title)
    assert.ok(titles.some((title) => title.startsWith('Replace')))
    assert.ok(!titles.some((title) => title.startsWith('Accept')))
  })

  it('a fix of the whole concept is offered at its first caption and nowhere else', async () => {
    const { client } = await serve(`//- 10_lumi/{1..8}.png\n//- 10_lumi/{1..8}.txt\nlumi, 1girl, solo, purple eyes`)
    const [first, second] = [`${SET}/10_lumi/1.txt`, `${SET}/10_lumi/2.txt`]
    await client.problem(first, 'constant-tag')
    for (const path of [first, second]) await client.open(path, 'lumi, 1girl, solo, purple eyes')
    const bake = "Bake 'purple eyes' in: remove it from all captions of 'lumi'"
    const action = titled(await client.actions(first, { start: 20, end: 20 }), bake)
    const files = editsOf((await client.resolve(action)).edit)
    assert.equal(files.size, 8)
    assert.equal(files.get(second)?.version, 1)
    assert.ok((await client.actions(second, { start: 20, end: 20 })).every(({ title }) => title !== bake))
    const keep = titled(await client.actions(first, { start: 20, end: 20 }), "Keep 'purple eyes' in the captions of 'lumi' on purpose")
    const edit = editsOf((await client.resolve(keep)).edit).get(`${SET}/taglore.json`)
    assert.deepEqual(JSON.parse(applyTo('', edit?.edits ?? [])), { keep: [{ concept: 'lumi', tags: ['purple eyes'] }] })
  })

  it('a trigger is renamed in the captions and where it is declared, by one edit', async () => {
    const settings = '{ "concepts": [{ "name": "lumi", "folders": ["10_lumi"], "triggers": ["smile"] }] }'
    const { client } = await serve(`//- 10_lumi/{1..3}.png\n//- 10_lumi/{1..3}.txt\nsmile, 1girl, solo\n//- taglore.json\n${settings}`)
    const first = `${SET}/10_lumi/1.txt`
    await client.problem(first, 'trigger-collision')
    await client.open(first, 'smile, 1girl, solo')
    const action = (await client.actions(first, { start: 0, end: 0 })).find(({ title }) => title.startsWith("Rename the trigger 'smile' to "))
    assert.ok(action)
    const name = /to '([^']+)'/.exec(action.title)?.[1] ?? ''
    const files = editsOf((await client.resolve(action)).edit)
    assert.deepEqual([...files.keys()].sort(), [1, 2, 3].map((number) => `${SET}/10_lumi/${number}.txt`).concat(`${SET}/taglore.json`))
    assert.equal(applyTo('smile, 1girl, solo', files.get(first)?.edits ?? []), `${name}, 1girl, solo`)
    assert.deepEqual(JSON.parse(applyTo(settings, files.get(`${SET}/taglore.json`)?.edits ?? [])), { concepts: [{ name: 'lumi', folders: ['10_lumi'], triggers: [name] }] })
  })

  describe('where no text stands', () => {
    const PLACES = `${LUMI}//- 10_lumi/small.png\n300x400\n//- 10_lumi/small.txt\nlumi, 1girl\n//- 10_lumi/photo.jfif\n//- koro/a.png\n//- koro/a.txt\nlumi`
    const able = { initializationOptions: { commands: ['taglore.applyChange'] }, capabilities: { ...FULL, textDocument: { ...FULL.textDocument, codeAction: { ...FULL.textDocument?.codeAction, resolveSupport: { properties: ['edit', 'command'] } } } } }
    const plannedOf = ({ command }: CodeAction): { needsJournal: boolean; files: { kind: string; uri: string }[] } => {
      assert.equal(command?.command, 'taglore.applyChange')
      return command.arguments?.[0] as ReturnType<typeof plannedOf>
    }

    it('the fixes of an image are those of its caption too, and move files by the journal', async () => {
      const { client } = await serve(PLACES, able)
      const [image, caption] = [`${SET}/10_lumi/small.png`, `${SET}/10_lumi/small.txt`]
      const problem = await client.problem(image, 'small-image')
      const alone = titled(await client.actionsAt(image), "Exclude 'small.png'")
      assert.deepEqual(alone.diagnostics, [problem])
      const planned = plannedOf(await client.resolve(alone))
      assert.deepEqual([planned.needsJournal, ...planned.files.map(({ kind, uri }) => `${kind} ${uri}`)], [true, `rename file://${image}`, `rename file://${caption}`])
      await client.open(caption, 'lumi, 1girl')
      const beside = titled(await client.actions(caption, { start: 8, end: 8 }), "Exclude 'small.png'")
      assert.deepEqual(plannedOf(await client.resolve(beside)).files, planned.files)
    })

    it('a picture that the trainer never finds and a folder without repeats have theirs', async () => {
      const { client } = await serve(PLACES, able)
      await client.problem(`${SET}/10_lumi/photo.jfif`, 'skipped-image')
      const photo = titled(await client.actionsAt(`${SET}/10_lumi/photo.jfif`), "Rename it to 'photo.jpg'")
      assert.deepEqual(plannedOf(await client.resolve(photo)).files.map(({ uri }) => uri), [`file://${SET}/10_lumi/photo.jfif`])
      const folder = titled(await client.actionsAt(`${SET}/koro`), "Rename it to '10_koro'")
      assert.deepEqual(plannedOf(await client.resolve(folder)).files.map(({ uri }) => uri), [`file://${SET}/koro`])
    })

    it('a problem of a folder is told in taglore.json, and mended there', async () => {
      const { client } = await serve(`${PLACES}\n//- taglore.json\n{}`, able)
      const settings = `${SET}/taglore.json`
      await client.open(settings, '{}', 'jsonc')
      await client.problem(settings, 'ignored-folder')
      assert.ok(titled(await client.actions(settings, { start: 0, end: 0 }), "Rename it to '10_koro'"))
    })
  })

  it('a lightbulb costs its caption and its concept, however many captions there are', async () => {
    const many = `//- 10_lumi/{1..400}.png\n//- 10_lumi/{1..400}.txt\nlumi, 1girl, solo, solo`
    const { client, files } = await serve(many, { capabilities: FULL })
    const path = `${SET}/10_lumi/7.txt`
    await client.open(path, 'lumi, 1girl, solo, solo')
    await client.eventually('the dataset', async () => (await client.actions(path, { start: 20, end: 20 })).some(({ title }) => title === EVERYWHERE))
    await client.settled()
    files.calls.clear()
    await client.actions(path, { start: 20, end: 20 })
    assert.deepEqual([...files.calls.keys()].filter((call) => call.startsWith('read') && call.endsWith('.txt') && !call.endsWith(path)), [], 'no other caption is read')
  })
})
