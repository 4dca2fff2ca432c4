import assert from 'node:assert/strict'
import { ROUTES } from '../../server/src/lsp/routes'
import { TOKEN_TYPES } from '../../server/src/features/semantic-tokens'
import { applyTo, FULL, TestClient } from '../support/client'
import { A, keep, LUMI, serve, SET, stopAll } from './set'

describe('answers over a stream', () => {
  afterEach(stopAll)

  it('a completion list is incomplete, filtered by what was typed, and in our order', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, blue')
    const list = await client.complete(A, 17)
    assert.equal(list?.isIncomplete, true)
    const items = list?.items ?? []
    assert.ok(items.length > 10 && items.length <= 100)
    assert.deepEqual([...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)), items)
    assert.ok(items.every((item) => item.filterText === 'blue'))
    const eyes = items.find((item) => item.label === 'blue eyes')
    assert.match(eyes?.labelDetails?.description ?? '', /^[\d.]+[KM]$/)
    assert.match(eyes?.labelDetails?.detail ?? '', /\[\p{Script=Han}+\]/u)
    assert.ok(eyes?.textEdit)
    assert.equal(applyTo('lumi, 1girl, blue', eyes.textEdit && 'range' in eyes.textEdit ? [eyes.textEdit] : []), 'lumi, 1girl, blue eyes')
  })

  it('the blank is a trigger character, so that no keystroke closes the list', async () => {
    const { client } = await serve(LUMI)
    const triggers = client.initialized?.capabilities.completionProvider?.triggerCharacters ?? []
    assert.ok([',', ' ', '_', '('].every((character) => triggers.includes(character)))
    await client.open(A, '')
    const text = 'lumi, long hair, bl'
    for (let typed = 8; typed <= text.length; typed++) {
      await client.change(A, text.slice(0, typed))
      const list = await client.complete(A, typed)
      assert.ok(list && (list.items.length > 0 || text[typed - 1] === ' '), `'${text.slice(0, typed)}' finds nothing`)
    }
  })

  it('the details of a completion come when they are asked for', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, very lon')
    const item = (await client.complete(A, 14))?.items.find(({ label }) => label === 'very long hair')
    assert.equal(item?.documentation, undefined)
    const { documentation } = await client.resolveItem(item!)
    assert.match(JSON.stringify(documentation), /very long hair.*General tag.*Implies: long hair/s)
  })

  it('a client that shows little gets plain texts', async () => {
    const { files } = await serve(LUMI)
    const client = keep(await TestClient.start({ files, folders: [SET], capabilities: {} }))
    await client.ready()
    await client.open(A, 'lumi, very lon')
    const item = (await client.complete(A, 14))?.items.find(({ label }) => label === 'very long hair')
    assert.equal(item?.labelDetails, undefined)
    assert.match(item?.detail ?? '', /K/)
    assert.match(JSON.stringify((await client.resolveItem(item!)).documentation), /"plaintext"/)
    assert.deepEqual(Object.keys((await client.hover(A, 8))?.contents ?? {}), ['kind', 'value'])
    assert.match(JSON.stringify(await client.hover(A, 1)), /"plaintext"/)
  })

  it('a hover tells how the dataset uses the tag, by concept and with repeats', async () => {
    const { client } = await serve(`${LUMI}//- 2_koro/{1..3}.png\n//- 2_koro/{1..3}.txt\nkoro, solo`)
    await client.open(A, 'lumi, 1girl, solo')
    const value = await client.eventually('the dataset', async () => {
      const text = JSON.stringify(await client.hover(A, 8))
      return text.includes('captions') && text
    })
    assert.match(value, /\*\*1girl\*\*/)
    assert.match(value, /General tag, [\d.]+M posts/)
    assert.match(value, /In 5 of 8 captions \(63 %\), 50 samples an epoch with repeats/)
    assert.match(value, /lumi: 5 of 5 captions, repeats 10/)
    assert.match(value, /koro: 0 of 3 captions, repeats 2/)
  })

  it('a hover over a blank, a sentence or nothing at all is none', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, '1girl,  , A girl is sitting on a bench in the park.')
    assert.equal(await client.hover(A, 7), null)
    assert.equal(await client.hover(A, 20), null)
  })

  it('tags are coloured by category', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, hatsune miku, zzyzx\nsmile')
    const { data } = await client.eventually('the trigger', async () => {
      const tokens = await client.tokens(A)
      return TOKEN_TYPES[tokens.data[3] ?? 0] === 'tagTrigger' && tokens
    })
    const types = data.filter((_, index) => index % 5 === 3).map((type) => TOKEN_TYPES[type])
    assert.deepEqual(types, ['tagTrigger', 'tagGeneral', 'tagCharacter', 'tagUnknown', 'tagIgnored'])
  })

  it('a file that is no caption gets no answers', async () => {
    const { client } = await serve(`${LUMI}//- notes.md\n1girl, 1girl`)
    await client.open(`${SET}/notes.md`, '1girl, 1girl', 'markdown')
    await client.settled()
    assert.equal(await client.complete(`${SET}/notes.md`, 3), null)
    assert.equal(await client.hover(`${SET}/notes.md`, 3), null)
    assert.deepEqual(await client.actions(`${SET}/notes.md`, { start: 0, end: 3 }), [])
    assert.deepEqual(await client.tokens(`${SET}/notes.md`), { data: [] })
    assert.deepEqual(client.diagnostics(`${SET}/notes.md`), [])
  })

  it('a request that fails is an error answer and a line in the log, and the server goes on', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl')
    await assert.rejects(client.request('textDocument/hover', { textDocument: null, position: null }), /Taglore could not answer/)
    await assert.rejects(client.request('taglore/audit', { uri: `file://${SET}/nowhere` }), /There is no/)
    await client.until('a line in the log', () => client.log.some((line) => line.includes('textDocument/hover')))
    assert.ok(await client.hover(A, 8))
  })

  it('broken notifications do not end the server', async () => {
    const { client } = await serve(LUMI)
    await client.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: 'a b:%%%', languageId: 'sd-caption', version: 1, text: '1girl' } })
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///set/\0', type: 1 }] })
    await client.open(A, 'lumi, 1girl')
    assert.ok(await client.hover(A, 8))
  })

  it('every capability that is announced is one of ours', async () => {
    const { client } = await serve(LUMI, { capabilities: FULL })
    const { capabilities, serverInfo } = client.initialized!
    assert.equal(serverInfo?.name, 'taglore')
    const ours = new Set(['textDocumentSync', ...ROUTES.flatMap((route) => Object.keys(route.capability))])
    assert.deepEqual(Object.keys(capabilities).sort(), [...ours].sort())
  })
})
