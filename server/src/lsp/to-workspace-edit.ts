import type { ChangeAnnotation, ClientCapabilities, ResourceOperationKind, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver'
import { createTextMap } from '../base/document'
import { say, type Message } from '../base/message'
import type { SpanEdit } from '../base/span'
import type { Change, FileChange } from '../changes/change'

const REVIEW = 'review'
const ADVICE = 'advice'

export interface EditContext {
  readonly capabilities: ClientCapabilities
  readonly translate: (message: Message) => string
  readonly toUri: (path: string) => string
  /** Version of an open document, undefined where the disk has the text. */
  readonly versionOf: (path: string) => number | undefined
  /** See `REVIEW_SCHEME` in the protocol. */
  readonly reviewScheme: string | undefined
}

/** Whether the client can apply the whole of a change: a part of one is worse than none. */
export function canApply({ files }: Change, { workspace }: ClientCapabilities): boolean {
  const support = workspace?.workspaceEdit
  const operations: readonly ResourceOperationKind[] = (support?.documentChanges ? support.resourceOperations : undefined) ?? []
  return files.every((file) => file.kind === 'edit' || operations.includes(file.kind))
}

/**
 * A change as the editor applies it: versioned where a document is open, and, where it touches several files, marked for
 * confirmation if the client can show such a preview. `canApply` comes first.
 */
export function toWorkspaceEdit(change: Change, context: EditContext): WorkspaceEdit {
  const { capabilities, toUri, versionOf } = context
  const support = capabilities.workspace?.workspaceEdit
  if (!support?.documentChanges) return { changes: plainChanges(change, toUri) }
  const annotated = support.changeAnnotationSupport !== undefined && change.files.length > 1
  const annotation = annotated ? { annotationId: REVIEW } : {}
  const operationsOf = (file: FileChange): NonNullable<WorkspaceEdit['documentChanges']> => {
    const uri = toUri(file.path)
    switch (file.kind) {
      case 'edit':
        return [documentEdit(uri, versionOf(file.path) ?? null, file.text, file.edits, annotation)]
      case 'create':
        return [{ kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false }, ...annotation }, documentEdit(uri, null, '', [{ span: { start: 0, end: 0 }, newText: file.text }], annotation)]
      case 'delete':
        return [{ kind: 'delete', uri, ...annotation }]
      case 'rename':
        return [{ kind: 'rename', oldUri: uri, newUri: toUri(file.to), options: { overwrite: false }, ...annotation }]
    }
  }
  const documentChanges = change.files.flatMap(operationsOf)
  return annotated ? withConfirmation(documentChanges, change, context) : { documentChanges }
}

function withConfirmation(documentChanges: NonNullable<WorkspaceEdit['documentChanges']>, { title, files }: Change, { translate, reviewScheme }: EditContext): WorkspaceEdit {
  const label = translate(title)
  const changeAnnotations: Record<string, ChangeAnnotation> = { [REVIEW]: { label, needsConfirmation: reviewScheme === undefined } }
  if (reviewScheme === undefined) return { documentChanges, changeAnnotations }
  const advice = translate(say`${files.length} files change: untick what shall stay as it is`)
  changeAnnotations[ADVICE] = { label, needsConfirmation: true }
  const nothing: TextDocumentEdit = {
    textDocument: { uri: `${reviewScheme}:/${encodeURIComponent(advice)}`, version: null },
    edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: '', annotationId: ADVICE }],
  }
  return { documentChanges: [nothing, ...documentChanges], changeAnnotations }
}

function documentEdit(uri: string, version: number | null, text: string, edits: readonly SpanEdit[], annotation: { annotationId?: string }): TextDocumentEdit {
  const map = createTextMap(text)
  const textEdits = edits.map((edit) => map.toTextEdit(edit))
  // an annotated edit is a text edit with one more key
  return { textDocument: { uri, version }, edits: annotation.annotationId === undefined ? textEdits : textEdits.map((edit) => ({ ...edit, annotationId: REVIEW })) }
}

function plainChanges({ files }: Change, toUri: (path: string) => string): NonNullable<WorkspaceEdit['changes']> {
  const changes: NonNullable<WorkspaceEdit['changes']> = {}
  for (const file of files) {
    if (file.kind !== 'edit') continue
    const map = createTextMap(file.text)
    changes[toUri(file.path)] = file.edits.map((edit) => map.toTextEdit(edit))
  }
  return changes
}
