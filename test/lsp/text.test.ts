import assert from 'node:assert/strict'
import type { CodeAction, DocumentLink, InlayHint, SelectionRange, TextEdit } from 'vscode-languageserver-protocol'
import { toUri } from '../../server/src/lsp/uris'
import type { LinesEditResult, LinesResult } from '../../server/src/protocol/lines'
import type { TokensResult } from '../../server/src/protocol/tokens'
import { applyTo, editsOf, FULL } from '../support/client'
import { A, LUMI, serve, SET, stopAll } from './set'

const textDocument = { uri: toUri(A) }
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 100 } }

describe('the text of one caption, over a stream', () => {
  afterEach(stopAll)

  it('is formatted, whole or in part, and tidied up', async () => {
    const { client } = await serve(LUMI)
    const text = 'lumi ,smile ,  1girl'
    await client.open(A, text)
    const format = async (method: string, more: object): Promise<string> => applyTo(text, await client.request<TextEdit[]>(method, { textDocument, options: {}, ...more }))
    assert.equal(await format('textDocument/formatting', {}), 'lumi, smile, 1girl')
    assert.equal(await format('textDocument/rangeFormatting', { range: { start: { line: 0, character: 8 }, end: range.end } }), 'lumi ,smile, 1girl')
    const [action] = await client.actions(A, { start: 0, end: 0 }, { only: ['source.organizeTags'] })
    assert.equal(applyTo(text, editsOf((action as CodeAction).edit).get(A)?.edits ?? []), 'lumi, 1girl, smile')
    assert.deepEqual(await client.actions(A, { start: 0, end: 0 }), [], 'it is no answer to a lightbulb')
  })

  it('formatting is registered for captions alone where the client has a language for them', async () => {
    const dynamicRegistration = true
    const capabilities = { ...FULL, textDocument: { ...FULL.textDocument, formatting: { dynamicRegistration }, rangeFormatting: { dynamicRegistration } } }
    const { client } = await serve(LUMI, { capabilities, initializationOptions: { captionLanguage: 'sd-caption' } })
    const announced = client.initialized?.capabilities
    assert.deepEqual([announced?.documentFormattingProvider, announced?.documentRangeFormattingProvider], [undefined, undefined])
    assert.deepEqual(client.registered.filter((method) => /ormatting/.test(method)), ['textDocument/formatting', 'textDocument/rangeFormatting'])
    const { client: other } = await serve(LUMI, { capabilities })
    assert.equal(other.initialized?.capabilities.documentFormattingProvider, true)
    assert.deepEqual(other.registered.filter((method) => /ormatting/.test(method)), [])
  })

  it('has hints where the settings want them', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl')
    const ask = (): Promise<InlayHint[]> => client.request('textDocument/inlayHint', { textDocument, range })
    assert.deepEqual(await ask(), [])
    await client.settingsChanged({ inlayHints: 'captions' })
    const [first, second] = await client.eventually('hints', async () => {
      const found = await ask()
      return found.length > 0 && found
    })
    assert.deepEqual([first?.label, first?.position.character, second?.label, first?.paddingLeft], ['×5', 4, '×5', true])
  })

  it('is selected step by step', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, (long hair:1.2)')
    const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', { textDocument, positions: [{ line: 0, character: 13 }] })
    const widths: number[] = []
    for (let step: SelectionRange | undefined = selection; step; step = step.parent) widths.push(step.range.end.character - step.range.start.character)
    assert.deepEqual(widths, [4, 9, 15, 16, 21])
  })

  it('has links whose addresses are told when they are wanted', async () => {
    const { client } = await serve(LUMI, { settings: { wikiLinks: true } })
    await client.open(A, 'lumi, 1girl')
    const [link, ...more] = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument })
    assert.deepEqual([link?.range.start.character, link?.target, more], [6, undefined, []])
    assert.equal((await client.request<DocumentLink>('documentLink/resolve', link)).target, 'https://danbooru.donmai.us/wiki_pages/1girl')
  })

  it('taglore/tokens tells places for decorations, and the hover links to the wiki', async () => {
    const { client } = await serve(LUMI, { settings: { maxTokenLength: 75 } })
    await client.open(A, Array.from({ length: 39 }, () => 'smile').join(', '))
    const tokens = await client.eventually('the token table', () => client.request<TokensResult>('taglore/tokens', textDocument).then((found) => found ?? false))
    assert.deepEqual([tokens.version, tokens.count, tokens.limit, tokens.perTag.length], [1, 77, 75, 39])
    assert.deepEqual(tokens.boundaries, [{ start: { line: 0, character: 264 }, end: { line: 0, character: 265 } }])
    assert.deepEqual(tokens.lost, [{ start: { line: 0, character: 264 }, end: { line: 0, character: 271 } }])
    assert.match(JSON.stringify(await client.hover(A, 1)), /1 token\\n\\n\[Danbooru wiki\]\(https:\/\/danbooru\.donmai\.us\/wiki_pages\/smile\)/)
    assert.equal(await client.request('taglore/tokens', { uri: toUri(`${SET}/notes.md`) }), null)
  })

  it('taglore/linesView shows a tag a line, and taglore/linesEdit brings it back', async () => {
    const { client } = await serve(LUMI)
    const closed = { uri: toUri(`${SET}/10_lumi/1.txt`) }
    assert.deepEqual(await client.request<LinesResult>('taglore/linesView', closed), { version: null, lines: 'lumi\n1girl\nsolo\nsmile' })
    await client.open(A, 'lumi ,1girl,, solo\r\nx')
    assert.deepEqual(await client.request<LinesResult>('taglore/linesView', textDocument), { version: 1, lines: 'lumi\n1girl\nsolo\n⏎\nx' })
    const back = await client.request<LinesEditResult>('taglore/linesEdit', { ...textDocument, lines: 'lumi\n1boy\nsolo\n⏎\nx' })
    assert.deepEqual(back, { version: 1, edits: [{ range: { start: { line: 0, character: 7 }, end: { line: 0, character: 11 } }, newText: 'boy' }], text: 'lumi ,1boy,, solo\r\nx' })
    assert.deepEqual((await client.request<LinesEditResult>('taglore/linesEdit', { ...textDocument, lines: 'lumi\r\n1girl\r\nsolo\r\n⏎\r\nx' })).edits, [])
    assert.equal(await client.request('taglore/linesView', { uri: toUri(`${SET}/nowhere.md`) }), null)
  })
})
