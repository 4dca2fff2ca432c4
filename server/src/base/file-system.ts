/** What a folder listing says of an entry; symbolic links are followed once. */
export type EntryKind = 'file' | 'folder' | 'other'

export interface FolderEntry {
  readonly name: string
  readonly kind: EntryKind
}

export interface FileStat {
  readonly kind: EntryKind
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970, whole or fractional as the disk says. */
  readonly modified: number
  /** Set where nobody may write the file. */
  readonly readOnly?: boolean
}

export interface WriteOptions {
  /** Does not wait until the bytes are on the disk: `flush` comes later. */
  readonly later?: boolean
  /** Part of the name of the draft that becomes the file, so that one left by a killed program is found again. */
  readonly draft?: string
}

export interface FileEnds {
  readonly head: Uint8Array
  readonly tail: Uint8Array
  /** Bytes. */
  readonly size: number
}

/**
 * The disk as the core sees it; paths are absolute with `/`. Every call may reject with a `FileError`.
 * Tests give one that lives in memory or that fails on purpose.
 */
export interface FileSystem {
  list(folder: string): Promise<readonly FolderEntry[]>
  stat(path: string): Promise<FileStat>
  /** At most `limit` bytes from the start; all without it. */
  read(path: string, limit?: number): Promise<Uint8Array>
  /** The first and the last `bytes` bytes (they overlap in a small file) and the size of the whole, in one visit to the file. */
  readEnds(path: string, bytes: number): Promise<FileEnds>
  /** The path without symbolic links. */
  realPath(path: string): Promise<string>
  /** Writes a whole file at once: a reader sees the old bytes or the new ones. Mode and owner stay; links are followed. */
  write(path: string, bytes: Uint8Array, options?: WriteOptions): Promise<void>
  /** Writes a new file at once, in a folder that is there; `exists` where its name is taken. */
  create(path: string, bytes: Uint8Array, options?: WriteOptions): Promise<void>
  /**
   * Moves a file, a folder or a link itself, into a folder that is there; `exists` where the name is taken. A file that goes to another
   * disk is copied (for a moment both are there), a folder is not: `other-disk`.
   */
  rename(from: string, to: string, options?: WriteOptions): Promise<void>
  /** Takes away a file, a link itself, or an empty folder; `not-empty` for others. */
  remove(path: string): Promise<void>
  /** Takes away a folder with all that is in it, without following links. No error where there is none. */
  removeTree(folder: string): Promise<void>
  /** Makes a folder and those above it; no error where it is. */
  makeFolder(path: string): Promise<void>
  /** Waits until these files (written, made, moved or gone) are on the disk as they are, names included. */
  flush(paths: readonly string[]): Promise<void>
}

/** What the draft of a file is called, beside it: hidden, and never longer than a name may be. */
export function draftName(draft: string): string {
  return `.taglore-${draft}.tmp`
}

export type FileErrorCode = 'not-found' | 'no-permission' | 'is-folder' | 'not-folder' | 'disk-full' | 'loop' | 'exists' | 'not-empty' | 'other-disk' | 'failed'

export class FileError extends Error {
  constructor(
    readonly code: FileErrorCode,
    readonly path: string,
    detail?: string,
  ) {
    super(`${code}: ${path}${detail === undefined ? '' : ` (${detail})`}`)
    this.name = 'FileError'
  }
}

/** What the disk gives, undefined where it refuses. */
export function orNothing<Value>(work: Promise<Value>): Promise<Value | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof FileError) return undefined
    throw error
  })
}

/** What lies at a path; undefined for nothing, and for what may not be looked at. */
export async function kindAt(fileSystem: Pick<FileSystem, 'stat'>, path: string): Promise<EntryKind | undefined> {
  return (await orNothing(fileSystem.stat(path)))?.kind
}
