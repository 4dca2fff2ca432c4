import { FileError } from '../../base/file-system'
import { formatMessage, say, type Message } from '../../base/message'
import type { DownloadErrorCode } from '../../protocol/download'

/** What helps: nothing; the same address later; the same address, now or in a while; only another address. */
export type Remedy = 'none' | 'wait' | 'again' | 'elsewhere'

/** Why a download ended, in words for the user. */
export class DownloadError extends Error {
  constructor(
    readonly code: DownloadErrorCode,
    readonly told: Message,
    readonly remedy: Remedy = 'none',
    /** Milliseconds that the server asks to wait. */
    readonly waitFor?: number,
  ) {
    super(formatMessage(told))
    this.name = 'DownloadError'
  }
}

/** The download's error for any error of the network or the disk. Errors of our own making are thrown on. */
export function toDownloadError(error: unknown, url: string): DownloadError {
  if (error instanceof DownloadError) return error
  if (error instanceof FileError) return diskError(error)
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (!code || code.startsWith('ERR_INVALID')) throw error
  return networkError(code, hostOf(url))
}

function diskError({ code, path }: FileError): DownloadError {
  if (code === 'disk-full') return new DownloadError('disk-full', say`The disk is full: '${path}' could not be written. The old list is unchanged`)
  if (code === 'no-permission') return new DownloadError('disk', say`'${path}' may not be written; choose another place. The old list is unchanged`)
  return new DownloadError('disk', say`'${path}' could not be written (${code}). The old list is unchanged`)
}

const AWAY = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'])
const CUT = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'])

function networkError(code: string, host: string): DownloadError {
  if (code === 'ECONNREFUSED') return new DownloadError('refused', say`'${host}' refuses the connection; check the address and the proxy`, 'again')
  if (AWAY.has(code)) return new DownloadError('unreachable', say`'${host}' cannot be reached (${code}); check the network, set a proxy, or give a mirror`, 'again')
  if (CUT.has(code) || code.startsWith('HPE_') || code.startsWith('Z_')) return cutOff(host)
  if (/CERT|SIGNED|SIGNATURE|TLS|SSL|EPROTO/.test(code)) return new DownloadError('unreachable', say`The certificate of '${host}' is not accepted (${code})`, 'elsewhere')
  return new DownloadError('unreachable', say`'${host}' cannot be reached (${code}); check the network, set a proxy, or give a mirror`, 'again')
}

export function cutOff(host: string): DownloadError {
  return new DownloadError('cut-off', say`The connection to '${host}' was cut off`, 'again')
}

/** For messages: never with a name or password. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
