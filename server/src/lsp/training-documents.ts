import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { OpenDocuments } from './open-documents'
import type { OtherDocuments } from './other-documents'
import type { Publisher } from './publish'
import type { Session } from './session'
import { surroundingsOf, trainingDocument } from './training-answers'
import { toPath } from './uris'

/** Keeps open training files in the workspace: their text as it is typed, and what the disk says about them soon after. */
export interface TrainingDocuments {
  /** Whether the document is one; it is in the workspace then. */
  enter(document: TextDocument): boolean
  /** `typingAt`: where the last keystroke ended. */
  edited(document: TextDocument, typingAt: number | undefined): void
  /** Looks at the disk again for all of them. */
  recheck(): void
  leave(uri: string): void
  /** The text of a document that was entered. */
  textOf(uri: string): string | undefined
}

export function createTrainingDocuments(session: Session, open: OpenDocuments, others: OtherDocuments, publisher: Publisher): TrainingDocuments {
  const { workspace } = session
  const texts = new Map<string, string>()
  const looking = new Set<string>()
  const again = new Set<string>()

  const put = (document: TextDocument): boolean => {
    const found = trainingDocument(others.at(document.uri))
    if (!found) return false
    texts.set(document.uri, found.text)
    const surroundings = workspace.trainingFileAt(found.path)?.surroundings
    workspace.apply({ kind: 'training-file', file: { document: found, version: document.version, surroundings } })
    look(document.uri)
    return true
  }

  /** One look at a time for each file; what is asked for meanwhile comes after. */
  const look = (uri: string): void => {
    if (looking.has(uri)) again.add(uri)
    else session.background(lookNow(uri))
  }

  const lookNow = async (uri: string): Promise<void> => {
    looking.add(uri)
    try {
      do {
        again.delete(uri)
        const known = workspace.trainingFileAt(toPath(uri))
        if (!known || !texts.has(uri)) return
        const surroundings = await surroundingsOf({ session, open }, known.document)
        const current = workspace.trainingFileAt(toPath(uri))
        if (!current || !texts.has(uri)) return
        workspace.apply({ kind: 'training-file', file: { ...current, surroundings } })
        publisher.surroundingsRead(toPath(uri))
      } while (again.has(uri))
    } finally {
      looking.delete(uri)
    }
  }

  return {
    enter: (document) => {
      if (!put(document)) return false
      publisher.opened(toPath(document.uri))
      return true
    },
    edited: (document, typingAt) => {
      if (!put(document)) return
      publisher.edited(toPath(document.uri), typingAt)
      // it may be the other half of one that is open too
      for (const uri of texts.keys()) if (uri !== document.uri) look(uri)
    },
    recheck: () => {
      for (const uri of texts.keys()) look(uri)
    },
    leave: (uri) => {
      if (!texts.delete(uri)) return
      workspace.apply({ kind: 'training-file-closed', path: toPath(uri) })
      publisher.closed(toPath(uri))
    },
    textOf: (uri) => texts.get(uri),
  }
}
