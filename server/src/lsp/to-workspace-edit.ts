import type { ClientCapabilities, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver'
import { createTextMap } from '../base/document'
import type { Message } from '../base/message'
import type { SpanEdit } from '../base/span'
import type { Change } from '../changes/change'
import { toUri } from './uris'

const REVIEW = 'review'

/**
 * A change as the editor applies it: versioned where a document is open, each edit marked for confirmation where the client
 * can show such a preview. Clients without document changes get plain edits and none of the file operations.
 */
export function toWorkspaceEdit(change: Change, capabilities: ClientCapabilities, translate: (message: Message) => string, versionOf: (path: string) => number | undefined): WorkspaceEdit {
  const support = capabilities.workspace?.workspaceEdit
  if (!support?.documentChanges) return { changes: plainChanges(change) }
  const annotated = support.changeAnnotationSupport !== undefined && change.files.length > 1
  const annotation = annotated ? { annotationId: REVIEW } : {}
  const documentChanges = change.files.flatMap((file): NonNullable<WorkspaceEdit['documentChanges']> => {
    const uri = toUri(file.path)
    switch (file.kind) {
      case 'edit':
        return [documentEdit(uri, versionOf(file.path) ?? null, file.text, file.edits, annotation)]
      case 'create':
        return [{ kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } }, documentEdit(uri, null, '', [{ span: { start: 0, end: 0 }, newText: file.text }], annotation)]
      case 'delete':
        return [{ kind: 'delete', uri, ...annotation }]
      case 'rename':
        return [{ kind: 'rename', oldUri: uri, newUri: toUri(file.to), options: { overwrite: false }, ...annotation }]
    }
  })
  return annotated ? { documentChanges, changeAnnotations: { [REVIEW]: { label: translate(change.title), needsConfirmation: true } } } : { documentChanges }
}

function documentEdit(uri: string, version: number | null, text: string, edits: readonly SpanEdit[], annotation: { annotationId?: string }): TextDocumentEdit {
  const map = createTextMap(text)
  const textEdits = edits.map((edit) => map.toTextEdit(edit))
  // an annotated edit is a text edit with one more key
  return { textDocument: { uri, version }, edits: annotation.annotationId === undefined ? textEdits : textEdits.map((edit) => ({ ...edit, annotationId: REVIEW })) }
}

function plainChanges(change: Change): NonNullable<WorkspaceEdit['changes']> {
  const changes: NonNullable<WorkspaceEdit['changes']> = {}
  for (const file of change.files) {
    if (file.kind !== 'edit') continue
    const map = createTextMap(file.text)
    changes[toUri(file.path)] = file.edits.map((edit) => map.toTextEdit(edit))
  }
  return changes
}
