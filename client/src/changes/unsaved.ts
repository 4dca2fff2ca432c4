import { workspace } from 'vscode'
import { fileUri } from '../new-captions'

/** The files of all documents that are not saved, for the server: one that the editor has not read again yet is not among them. */
export function unsavedUris(): string[] {
  return workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => fileUri(uri).toString())
}
