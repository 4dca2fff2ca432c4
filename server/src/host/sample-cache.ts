import { createHash } from 'node:crypto'
import { FileError, type FileSystem } from '../base/file-system'
import { joinPath, folderOf } from '../base/path'
import { readCaptionFile, type SampleReader } from '../dataset/scan'
import { readImage } from '../dataset/read-image'
import type { CaptionFile, ImageFile, ImageHeader } from '../dataset/sample'
import { checksum } from './checksum'

/** Head: magic, version, checksum of the rest, bytes of the rest; 32 bits each, little-endian. Then JSON. */
const MAGIC = 0x544c3033
const VERSION = 1
const HEAD = 16
/** Fewer files are read as fast. */
const LEAST = 1000
/** Bytes of one dataset's cache at most: some 500,000 samples. */
const LARGEST = 400 * 1024 * 1024
/** Datasets that are kept; those not read for the longest go. */
const MOST_KEPT = 8
const NAME = /^dataset-[0-9a-f]+\.bin$/
/** Milliseconds: a file that was written just now may be written again within what its disk takes for the same moment. */
const SETTLED = 2000

type ImageRow = readonly [path: string, size: number, modified: number, header: ImageHeader]
type CaptionRow = readonly [path: string, size: number, modified: number, text: string, byteOrderMark: boolean]
/** Rows by path. */
interface Rows {
  readonly images: ReadonlyMap<string, ImageRow>
  readonly captions: ReadonlyMap<string, CaptionRow>
}

type Files = Pick<FileSystem, 'read' | 'write' | 'makeFolder' | 'list' | 'stat' | 'remove' | 'readEnds'>

/**
 * Image headers and captions of one dataset as they were last read, for files that are still of the same size and time. What is wrong with a
 * file is never kept: it is looked at again. For one scan; `save` when it is done.
 */
export class SampleCache implements SampleReader {
  private readonly images: ImageRow[] = []
  private readonly captions: CaptionRow[] = []
  private read = 0

  private constructor(
    private readonly files: Files,
    private readonly path: string,
    private readonly before: Rows,
    private readonly now: number,
  ) {}

  /** `folder`: that of all caches. What is damaged or from another version counts as empty. */
  static async open(files: Files, folder: string, root: string, now = Date.now()): Promise<SampleCache> {
    const path = joinPath(folder, `dataset-${createHash('sha1').update(root).digest('hex').slice(0, 16)}.bin`)
    const bytes = await orNothing(() => files.read(path))
    return new SampleCache(files, path, unpack(bytes), now)
  }

  async image(path: string): Promise<ImageFile> {
    const stat = await orNothing(() => this.files.stat(path))
    const known = this.before.images.get(path)
    if (stat && known && known[1] === stat.size && known[2] === stat.modified) {
      this.images.push(known)
      return { path, header: known[3], size: known[1] }
    }
    this.read++
    const found = await readImage(this.files, path)
    if (stat && found.header && !found.fault && found.size === stat.size && this.isSettled(stat.modified)) this.images.push([path, stat.size, stat.modified, found.header])
    return found
  }

  async caption(path: string): Promise<CaptionFile> {
    const stat = await orNothing(() => this.files.stat(path))
    const known = this.before.captions.get(path)
    if (stat && known && known[1] === stat.size && known[2] === stat.modified) {
      this.captions.push(known)
      return { path, text: known[3], size: known[1], byteOrderMark: known[4] }
    }
    this.read++
    const found = await readCaptionFile(this.files, path)
    if (stat && !found.fault && found.size === stat.size && this.isSettled(stat.modified)) this.captions.push([path, stat.size, stat.modified, found.text, found.byteOrderMark])
    return found
  }

  /** Keeps what this scan has seen. A disk that is full or may not be written to leaves things as they are. */
  async save(): Promise<void> {
    const isSame = this.read === 0 && this.images.length === this.before.images.size && this.captions.length === this.before.captions.size
    if (isSame || this.images.length + this.captions.length < LEAST) return
    const content = new TextEncoder().encode(JSON.stringify([this.images, this.captions]))
    if (content.length > LARGEST) return
    const bytes = new Uint8Array(HEAD + content.length)
    bytes.set(content, HEAD)
    const head = new DataView(bytes.buffer, 0, HEAD)
    ;[MAGIC, VERSION, checksum(content), content.length].forEach((value, at) => head.setUint32(at * 4, value, true))
    await orNothing(async () => {
      await this.files.makeFolder(folderOf(this.path))
      await this.files.write(this.path, bytes)
      await removeOldest(this.files, folderOf(this.path))
    })
  }

  private isSettled(modified: number): boolean {
    return this.now - modified > SETTLED
  }
}

function unpack(bytes: Uint8Array | undefined): Rows {
  const nothing = { images: new Map(), captions: new Map() }
  if (!bytes || bytes.length < HEAD) return nothing
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD)
  const [magic, version, sum, length = 0] = [0, 4, 8, 12].map((at) => head.getUint32(at, true))
  const content = bytes.subarray(HEAD)
  if (magic !== MAGIC || version !== VERSION || content.length !== length || checksum(content) !== sum) return nothing
  // written by `save`: the checksum says so
  const [images, captions] = JSON.parse(new TextDecoder().decode(content)) as [ImageRow[], CaptionRow[]]
  return { images: new Map(images.map((row) => [row[0], row])), captions: new Map(captions.map((row) => [row[0], row])) }
}

async function removeOldest(files: Files, folder: string): Promise<void> {
  const names = (await files.list(folder)).flatMap(({ name }) => (NAME.test(name) ? [name] : []))
  if (names.length <= MOST_KEPT) return
  const found = await Promise.all(names.map(async (name) => ({ path: joinPath(folder, name), time: (await files.stat(joinPath(folder, name))).modified })))
  for (const { path } of found.sort((a, b) => b.time - a.time).slice(MOST_KEPT)) await files.remove(path)
}

async function orNothing<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
