import { createGunzip } from 'node:zlib'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { say } from '../../base/message'
import { DownloadError, hostOf } from './download-error'
import type { Answer, Fetch } from './world'

const REDIRECTS = 5

/**
 * A GET over node:http(s), through the proxy that `proxyFor` names for an address, by CONNECT for http and https alike.
 * Node's own fetch knows no proxy, and undici, which does, would be the largest part of the server's bundle.
 */
export function createFetch(proxyFor: (url: string) => string | undefined = () => undefined): Fetch {
  const agents = new Map<string, HttpsProxyAgent<string>>()
  const agentFor = (url: string) => {
    const proxy = proxyFor(url)
    if (proxy === undefined) return undefined
    const agent = agents.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true })
    agents.set(proxy, agent)
    return agent
  }
  return async (url, request) => {
    let address = new URL(url)
    for (let hops = 0; ; hops++) {
      const response = await get(address, request, agentFor(address.href))
      const next = redirection(response, address)
      if (!next) return toAnswer(response)
      response.on('error', () => undefined).resume()
      if (hops === REDIRECTS || (address.protocol === 'https:' && next.protocol !== 'https:')) {
        throw new DownloadError('unexpected-answer', say`'${hostOf(url)}' sends on to an address that is not followed`, 'elsewhere')
      }
      address = next
    }
  }
}

function get(url: URL, { headers, signal }: Parameters<Fetch>[1], agent: HttpsProxyAgent<string> | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).get(url, { headers, signal, agent }, resolve)
    // stays for good: after the answer, errors are told by its body
    request.on('error', reject)
  })
}

function redirection(response: IncomingMessage, from: URL): URL | undefined {
  const { statusCode = 0, headers } = response
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined || !URL.canParse(headers.location, from.href)) return undefined
  const next = new URL(headers.location, from)
  return /^https?:$/.test(next.protocol) ? next : undefined
}

function toAnswer(response: IncomingMessage): Answer {
  const zipped = response.headers['content-encoding'] === 'gzip'
  // an error of the response destroys the unzipped stream with it, and its reader is told
  const body: AsyncIterable<Uint8Array> = zipped ? pipeline(response, createGunzip(), () => undefined) : response
  return {
    status: response.statusCode ?? 0,
    header: (name) => {
      const value = response.headers[name.toLowerCase()]
      return Array.isArray(value) ? value[0] : value
    },
    body,
  }
}
