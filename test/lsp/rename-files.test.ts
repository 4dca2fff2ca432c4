import assert from 'node:assert/strict'
import type { RenameFile, WorkspaceEdit } from 'vscode-languageserver-protocol'
import { toUri } from '../../server/src/lsp/uris'
import { FULL, type TestClient } from '../support/client'
import { LUMI, serve, SET, stopAll } from './set'

/** What the server answers when files are about to be renamed: `from → to`, as are its parameters. */
async function ask(client: TestClient, ...renames: readonly string[]): Promise<readonly string[] | null> {
  const files = renames.map((line) => line.split(' → ')).map(([from, to]) => ({ oldUri: toUri(`${SET}/${from}`), newUri: toUri(`${SET}/${to}`) }))
  const edit = await client.request<WorkspaceEdit | null>('workspace/willRenameFiles', { files })
  return edit && (edit.documentChanges ?? []).map((change) => {
    const { oldUri, newUri } = change as RenameFile
    return `${oldUri} → ${newUri}`.replaceAll(toUri(`${SET}/`), '')
  })
}

const THERE = '10_lumi/a.png → 10_lumi/b.png'
const ALONG = '10_lumi/a.txt → 10_lumi/b.txt'

describe('files about to be renamed, over a stream', () => {
  afterEach(stopAll)

  it('bring their partners along, several at once', async () => {
    const { client } = await serve(LUMI)
    assert.deepEqual(await ask(client, THERE), [ALONG])
    assert.deepEqual(await ask(client, '10_lumi/1.png → 10_lumi/x.png', '10_lumi/2.txt → 10_lumi/y.txt'), ['10_lumi/1.txt → 10_lumi/x.txt', '10_lumi/2.png → 10_lumi/y.png'])
  })

  it('do not go round in circles where the client asks about our own answer', async () => {
    const { client } = await serve(LUMI)
    assert.deepEqual(await ask(client, THERE), [ALONG])
    assert.equal(await ask(client, ALONG), null)
    assert.deepEqual(await ask(client, THERE), [ALONG], 'the same by hand once more is served again')
  })

  it('leave alone what is taken on disk, and what is not there', async () => {
    const { client, files } = await serve(LUMI)
    files.put(`${SET}/10_lumi/b.txt`, 'unseen')
    assert.equal(await ask(client, THERE), null)
    files.drop(`${SET}/10_lumi/1.txt`)
    assert.equal(await ask(client, '10_lumi/1.png → 10_lumi/c.png'), null)
    assert.equal(await ask(client, 'notes.txt → other.txt'), null)
  })

  it('are nothing to a client that cannot rename for us', async () => {
    const { client } = await serve(LUMI, { capabilities: { ...FULL, workspace: { ...FULL.workspace, workspaceEdit: { documentChanges: true } } } })
    assert.equal(await ask(client, THERE), null)
  })

  it('are announced beside the workspace folders', async () => {
    const { client } = await serve(LUMI)
    const { workspace } = client.initialized?.capabilities ?? {}
    assert.equal(workspace?.workspaceFolders?.supported, true)
    assert.match(workspace?.fileOperations?.willRename?.filters[0]?.pattern.glob ?? '', /png.*txt/)
  })
})
