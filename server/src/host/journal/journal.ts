import { createHash } from 'node:crypto'
import type { FileSystem } from '../../base/file-system'
import type { ImageTransform } from '../../base/image-transform'
import type { Message } from '../../base/message'
import { joinPath, nameOf } from '../../base/path'

/** Which journal, and how it is worked on. */
export interface JournalOptions {
  readonly fileSystem: FileSystem
  /** Absolute path of the dataset; every dataset has a history of its own. */
  readonly root: string
  /** Where journals are kept, outside of all datasets. */
  readonly journalFolder: string
  /** Takes back what is done, then rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
  /** Whether an editor holds unsaved changes of the file: such files are refused. */
  readonly isUnsaved?: (path: string) => boolean
  /** Makes pictures, for changes that have any; rejects with an `ImageProcessError`: `ImageProcess.transform` without its sizes. */
  readonly transform?: (path: string, transform: ImageTransform, signal?: AbortSignal) => Promise<Uint8Array>
  /** Milliseconds since 1970; the system's clock without it. */
  readonly now?: () => number
  readonly limits?: JournalLimits
}

/** Older steps are dropped, and what they deleted is gone for good, beyond these. */
export interface JournalLimits {
  readonly bytes: number
  readonly steps: number
}

export const JOURNAL_LIMITS: JournalLimits = { bytes: 1024 * 1024 * 1024, steps: 200 }

/** One change of a dataset's history. */
export interface JournalStep {
  readonly id: string
  readonly title: Message
  /** Milliseconds since 1970. */
  readonly when: number
  /** Number of files. */
  readonly files: number
  readonly undone: boolean
  /** Operations that the last undo left alone because of files changed meanwhile. */
  readonly left: number
}

/** Where the journals of all datasets lie, in the folder for what the program keeps. */
export function journalFolder(cacheFolder: string): string {
  return joinPath(cacheFolder, 'journal')
}

/** The folder of a dataset's journal. */
export function journalOf({ journalFolder, root }: Pick<JournalOptions, 'journalFolder' | 'root'>): string {
  const name = nameOf(root).replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 40)
  return joinPath(journalFolder, `${name}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`)
}
