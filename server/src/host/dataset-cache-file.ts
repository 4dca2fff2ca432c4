import { createHash } from 'node:crypto'
import { orNothing, type FileSystem } from '../base/file-system'
import { folderOf, joinPath } from '../base/path'
import { removeOldest } from './remove-oldest'

/** Fewer samples than this are read and looked through as fast. */
export const LEAST_CACHED = 1000
/** Datasets that are kept; those not read for the longest go. */
const MOST_KEPT = 8

export type CacheFiles = Pick<FileSystem, 'read' | 'write' | 'makeFolder' | 'list' | 'stat' | 'remove'>

/** One of the files, a dataset each, in which a cache keeps what it knows: `dataset-0123456789abcdef.bin`. */
export class DatasetCacheFile {
  private readonly path: string

  /** `folder`: that of all caches. `root`: that of the dataset. */
  constructor(
    private readonly files: CacheFiles,
    folder: string,
    private readonly kind: 'dataset' | 'findings',
    root: string,
  ) {
    this.path = joinPath(folder, `${kind}-${createHash('sha1').update(root).digest('hex').slice(0, 16)}.bin`)
  }

  /** Undefined where there is none. */
  read(): Promise<Uint8Array | undefined> {
    return orNothing(this.files.read(this.path))
  }

  /** A disk that is full or may not be written to leaves things as they are. */
  async write(bytes: Uint8Array): Promise<void> {
    await orNothing(this.writeAndMakeRoom(bytes))
  }

  private async writeAndMakeRoom(bytes: Uint8Array): Promise<void> {
    const folder = folderOf(this.path)
    await this.files.makeFolder(folder)
    await this.files.write(this.path, bytes)
    await removeOldest(this.files, folder, new RegExp(`^${this.kind}-[0-9a-f]+\\.bin$`), MOST_KEPT)
  }
}
