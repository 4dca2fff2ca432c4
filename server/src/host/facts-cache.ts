import { createHash } from 'node:crypto'
import { FileError, orNothing, type FileSystem } from '../base/file-system'
import { folderOf, joinPath } from '../base/path'
import type { Colour, PixelFacts } from '../dataset/pixel-facts'
import { checksum } from './checksum'

/** Head: magic, version, checksum of the rest, number of records; 32 bits each, little-endian. Then records, least recently used first. */
const MAGIC = 0x544c3032
const VERSION = 1
const HEAD = 16
/** Half a SHA-1 of path, size and time, then the facts. */
const KEY = 16
const RECORD = KEY + 36
/** 10 MB. The images that were not asked for the longest go. */
const MOST_KEPT = 200_000

const ALPHA = ['none', 'opaque', 'real'] as const

/** Facts about pixels that were found before, for files that are still as they were. One packed file for all datasets. */
export class FactsCache {
  private readonly records: Map<string, Uint8Array>
  private changed = false

  private constructor(
    private readonly fileSystem: Pick<FileSystem, 'read' | 'write' | 'makeFolder'>,
    private readonly path: string,
    bytes: Uint8Array | undefined,
  ) {
    this.records = readRecords(bytes)
  }

  /** `folder`: that of all caches. What is damaged or from another version counts as empty. */
  static async open(fileSystem: Pick<FileSystem, 'read' | 'write' | 'makeFolder'>, folder: string): Promise<FactsCache> {
    const path = joinPath(folder, 'images.bin')
    return new FactsCache(fileSystem, path, await orNothing(fileSystem.read(path)))
  }

  get(path: string, size: number, modified: number): PixelFacts | undefined {
    const key = keyOf(path, size, modified)
    const record = this.records.get(key)
    if (!record) return undefined
    // the last one used is the last to go
    this.records.delete(key)
    this.records.set(key, record)
    return unpack(record)
  }

  set(path: string, size: number, modified: number, facts: PixelFacts): void {
    this.records.set(keyOf(path, size, modified), pack(facts))
    this.changed = true
  }

  /** Writes what is new, beside what another program has written meanwhile. A disk that is full or may not be written to leaves things as they are. */
  async save(): Promise<void> {
    if (!this.changed) return
    const merged = new Map([...readRecords(await orNothing(this.fileSystem.read(this.path))), ...this.records])
    const kept = [...merged].slice(-MOST_KEPT)
    const bytes = new Uint8Array(HEAD + kept.length * RECORD)
    kept.forEach(([key, record], at) => {
      bytes.set(Buffer.from(key, 'latin1'), HEAD + at * RECORD)
      bytes.set(record, HEAD + at * RECORD + KEY)
    })
    const head = new DataView(bytes.buffer, 0, HEAD)
    ;[MAGIC, VERSION, checksum(bytes.subarray(HEAD)), kept.length].forEach((value, at) => head.setUint32(at * 4, value, true))
    try {
      await this.fileSystem.makeFolder(folderOf(this.path))
      await this.fileSystem.write(this.path, bytes)
      this.changed = false
    } catch (error) {
      if (!(error instanceof FileError)) throw error
    }
  }
}

function readRecords(bytes: Uint8Array | undefined): Map<string, Uint8Array> {
  const records = new Map<string, Uint8Array>()
  if (!bytes || bytes.length < HEAD) return records
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD)
  const [magic, version, sum, count = 0] = [0, 4, 8, 12].map((at) => head.getUint32(at, true))
  if (magic !== MAGIC || version !== VERSION || bytes.length !== HEAD + count * RECORD || checksum(bytes.subarray(HEAD)) !== sum) return records
  for (let at = HEAD; at < bytes.length; at += RECORD) records.set(Buffer.from(bytes.buffer, bytes.byteOffset + at, KEY).toString('latin1'), bytes.subarray(at + KEY, at + RECORD))
  return records
}

function keyOf(path: string, size: number, modified: number): string {
  return createHash('sha1').update(`${path}\0${size}\0${modified}`).digest().toString('latin1', 0, KEY)
}

function pack({ alpha, grey, mean, border, hash, mirrored, steps }: PixelFacts): Uint8Array {
  const bytes = Buffer.alloc(RECORD - KEY)
  bytes.set([ALPHA.indexOf(alpha), grey ? 1 : 0, ...mean, ...border.color])
  bytes.writeUInt16LE(Math.round(border.varied * 1000), 8)
  ;[hash, mirrored, steps].forEach((text, at) => bytes.write(text, 12 + at * 8, 8, 'hex'))
  return bytes
}

function unpack(record: Uint8Array): PixelFacts {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.length)
  const colour = (at: number): Colour => [bytes.readUInt8(at), bytes.readUInt8(at + 1), bytes.readUInt8(at + 2)]
  const hash = (at: number): string => bytes.toString('hex', at, at + 8)
  return {
    alpha: ALPHA[bytes.readUInt8(0)] ?? 'none',
    grey: bytes.readUInt8(1) === 1,
    mean: colour(2),
    border: { color: colour(5), varied: bytes.readUInt16LE(8) / 1000 },
    hash: hash(12),
    mirrored: hash(20),
    steps: hash(28),
  }
}
