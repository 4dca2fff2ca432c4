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
  /** Writes a whole file at once: a reader sees the old bytes or the new ones. */
  write(path: string, bytes: Uint8Array): Promise<void>
}

export type FileErrorCode = 'not-found' | 'no-permission' | 'is-folder' | 'not-folder' | 'disk-full' | 'loop' | 'failed'

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
