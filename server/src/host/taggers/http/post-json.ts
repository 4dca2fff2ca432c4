import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { chooseProxy, type ProxySettings } from '../../download/choose-proxy'

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds from the first byte sent to the last one read. */
  readonly timeLimit: number
  readonly proxies: ProxySettings
  readonly signal?: AbortSignal
}

export interface Posted {
  readonly status: number
  /** Seconds that the server asks to wait. */
  readonly retryAfter: number | undefined
  readonly text: string
}

/** Why there is no answer: `slow` and `large` are limits of ours, others the system's own codes. */
export class PostError extends Error {
  constructor(readonly code: string) {
    super(code)
    this.name = 'PostError'
  }
}

const LARGEST = 4 * 1024 * 1024

/** Sends JSON and reads the answer, through the proxy where there is one. Rejects with a `PostError`, or with the signal's reason. */
export async function postJson(url: string, body: unknown, { headers, timeLimit, proxies, signal }: PostOptions): Promise<Posted> {
  const limit = new AbortController()
  let why: 'slow' | 'large' | undefined
  const end = (reason: 'slow' | 'large'): void => {
    why ??= reason
    limit.abort()
  }
  const timer = setTimeout(() => end('slow'), timeLimit)
  const forward = (): void => limit.abort()
  signal?.addEventListener('abort', forward)
  try {
    signal?.throwIfAborted()
    const bytes = Buffer.from(JSON.stringify(body))
    const answer = await send(url, bytes, { 'Content-Type': 'application/json', ...headers }, proxies, limit.signal)
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > LARGEST) end('large')
      chunks.push(chunk)
    }
    const wait = Number(answer.headers['retry-after'])
    return { status: answer.statusCode ?? 0, retryAfter: Number.isFinite(wait) ? wait : undefined, text: Buffer.concat(chunks).toString('utf8') }
  } catch (error) {
    signal?.throwIfAborted()
    if (why !== undefined) throw new PostError(why)
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    if (code === '') throw error
    throw new PostError(code)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', forward)
  }
}

function send(url: string, bytes: Buffer, headers: Readonly<Record<string, string>>, proxies: ProxySettings, signal: AbortSignal): Promise<IncomingMessage> {
  const proxy = isHere(url) ? undefined : chooseProxy(url, proxies)
  const agent = proxy === undefined ? undefined : new HttpsProxyAgent(proxy)
  return new Promise((resolve, reject) => {
    const request = (url.startsWith('https:') ? https : http).request(url, { method: 'POST', headers: { ...headers, 'Content-Length': bytes.length }, signal, agent }, resolve)
    request.on('error', reject)
    request.end(bytes)
  })
}

/** A service on this machine is asked without a proxy. */
function isHere(url: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
}
