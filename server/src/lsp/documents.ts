import { TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { createTextMap, type TextMap } from '../base/document'
import { FileError } from '../base/file-system'
import { readCaptionFile } from '../dataset/scan'
import { isCaption } from './caption-kind'
import type { Datasets } from './datasets'
import type { Publisher } from './publish'
import type { Session } from './session'
import { isFilePath, toPath } from './uris'

export const SYNC = TextDocumentSyncKind.Incremental

/** Keeps the workspace in step with open documents; only captions enter it. */
export interface Documents {
  /** The caption document at `uri` once it is known to be one; undefined for everything else. */
  captionAt(uri: string): Promise<{ readonly path: string; readonly map: TextMap } | undefined>
  /** Asks again what every open document is. */
  recheck(): Promise<void>
}

export function createDocuments(session: Session, datasets: Datasets, publisher: Publisher): Documents {
  const { connection, workspace } = session
  const documents = new TextDocuments(TextDocument)
  const kinds = new Map<string, Promise<boolean>>()
  const texts = new Map<string, string>()

  const enter = async (document: TextDocument): Promise<boolean> => {
    const path = toPath(document.uri)
    if (!(await isCaption(session, path, document.languageId)) || (await isLossy(session, path))) return false
    const current = documents.get(document.uri)
    if (!current) return false
    workspace.apply({ kind: 'document', path, text: current.getText(), version: current.version })
    texts.set(path, current.getText())
    publisher.opened(path)
    // the dataset may take a while: the caption is served before
    session.background(datasets.ensure(path).then(() => publisher.changed()))
    return true
  }

  const leave = (uri: string): void => {
    const path = toPath(uri)
    texts.delete(path)
    workspace.apply({ kind: 'document-closed', path })
    publisher.closed(path)
  }

  documents.onDidOpen(({ document }) => {
    kinds.set(document.uri, enter(document))
  })
  documents.onDidChangeContent(({ document }) => {
    const path = toPath(document.uri)
    const before = texts.get(path)
    const text = document.getText()
    if (before === undefined || before === text) return
    texts.set(path, text)
    workspace.apply({ kind: 'document', path, text, version: document.version })
    publisher.edited(path, typedAt(before, text))
  })
  documents.onDidSave(({ document }) => publisher.saved(toPath(document.uri)))
  documents.onDidClose(({ document }) => {
    kinds.delete(document.uri)
    if (texts.has(toPath(document.uri))) leave(document.uri)
  })
  documents.listen(connection)

  return {
    captionAt: async (uri) => {
      if (!(await kinds.get(uri))) return undefined
      const path = toPath(uri)
      const caption = workspace.captionOf(path)
      return caption && { path, map: createTextMap(caption.text) }
    },
    recheck: async () => {
      for (const document of documents.all()) {
        const was = await kinds.get(document.uri)
        const path = toPath(document.uri)
        const is = await isCaption(session, path, document.languageId)
        if (was === is) continue
        if (was) leave(document.uri)
        kinds.set(document.uri, is ? enter(document) : Promise.resolve(false))
      }
    },
  }
}

/** Where one keystroke ended: the end of the changed stretch, when it is short; undefined for larger changes. */
function typedAt(before: string, after: string): number | undefined {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const [gone, come] = [before.length - head - tail, after.length - head - tail]
  return gone <= 1 && come <= 2 ? after.length - tail : undefined
}

/** Whether the bytes on disk are no text that can be edited: the editor then shows replacement characters. */
async function isLossy(session: Session, path: string): Promise<boolean> {
  if (!isFilePath(path)) return false
  try {
    const { fault } = await readCaptionFile(session.fileSystem, path)
    return fault === 'not-utf8' || fault === 'too-large'
  } catch (error) {
    if (error instanceof FileError) return false
    throw error
  }
}
