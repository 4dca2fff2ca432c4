import assert from 'node:assert/strict'
import type { ClientCapabilities, DocumentDiagnosticReport } from 'vscode-languageserver-protocol'
import type { ServerOptions } from '../../server/src/lsp/server'
import { toUri } from '../../server/src/lsp/uris'
import { FULL, type TestClient } from '../support/client'
import { A, LUMI, serve, SET, stopAll } from './set'

const PULLING: ClientCapabilities = { ...FULL, textDocument: { ...FULL.textDocument, diagnostic: {} }, workspace: { ...FULL.workspace, diagnostics: { refreshSupport: true } } }
const EIGHT = `
//- 10_lumi/{1..8}.png
//- 10_lumi/{1..8}.txt
lumi, 1girl, solo, purple eyes
`

interface Pulling {
  readonly client: TestClient
  readonly pull: (before?: string, path?: string) => Promise<DocumentDiagnosticReport>
}

/** A client that asks for problems. */
async function servePulling(fixture: string, capabilities = PULLING, server: ServerOptions = {}): Promise<Pulling> {
  const { client } = await serve(fixture, { capabilities, ...(server.delays ? { server } : {}) })
  return { client, pull: (previousResultId, path = A) => client.request('textDocument/diagnostic', { textDocument: { uri: toUri(path) }, previousResultId }) }
}

const codes = (report: DocumentDiagnosticReport): readonly unknown[] => (report.kind === 'full' ? report.items.map(({ code }) => code) : [report.kind])

describe('diagnostics that the client asks for', () => {
  afterEach(stopAll)

  it('are answered in full, then as unchanged, and not published too', async () => {
    const { client, pull } = await servePulling(LUMI)
    await client.open(A, 'lumi, 1girl, 1girl')
    const first = await pull()
    assert.deepEqual(codes(first), ['duplicate-tag'])
    assert.deepEqual(codes(await pull(first.resultId)), ['unchanged'])
    await client.change(A, 'lumi, 1girl, solo')
    const second = await pull(first.resultId)
    assert.deepEqual(codes(second), [])
    await client.settled()
    assert.deepEqual(client.diagnostics(A), [])
  })

  it('of a dataset are still published, each thing once', async () => {
    const { client, pull } = await servePulling(EIGHT)
    const first = `${SET}/10_lumi/1.txt`
    await client.problem(first, 'constant-tag')
    await client.open(first, 'lumi, 1girl, solo, purple eyes, solo')
    await client.settled()
    assert.deepEqual(codes(await pull(undefined, first)), ['duplicate-tag'])
    assert.deepEqual(client.codes(first), ['too-few-images', 'constant-tag'])
  })

  it('are asked for again when something else changes what was answered, and only then', async () => {
    const { client, pull } = await servePulling(LUMI)
    await client.open(A, 'lumi, 1girl, 1girl')
    const first = await pull()
    assert.deepEqual(codes(first), ['duplicate-tag'])
    await client.settled()
    assert.equal(client.refreshes, 0)
    await client.settingsChanged({ rules: { 'duplicate-tag': 'off' } })
    await client.until('a refresh', () => client.refreshes > 0)
    assert.deepEqual(codes(await pull(first.resultId)), [])
  })

  it('leave the tag alone that is being typed, and come once the typing rests', async () => {
    const { client, pull } = await servePulling(LUMI, PULLING, { delays: { dataset: 1, datasetAtMost: 20, typing: 800 } })
    await client.open(A, 'lumi, solo, 1girl, sol')
    await client.hover(A, 1)
    await client.change(A, 'o', { start: 22, end: 22 })
    const typing = await pull()
    assert.deepEqual(codes(typing), [])
    await client.until('a refresh', () => client.refreshes > 0)
    assert.deepEqual(codes(await pull(typing.resultId)), ['duplicate-tag'])
  })

  it('of what is no caption are none', async () => {
    const { client, pull } = await servePulling(`${LUMI}//- notes.md\n1girl, 1girl`)
    await client.open(`${SET}/notes.md`, '1girl, 1girl', 'markdown')
    assert.deepEqual(codes(await pull(undefined, `${SET}/notes.md`)), [])
  })

  it('go when a document stops being a caption', async () => {
    const { client, pull } = await servePulling(LUMI)
    await client.open(A, 'lumi, 1girl, 1girl', 'plaintext')
    const first = await pull()
    assert.deepEqual(codes(first), ['duplicate-tag'])
    await client.settingsChanged({ treatAsPlainText: ['**/a.txt'] })
    await client.until('a refresh', () => client.refreshes > 0)
    assert.deepEqual(codes(await pull(first.resultId)), [])
  })

  it('are published to a client that asks but cannot be told to ask again, and answered with none', async () => {
    const { client, pull } = await servePulling(LUMI, { ...FULL, textDocument: { ...FULL.textDocument, diagnostic: {} } })
    await client.open(A, 'lumi, 1girl, 1girl')
    await client.problem(A, 'duplicate-tag')
    assert.deepEqual(codes(await pull()), [])
  })
})
