import { TextDocumentSyncKind } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { createTextMap, type TextMap } from '../base/document'
import { nameOf } from '../base/path'
import { SETTINGS_FILE } from '../dataset/find-root'
import { readCaptionFile } from '../dataset/scan'
import { isCaption } from './caption-kind'
import type { Datasets } from './datasets'
import type { OpenDocuments } from './open-documents'
import { createOtherDocuments, type OtherDocuments } from './other-documents'
import type { Publisher } from './publish'
import type { Session } from './session'
import { createTrainingDocuments } from './training-documents'
import { isFilePath, toPath } from './uris'

export const SYNC = TextDocumentSyncKind.Incremental

/** Keeps the workspace in step with open documents; only captions enter it. */
export interface Documents {
  /** The caption document at `uri` once it is known to be one; undefined for everything else. */
  captionAt(uri: string): Promise<{ readonly path: string; readonly map: TextMap } | undefined>
  /** What is no caption; ask for the caption first. */
  otherAt: OtherDocuments['at']
  /** Resolves when every document that was opened so far is in the workspace, or known to be no caption. */
  entered(): Promise<void>
  /** Asks again what every open document is, and which dataset it belongs to. */
  recheck(): Promise<void>
}

export function createDocuments(session: Session, open: OpenDocuments, datasets: Datasets, publisher: Publisher): Documents {
  const { workspace } = session
  const { documents } = open
  const others = createOtherDocuments(open)
  const training = createTrainingDocuments(session, open, others, publisher)
  /** Whether an open document is served as a caption. */
  const kinds = new Map<string, Promise<boolean>>()
  /** The texts in the workspace. */
  const texts = new Map<string, string>()

  const enter = async (document: TextDocument): Promise<boolean> => {
    const path = toPath(document.uri)
    const settings = workspace.datasetOf(path)?.settings ?? (await session.settingsFor(path))
    if (!(await isCaption(session, path, { languageId: document.languageId, settings })) || (await isLossy(session, path))) {
      // tags are completed there too, from the dataset around it
      if (others.at(document.uri)) session.background(datasets.ensure(path))
      training.enter(document)
      return false
    }
    const current = documents.get(document.uri)
    if (!current) return false
    texts.set(document.uri, current.getText())
    workspace.apply({ kind: 'document', path, text: current.getText(), version: current.version, settings })
    publisher.opened(path)
    // the dataset may take a while: the caption is served before
    session.background(datasets.ensure(path))
    return true
  }

  const leave = (uri: string): void => {
    const path = toPath(uri)
    texts.delete(uri)
    workspace.apply({ kind: 'document-closed', path })
    publisher.closed(path)
  }

  const recheckOne = async (document: TextDocument): Promise<void> => {
    const known = kinds.get(document.uri)
    const was = await known
    const path = toPath(document.uri)
    const is = (await isCaption(session, path, { languageId: document.languageId })) && !(await isLossy(session, path))
    // closed, or opened again, meanwhile
    if (kinds.get(document.uri) !== known) return
    if (was && is) session.background(datasets.ensure(path))
    if (was === is) return
    if (was) leave(document.uri)
    kinds.set(document.uri, is ? safely(enter(document)) : Promise.resolve(false))
  }

  const safely = (entering: Promise<boolean>): Promise<boolean> =>
    entering.catch((error: unknown) => {
      session.log('textDocument/didOpen', error)
      return false
    })

  const becomeTraining = async (document: TextDocument): Promise<void> => {
    if ((await kinds.get(document.uri)) === false && documents.get(document.uri) && training.textOf(document.uri) === undefined) training.enter(document)
  }

  documents.onDidOpen(({ document }) => {
    if (isSettings(document.uri)) session.background(datasets.settingsEdited(toPath(document.uri)).then(() => datasets.ensure(toPath(document.uri))))
    else {
      kinds.set(document.uri, safely(enter(document)))
      // a window that comes back has unsaved texts from the beginning
      datasets.describingEdited(toPath(document.uri))
    }
  })
  documents.onDidChangeContent(({ document }) => {
    if (isSettings(document.uri)) return session.background(datasets.settingsEdited(toPath(document.uri)))
    if (!texts.has(document.uri)) datasets.describingEdited(toPath(document.uri))
    const known = training.textOf(document.uri)
    if (known !== undefined) return known === document.getText() ? undefined : training.edited(document, typedAt(known, document.getText()))
    const before = texts.get(document.uri)
    const text = document.getText()
    // one that was nothing in particular may have become a training file
    if (before === undefined && kinds.has(document.uri)) return session.background(becomeTraining(document))
    if (before === undefined || before === text) return
    const path = toPath(document.uri)
    texts.set(document.uri, text)
    workspace.apply({ kind: 'document', path, text, version: document.version })
    publisher.edited(path, typedAt(before, text))
  })
  documents.onDidSave(({ document }) => {
    const path = toPath(document.uri)
    publisher.saved(path)
    // clients that watch no files tell of saving only
    session.background(datasets.filesChanged([path]).then(() => (kinds.has(document.uri) ? recheckOne(document) : undefined)))
  })
  documents.onDidClose(({ document }) => {
    kinds.delete(document.uri)
    if (isSettings(document.uri)) session.background(datasets.settingsEdited(toPath(document.uri)))
    else if (texts.has(document.uri)) leave(document.uri)
    else {
      training.leave(document.uri)
      datasets.describingEdited(toPath(document.uri))
    }
  })

  return {
    captionAt: async (uri) => {
      if (!(await kinds.get(uri))) return undefined
      const path = toPath(uri)
      const caption = workspace.captionOf(path)
      return caption && { path, map: createTextMap(caption.text) }
    },
    otherAt: others.at,
    entered: async () => {
      await Promise.all(kinds.values())
    },
    recheck: async () => {
      for (const document of documents.all()) if (kinds.has(document.uri)) await recheckOne(document)
      training.recheck()
    },
  }
}

function isSettings(uri: string): boolean {
  return nameOf(toPath(uri)) === SETTINGS_FILE
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
  const { fault } = await readCaptionFile(session.fileSystem, path)
  return fault === 'not-utf8' || fault === 'nul-bytes' || fault === 'too-large'
}
