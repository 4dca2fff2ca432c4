import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { FileError } from '../base/file-system'
import { joinPath } from '../base/path'
import { checksum } from './checksum'
import { disk } from './disk'

/**
 * A cache file: a head of six 32-bit numbers (magic, version, checksum of the rest, bytes of the key, where the content
 * begins, bytes of the whole) in the processor's own order, the key, the content.
 */
const MAGIC = 0x544c3031
const VERSION = 1
const HEAD = 32
/** List sets that are kept; the oldest go. A set of 150,000 tags has 25 MB. */
const MOST_KEPT = 4
const NAME = /^tags-[0-9a-f]+\.bin$/

/** The cache of the files that `name` names, whatever is in them. */
export function knowledgeCachePath(folder: string, name: string): string {
  return joinPath(folder, `tags-${checksum(new TextEncoder().encode(name)).toString(16).padStart(8, '0')}.bin`)
}

/** The content that was written for this very key; undefined where there is none, or another, or a damaged one. */
export async function readKnowledgeCache(path: string, key: string): Promise<Uint8Array | undefined> {
  const bytes = await readWhole(path).catch(() => undefined)
  if (!bytes || bytes.length < HEAD) return undefined
  const [magic, version, sum, keyLength = 0, start = 0, length] = new Uint32Array(bytes.buffer, bytes.byteOffset, HEAD / 4)
  if (magic !== MAGIC || version !== VERSION || length !== bytes.length || HEAD + keyLength > start) return undefined
  if (new TextDecoder().decode(bytes.subarray(HEAD, HEAD + keyLength)) !== key) return undefined
  return checksum(bytes.subarray(HEAD)) === sum ? bytes.subarray(start) : undefined
}

/** Replaces the cache at once. A disk that is full or may not be written to leaves things as they are. */
export async function writeKnowledgeCache(path: string, key: string, content: Uint8Array): Promise<void> {
  const keyBytes = new TextEncoder().encode(key)
  const start = Math.ceil((HEAD + keyBytes.length) / 8) * 8
  const bytes = new Uint8Array(start + content.length)
  bytes.set(keyBytes, HEAD)
  bytes.set(content, start)
  new Uint32Array(bytes.buffer, 0, 6).set([MAGIC, VERSION, checksum(bytes.subarray(HEAD)), keyBytes.length, start, bytes.length])
  const folder = path.slice(0, path.lastIndexOf('/'))
  try {
    await mkdir(folder, { recursive: true })
    await disk.write(path, bytes)
    await removeOldest(folder)
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof Error && 'code' in error)) throw error
  }
}

/** Removes every cache of tag lists in a folder. */
export async function clearKnowledgeCache(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) if (NAME.test(name)) await rm(joinPath(folder, name), { force: true })
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name))
  if (names.length <= MOST_KEPT) return
  const files = await Promise.all(names.map(async (name) => ({ name, time: (await stat(joinPath(folder, name))).mtimeMs })))
  for (const { name } of files.sort((a, b) => b.time - a.time).slice(MOST_KEPT)) await rm(joinPath(folder, name), { force: true })
}

/** All bytes of a file, in memory of their own: the arrays of the indexes stay views of it. */
async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const bytes = Buffer.allocUnsafeSlow(size)
    let length = 0
    for (let more = 1; more > 0 && length < size; length += more) more = (await file.read(bytes, length, size - length, length)).bytesRead
    return bytes.subarray(0, length)
  } finally {
    await file.close()
  }
}
