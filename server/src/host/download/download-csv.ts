import { createHash } from 'node:crypto'
import { say } from '../../base/message'
import { nameOf } from '../../base/path'
import type { DownloadProgress, ListInfo } from '../../protocol/download'
import { cutOff, DownloadError, hostOf, toDownloadError } from './download-error'
import { encodeInfo, infoPath, sha256Of } from './list-info'
import { readList } from './read-list'
import { createRequester, type Read } from './requester'
import { draftOf, replaceFiles } from './store'
import type { DownloadWorld } from './world'

export interface CsvOptions {
  /** Absolute path of the list; its record lies beside it. */
  readonly list: string
  /** Hexadecimal, of the file as it is served. */
  readonly sha256?: string
  /** Further addresses of the same file, tried in turn. */
  readonly mirrors?: readonly string[]
  /** With tags whose words are sexual. */
  readonly explicit: boolean
  readonly version: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: DownloadProgress) => void
}

/** A million rows are about 40 MB. */
const LARGEST = 64 * 1024 * 1024
/** As much must come within one time limit. */
const STEP = 64 * 1024

/**
 * A ready list from its address. The old list stays as it is until the new one is there, has the right hash and is a list
 * that Taglore reads. Leaves nothing else behind. Rejects with `DownloadError`, or with the signal's reason.
 */
export async function downloadCsv(url: string, options: CsvOptions, world: DownloadWorld): Promise<ListInfo> {
  const { list, mirrors = [], signal } = options
  const draft = draftOf(list, 'download')
  signal?.throwIfAborted()
  try {
    const tell = createProgress(options, world)
    const request = createRequester({ addresses: [url, ...mirrors], version: options.version, encoding: 'identity', signal, onWait: tell.waiting }, world)
    const { bytes, rows } = await request('', async (answer, from, touch) => {
      const hash = await receive(draft, answer, from, touch, tell.received, world)
      return await checkDraft(draft, hash, from, options, world)
    })
    const info: ListInfo = {
      source: 'csv',
      url: withoutPassword(url),
      date: new Date(world.now()).toISOString(),
      minimumCount: null,
      explicit: options.explicit,
      rows,
      relations: null,
      sha256: sha256Of(bytes),
    }
    await replaceFiles(world.store, [
      { path: list, bytes },
      { path: infoPath(list), bytes: encodeInfo(info) },
    ])
    return info
  } catch (error) {
    signal?.throwIfAborted()
    throw toDownloadError(error, url)
  } finally {
    await world.store.remove(draft).catch(() => undefined)
  }
}

/** Writes the body into the draft as it comes; gives its hash. */
async function receive(draft: string, answer: Parameters<Read<unknown>>[0], url: string, touch: () => void, received: (bytes: number, total?: number) => void, { store }: DownloadWorld): Promise<string> {
  const plain = answer.header('content-encoding') === undefined
  const length = plain ? Number(answer.header('content-length') ?? NaN) : NaN
  const total = Number.isNaN(length) ? undefined : length
  if (total !== undefined && total > LARGEST) throw tooLarge(url)
  await store.create(draft, new Uint8Array())
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of answer.body) {
    if (size + chunk.length > LARGEST) throw tooLarge(url)
    await store.append(draft, chunk)
    hash.update(chunk)
    if (Math.floor(size / STEP) !== Math.floor((size + chunk.length) / STEP)) touch()
    size += chunk.length
    received(size, total)
  }
  if (total !== undefined && size < total) throw cutOff(hostOf(url))
  return hash.digest('hex')
}

async function checkDraft(draft: string, hash: string, url: string, { list, sha256, explicit, signal }: CsvOptions, world: DownloadWorld): Promise<{ bytes: Uint8Array; rows: number }> {
  const host = hostOf(url)
  if (sha256 !== undefined && hash !== sha256.trim().toLowerCase()) {
    throw new DownloadError('wrong-hash', say`The file from '${host}' has the wrong hash: ${hash}. It is another version, or was changed on its way`, 'elsewhere')
  }
  const raw = await world.store.read(draft)
  const content = await readList(raw, { name: nameOf(list), explicit, breathe: () => world.sleep(0, signal) })
  if (!content) throw new DownloadError('not-a-tag-list', say`What '${host}' sent is not a tag list; expected rows such as 1girl,0,6008644,"sole_female"`, 'elsewhere')
  return { bytes: explicit ? raw : new TextEncoder().encode(content.text), rows: content.rows }
}

function tooLarge(url: string): DownloadError {
  return new DownloadError('too-large', say`What '${hostOf(url)}' sends is too large for a tag list (more than ${LARGEST / 1024 / 1024} MB)`, 'elsewhere')
}

function withoutPassword(url: string): string {
  const plain = new URL(url)
  plain.username = ''
  plain.password = ''
  return plain.href
}

function createProgress({ onProgress }: CsvOptions, world: DownloadWorld) {
  let started: number | undefined
  let last: DownloadProgress = { stage: 'file', done: 0 }
  return {
    received: (done: number, total?: number): void => {
      started ??= world.now()
      const speed = done / (world.now() - started)
      last = { stage: 'file', done, total }
      if (total !== undefined && speed > 0 && Number.isFinite(speed)) last = { ...last, secondsLeft: Math.ceil((total - done) / speed / 1000) }
      onProgress?.(last)
    },
    waiting: (milliseconds: number): void => {
      // an attempt that failed begins anew
      started = undefined
      onProgress?.({ ...last, done: 0, waitingSeconds: Math.ceil(milliseconds / 1000) })
    },
  }
}
