import type { TextDocument } from 'vscode'
import type { Middleware } from 'vscode-languageclient/node'

/** Characters up to which a file that is no caption is looked at: data of other programs is larger, training files are not. */
export const LARGEST_FILE = 1_000_000

type Sync = Required<Pick<Middleware, 'didOpen' | 'didChange' | 'didSave' | 'didClose'>>

/** Keeps large files from the server for as long as they are open; captions are never kept from it. */
export function withoutLargeFiles(): Sync {
  const kept = new Set<string>()
  const isKept = ({ uri }: TextDocument): boolean => kept.has(uri.toString())
  return {
    didOpen: async (document, next) => {
      if (document.languageId === 'sd-caption' || document.getText().length <= LARGEST_FILE) return next(document)
      kept.add(document.uri.toString())
    },
    didChange: async (event, next) => (isKept(event.document) ? undefined : next(event)),
    didSave: async (document, next) => (isKept(document) ? undefined : next(document)),
    didClose: async (document, next) => (kept.delete(document.uri.toString()) ? undefined : next(document)),
  }
}
