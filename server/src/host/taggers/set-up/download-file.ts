import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { FileError } from '../../../base/file-system'
import { say } from '../../../base/message'
import { cutOff, DownloadError, hostOf, toDownloadError } from '../../download/download-error'
import { createRequester } from '../../download/requester'
import { draftOf } from '../../download/store'
import type { Answer, DownloadWorld } from '../../download/world'

export interface FileOptions {
  /** Absolute path of the file that comes to be. */
  readonly path: string
  readonly version: string
  /** `sha512-…` in base 64, as package registries write it. */
  readonly integrity?: string
  /** Bytes; more is not taken. */
  readonly largest: number
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number | undefined) => void
}

/** As much must come within one time limit. */
const STEP = 64 * 1024

/**
 * A large file from one of its addresses. What was fetched before a break, of this call or an earlier one, is gone on with where the
 * server still has that very file. The file is there when it is whole and has the right hash. Rejects with `DownloadError`, or with the
 * signal's reason.
 */
export async function downloadFile(addresses: readonly string[], options: FileOptions, world: DownloadWorld): Promise<void> {
  const { path, version, integrity, signal } = options
  const draft = draftOf(path, 'part')
  const mark = draftOf(path, 'etag')
  const [first = ''] = addresses
  try {
    const request = createRequester({ addresses, version, encoding: 'identity', signal, headers: () => rangeOf(draft, mark, integrity !== undefined, world) }, world)
    await request('', async (answer, from, touch) => {
      await receive(answer, from, draft, mark, options, touch, world)
      if (integrity === undefined || (await integrityOf(draft)) === integrity) return
      // whatever was begun is of no use
      await world.store.remove(draft)
      throw new DownloadError('wrong-hash', say`The file from '${hostOf(from)}' has the wrong hash. It is another version, or was changed on its way`, 'elsewhere')
    })
    await world.store.rename(draft, path)
    await world.store.remove(mark)
  } catch (error) {
    signal?.throwIfAborted()
    throw toDownloadError(error, first)
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

async function rangeOf(draft: string, mark: string, hashed: boolean, { store }: DownloadWorld): Promise<Readonly<Record<string, string>>> {
  const size = await sizeOf(draft)
  if (size === 0) return {}
  const tag = await store.read(mark).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  )
  // the hash would tell another file; without one, only the server can
  if (tag === '') return hashed ? { Range: `bytes=${size}-` } : {}
  return { Range: `bytes=${size}-`, 'If-Range': tag }
}

async function receive(answer: Answer, url: string, draft: string, mark: string, { largest, onProgress }: FileOptions, touch: () => void, { store }: DownloadWorld): Promise<void> {
  const begun = await sizeOf(draft)
  const part = /^bytes (\d+)-\d*\/(\d+|\*)/.exec(answer.header('content-range') ?? '')
  const goesOn = answer.status === 206 && part !== null && Number(part[1]) === begun
  if (answer.status === 206 && !goesOn) {
    await store.remove(draft)
    throw new DownloadError('unexpected-answer', say`'${hostOf(url)}' sent another part than was asked for`, 'again')
  }
  const length = Number(answer.header('content-length') ?? NaN)
  const before = goesOn ? begun : 0
  const total = Number.isNaN(length) ? undefined : before + length
  if (total !== undefined && total > largest) throw tooLarge(url)
  if (!goesOn) {
    await store.create(draft, new Uint8Array())
    const tag = answer.header('etag')
    // a weak mark does not promise the same bytes
    if (tag !== undefined && !tag.startsWith('W/')) await store.create(mark, new TextEncoder().encode(tag))
    else await store.remove(mark)
  }
  let size = before
  for await (const chunk of answer.body) {
    if (size + chunk.length > largest) throw tooLarge(url)
    await store.append(draft, chunk)
    if (Math.floor(size / STEP) !== Math.floor((size + chunk.length) / STEP)) touch()
    size += chunk.length
    onProgress?.(size, total)
  }
  if (total !== undefined && size < total) throw cutOff(hostOf(url))
}

function tooLarge(url: string): DownloadError {
  return new DownloadError('too-large', say`What '${hostOf(url)}' sends is too large`, 'elsewhere')
}

async function integrityOf(path: string): Promise<string> {
  const hash = createHash('sha512')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  } catch {
    throw new FileError('failed', path)
  }
  return `sha512-${hash.digest('base64')}`
}
