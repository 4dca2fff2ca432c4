import type { TextDocument } from 'vscode-languageserver-textdocument'
import { createTextMap, type TextMap } from '../base/document'
import { otherKind, type OtherKind, type OtherText } from '../features/complete-elsewhere'
import type { OpenDocuments } from './open-documents'
import { readablePath, toPath } from './uris'

/** Open documents that are no captions and yet may hold tags. */
export interface OtherDocuments {
  at(uri: string): (OtherText & { readonly map: TextMap }) | undefined
}

export function createOtherDocuments({ documents }: OpenDocuments): OtherDocuments {
  /** What each was when it was last recognised: while something is typed, a text may be nothing in particular. */
  const kinds = new Map<string, OtherKind>()
  /** What was said of a version: every request asks, and most files are none of ours. */
  const known = new Map<string, { readonly version: number; readonly answer: ReturnType<OtherDocuments['at']> }>()
  documents.onDidClose(({ document }) => {
    kinds.delete(document.uri)
    known.delete(document.uri)
  })
  const look = (document: TextDocument): ReturnType<OtherDocuments['at']> => {
    const path = toPath(document.uri)
    const text = document.getText()
    const kind = otherKind(readablePath(path), text) ?? kinds.get(document.uri)
    if (kind === undefined) return undefined
    kinds.set(document.uri, kind)
    return { path, text, kind, map: createTextMap(text) }
  }
  return {
    at: (uri) => {
      const document = documents.get(uri)
      if (!document) return undefined
      const before = known.get(uri)
      if (before?.version === document.version) return before.answer
      const answer = look(document)
      known.set(uri, { version: document.version, answer })
      return answer
    },
  }
}
