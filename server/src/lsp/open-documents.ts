import { TextDocuments, type Connection } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { fileKey } from '../dataset/dataset'
import { toPath, toUri } from './uris'

/** All documents that the client has open, captions or not, by the path of their file. */
export interface OpenDocuments {
  readonly documents: TextDocuments<TextDocument>
  /** Of every document's file. */
  paths(): readonly string[]
  at(path: string): TextDocument | undefined
  /** The URI of a path; of an open document the one that the client itself uses: encodings differ between clients. */
  toUri(path: string): string
}

export function createOpenDocuments(connection: Connection): OpenDocuments {
  const documents = new TextDocuments(TextDocument)
  const uris = new Map<string, string>()
  documents.onDidOpen(({ document }) => uris.set(fileKey(toPath(document.uri)), document.uri))
  documents.onDidClose(({ document }) => uris.delete(fileKey(toPath(document.uri))))
  documents.listen(connection)
  return {
    documents,
    paths: () => documents.all().map(({ uri }) => toPath(uri)),
    at: (path) => {
      const uri = uris.get(fileKey(path))
      return uri === undefined ? undefined : documents.get(uri)
    },
    toUri: (path) => uris.get(fileKey(path)) ?? toUri(path),
  }
}
