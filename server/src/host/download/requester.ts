import { say } from '../../base/message'
import { DownloadError, hostOf, toDownloadError } from './download-error'
import type { Answer, DownloadWorld } from './world'

export interface RequesterOptions {
  /** Tried in turn; the first that answers is kept. */
  readonly addresses: readonly string[]
  /** Of the product, for `User-Agent`. */
  readonly version: string
  readonly encoding: 'gzip' | 'identity'
  /** Further headers, asked for before each attempt: those that go on where one ended. An answer with status 206 is then read too. */
  readonly headers?: () => Promise<Readonly<Record<string, string>>>
  readonly signal?: AbortSignal
  /** Called before a pause, with its milliseconds. */
  readonly onWait?: (milliseconds: number) => void
}

/** Reads an answer with status 200, or 206 where a part was asked for. `touch` starts its time limit anew. */
export type Read<Result> = (answer: Answer, url: string, touch: () => void) => Promise<Result>

/** Asks for `path` at one address after the other until `read` succeeds. Rejects with `DownloadError`, or the signal's reason. */
export type Requester = <Result>(path: string, read: Read<Result>) => Promise<Result>

/** Danbooru allows ten reads a second to everyone (wiki help:api); we stay below, and never ask twice at once. */
const PAUSE = 120
const TIME_LIMIT = 30_000
/** Attempts at an address that says it is busy, before the next one is asked. */
const BUSY_TRIES = 4
/** Times that all addresses are gone through. */
const ROUNDS = 4
const FIRST_BACK_OFF = 1_000
const LAST_BACK_OFF = 30_000
/** A server that asks for more patience than this is treated as away. */
const LONGEST_WAIT = 120_000

export function createRequester(options: RequesterOptions, world: DownloadWorld): Requester {
  const { signal, onWait } = options
  /** Without those that refused for good; the one that answered last is first. */
  let addresses = options.addresses.map(checkAddress)
  let lastStart = -Infinity

  const pause = async (milliseconds: number) => {
    onWait?.(milliseconds)
    await world.sleep(milliseconds, signal)
  }

  async function askOnce<Result>(url: string, read: Read<Result>): Promise<Result> {
    const early = lastStart + PAUSE - world.now()
    if (early > 0) await world.sleep(early, signal)
    signal?.throwIfAborted()
    lastStart = world.now()
    return await withTimeLimit(url, signal, world, async (limited, touch) => {
      const headers = { 'User-Agent': `Taglore/${options.version} (+VS Code extension)`, Accept: '*/*', 'Accept-Encoding': options.encoding, ...(await options.headers?.()) }
      const answer = await world.fetch(url, { headers, signal: limited })
      const fault = statusError(answer, url, world.now())
      if (fault) {
        await discard(answer)
        throw fault
      }
      return await read(answer, url, touch)
    })
  }

  /** One address, with patience while it says that it is busy. */
  async function askAddress<Result>(url: string, read: Read<Result>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      try {
        return await askOnce(url, read)
      } catch (error) {
        signal?.throwIfAborted()
        const fault = toDownloadError(error, url)
        if (fault.remedy !== 'wait' || tries === BUSY_TRIES) throw fault
        await pause(Math.max(fault.waitFor ?? 0, backOff(tries, world.random())))
      }
    }
  }

  return async (path, read) => {
    let final: DownloadError | undefined
    for (let round = 1; ; round++) {
      let passing: DownloadError | undefined
      for (const address of addresses) {
        try {
          const result = await askAddress(address + path, read)
          addresses = [address, ...addresses.filter((other) => other !== address)]
          return result
        } catch (error) {
          signal?.throwIfAborted()
          const fault = toDownloadError(error, address)
          if (fault.remedy === 'none') throw fault
          if (fault.remedy === 'elsewhere') {
            final ??= fault
            addresses = addresses.filter((other) => other !== address)
          } else passing ??= fault
        }
      }
      if (addresses.length === 0 || round === ROUNDS) throw final ?? passing ?? new DownloadError('bad-address', say`There is no address to download from`)
      await pause(backOff(round, world.random()))
    }
  }
}

/** Doubles from one second, at most half a minute; the lower half is left to chance, so that clients do not come back together. */
function backOff(tries: number, random: number): number {
  return Math.round(Math.min(LAST_BACK_OFF, FIRST_BACK_OFF * 2 ** (tries - 1)) * (0.5 + random / 2))
}

function checkAddress(address: string): string {
  const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
  if (!isWeb) throw new DownloadError('bad-address', say`'${address}' is no address; it must begin with https:// or http://`)
  return address
}

async function withTimeLimit<Result>(
  url: string,
  signal: AbortSignal | undefined,
  world: DownloadWorld,
  work: (limited: AbortSignal, touch: () => void) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController()
  const expire = () => limit.abort(new DownloadError('too-slow', say`'${hostOf(url)}' is too slow: no answer within ${TIME_LIMIT / 1000} seconds`, 'again'))
  let stop = world.after(TIME_LIMIT, expire)
  const touch = () => {
    stop()
    if (!limit.signal.aborted) stop = world.after(TIME_LIMIT, expire)
  }
  const forward = () => limit.abort(signal?.reason)
  signal?.addEventListener('abort', forward)
  try {
    return await work(limit.signal, touch)
  } catch (error) {
    // whatever the network said when it was stopped, this is why
    limit.signal.throwIfAborted()
    // an answer that was not read to its end must not keep the connection
    limit.abort()
    throw error
  } finally {
    stop()
    signal?.removeEventListener('abort', forward)
  }
}

function statusError(answer: Answer, url: string, now: number): DownloadError | undefined {
  const { status } = answer
  const host = hostOf(url)
  if (status === 200 || status === 206) return undefined
  if (status === 408 || status === 429 || status >= 500) {
    const waitFor = retryAfter(answer.header('retry-after'), now)
    const patient = waitFor === undefined || waitFor <= LONGEST_WAIT
    return new DownloadError('busy', say`'${host}' is busy (${status}); try again later or give a mirror`, patient ? 'wait' : 'elsewhere', waitFor)
  }
  if (status === 404 || status === 410) return new DownloadError('not-found', say`'${host}' does not have it (${status}); check the address`, 'elsewhere')
  if (status === 407) return new DownloadError('bad-proxy', say`The proxy asks for a name and a password; write them in its address (http://name:password@host:port)`)
  return new DownloadError('refused', say`'${host}' refuses the download (${status})`, 'elsewhere')
}

/** Seconds or a date, as milliseconds from now. */
function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  const milliseconds = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}

/** Reads a short body to its end, so that its connection serves again. */
async function discard({ body }: Answer): Promise<void> {
  let bytes = 0
  try {
    for await (const chunk of body) {
      bytes += chunk.length
      if (bytes > 65_536) return
    }
  } catch {
    // the status is what counts
  }
}
