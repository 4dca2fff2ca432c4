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
  documents.onDidClose(({ document }) => kinds.delete(document.uri))
  return {
    at: (uri) => {
      const document = documents.get(uri)
      if (!document) return undefined
      const path = toPath(uri)
      const text = document.getText()
      const kind = otherKind(readablePath(path), text) ?? kinds.get(uri)
      if (kind === undefined) return undefined
      kinds.set(uri, kind)
      return { path, text, kind, map: createTextMap(text) }
    },
  }
}
