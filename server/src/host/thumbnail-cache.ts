import { createHash } from 'node:crypto'
import { orNothing, type FileStat, type FileSystem } from '../base/file-system'
import { folderOf, joinPath } from '../base/path'

export interface ThumbnailCacheOptions {
  /** Bytes of all thumbnails; the ones that were not asked for the longest go beyond it. */
  readonly limit?: number
  readonly now?: () => number
}

const LIMIT = 256 * 1024 * 1024
/** What is left after thumbnails had to go. */
const ROOM = 0.8
/** New thumbnails between two looks at what all of them take. */
const EVERY = 200
/** A day: a thumbnail that is used is as good as new, but is not written anew each time. */
const FRESH = 24 * 60 * 60 * 1000

/** Thumbnails on the disk, outside of all datasets, named by what they were made from: path, size and time of the image, and side. */
export class ThumbnailCache {
  private readonly folder: string
  private readonly limit: number
  private readonly now: () => number
  private added = EVERY - 1

  /** `folder`: that of all caches. */
  constructor(
    private readonly fileSystem: FileSystem,
    folder: string,
    { limit = LIMIT, now = Date.now }: ThumbnailCacheOptions = {},
  ) {
    this.folder = joinPath(folder, 'thumbnails')
    this.limit = limit
    this.now = now
  }

  async get(path: string, image: FileStat, side: number): Promise<Uint8Array | undefined> {
    const file = this.fileOf(path, image, side)
    const stat = await orNothing(this.fileSystem.stat(file))
    const bytes = stat && (await orNothing(this.fileSystem.read(file)))
    if (!bytes || bytes.length === 0) return undefined
    if (this.now() - stat.modified > FRESH) await orNothing(this.fileSystem.write(file, bytes, { later: true }))
    return bytes
  }

  /** A disk that is full or may not be written to leaves things as they are. */
  async set(path: string, image: FileStat, side: number, bytes: Uint8Array): Promise<void> {
    const file = this.fileOf(path, image, side)
    await orNothing(this.write(file, bytes))
  }

  private async write(file: string, bytes: Uint8Array): Promise<void> {
    await this.fileSystem.makeFolder(folderOf(file))
    await this.fileSystem.write(file, bytes, { later: true })
    if (++this.added % EVERY === 0) await this.prune()
  }

  private fileOf(path: string, { size, modified }: FileStat, side: number): string {
    const name = createHash('sha1').update(`${path}\0${size}\0${modified}\0${side}`).digest('hex')
    return joinPath(this.folder, name.slice(0, 2), `${name.slice(2)}.webp`)
  }

  private async prune(): Promise<void> {
    const found: { readonly file: string; readonly size: number; readonly modified: number }[] = []
    for (const { name } of await this.fileSystem.list(this.folder)) {
      const folder = joinPath(this.folder, name)
      for (const entry of await this.fileSystem.list(folder)) {
        const file = joinPath(folder, entry.name)
        found.push({ file, ...(await this.fileSystem.stat(file)) })
      }
    }
    let left = found.reduce((sum, { size }) => sum + size, 0)
    if (left <= this.limit) return
    for (const { file, size } of found.sort((a, b) => a.modified - b.modified)) {
      if (left <= this.limit * ROOM) return
      await this.fileSystem.remove(file)
      left -= size
    }
  }
}
