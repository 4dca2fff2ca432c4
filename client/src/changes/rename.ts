import { WorkspaceEdit, type CancellationToken, type Position, type TextDocument } from 'vscode'
import type { ProvideRenameEditsSignature } from 'vscode-languageclient'
import type { LanguageServer } from '../language-server'
import { fileUri } from '../new-captions'
import { applyDatasetChange } from './apply-change'
import { tellLeft } from './left-files'

/**
 * Rename from the keyboard: the editor applies what it can, and a tag of more captions than it opens becomes a list of files, then one
 * step of the journal.
 */
export async function planRename(server: LanguageServer, document: TextDocument, position: Position, newName: string, token: CancellationToken, next: ProvideRenameEditsSignature): Promise<WorkspaceEdit | null | undefined> {
  const { line, character } = position
  const planned = await server.request('taglore/planRename', { uri: fileUri(document.uri).toString(), position: { line, character }, newName }, token)
  if (!planned || planned.files.length === 0) return next(document, position, newName, token)
  if (planned.edit) {
    if (planned.refusals.length > 0) void tellLeft(planned.title, planned.refusals)
    return server.client.protocol2CodeConverter.asWorkspaceEdit(planned.edit, token)
  }
  // an answer without edits closes the box of the new name
  void applyDatasetChange(server, planned)
  return new WorkspaceEdit()
}
