import { MessageType, ShowMessageNotification } from 'vscode-languageserver'
import { FileError } from '../base/file-system'
import { say, type Message } from '../base/message'
import { isInside, nameOf } from '../base/path'
import { recoverJournal } from '../host/journal/history'
import { journalFolder, type JournalOptions } from '../host/journal/journal'
import { JournalError } from '../host/journal/journal-error'
import type { Recovery } from '../host/journal/settle'
import type { OpenDocuments } from './open-documents'
import type { Session } from './session'

/** The journal of a dataset. */
export function journalAt({ fileSystem, cacheFolder }: Session, root: string): Pick<JournalOptions, 'fileSystem' | 'root' | 'journalFolder'> {
  return { fileSystem, root, journalFolder: journalFolder(cacheFolder) }
}

/** Paths of the documents whose text is not the one on the disk. */
export async function unsavedIn({ fileSystem }: Session, open: OpenDocuments, root: string): Promise<ReadonlySet<string>> {
  const unsaved = new Set<string>()
  for (const path of open.paths()) {
    const document = isInside(path, root) ? open.at(path) : undefined
    const text = document && (await textOnDisk(fileSystem, path))
    if (text !== undefined && text !== document?.getText()) unsaved.add(path)
  }
  return unsaved
}

/** What an editor shows of a file; nothing for one that is not there. Undefined for other encodings, of which each editor makes what it can. */
async function textOnDisk(fileSystem: Session['fileSystem'], path: string): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await fileSystem.read(path))
  } catch (error) {
    if (error instanceof TypeError) return undefined
    if (error instanceof FileError) return ''
    throw error
  }
}

/**
 * Brings to an end what a killed program left half done in a dataset, before it is read, and says so. A journal that cannot be used does
 * not keep the dataset from being read.
 */
export async function recoverDataset(session: Session, root: string): Promise<void> {
  try {
    const recovery = await recoverJournal(journalAt(session, root))
    for (const message of describeRecovery(recovery)) tell(session, recovery.left.length > 0 ? MessageType.Warning : MessageType.Info, message)
  } catch (error) {
    if (error instanceof JournalError) session.tellOnce(error.told)
    else session.log('journal', error)
  }
}

function describeRecovery({ finished, takenBack, left }: Recovery): Message[] {
  const done = finished.map(({ title, files, undone }) => (undone ? say`The undo of '${title}' (${files} files) was interrupted; it is finished now` : say`'${title}' (${files} files) was interrupted; it is finished now and can be undone`))
  const back = takenBack.map(({ title, files }) => say`'${title}' (${files} files) was interrupted; it could not be finished and is taken back`)
  const kept = left.length === 0 ? [] : [say`${left.length} files changed meanwhile and are left as they are, among them '${nameOf(left[0]?.path ?? '')}'`]
  return [...done, ...back, ...kept]
}

function tell({ connection, translate, background }: Session, type: MessageType, message: Message): void {
  background(connection.sendNotification(ShowMessageNotification.type, { type, message: `Taglore: ${translate(message)}` }))
}
