import { createHash } from 'node:crypto'
import { FileError } from '../../base/file-system'
import type { ListInfo } from '../../protocol/download'
import type { Store } from './store'

/** The record of a download, beside the list. */
export function infoPath(list: string): string {
  return `${list}.json`
}

export function encodeInfo(info: ListInfo): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(info, undefined, 2)}\n`)
}

/** What is recorded of a list; undefined where it was not downloaded by us, or the record is spoilt. */
export async function readListInfo(store: Pick<Store, 'read'>, list: string): Promise<ListInfo | undefined> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(await store.read(infoPath(list))))
    return isInfo(value) ? value : undefined
  } catch (error) {
    if (error instanceof FileError || error instanceof SyntaxError) return undefined
    throw error
  }
}

function isInfo(value: unknown): value is ListInfo {
  if (typeof value !== 'object' || value === null) return false
  const { source, url, date, rows, sha256 } = value as Partial<Record<keyof ListInfo, unknown>>
  return (source === 'csv' || source === 'api') && typeof url === 'string' && typeof date === 'string' && !Number.isNaN(Date.parse(date)) && typeof rows === 'number' && typeof sha256 === 'string'
}

/** Hexadecimal, lower case. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
