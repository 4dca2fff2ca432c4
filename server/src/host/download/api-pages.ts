import { say } from '../../base/message'
import { cutOff, DownloadError, hostOf } from './download-error'
import type { Answer } from './world'

export const STAGES = ['tags', 'aliases', 'implications'] as const
export type Stage = (typeof STAGES)[number]

/** `[name, category, posts]` of a tag, `[antecedent, consequent]` of a relation. */
export type TagRow = readonly [string, number, number]
export type RelationRow = readonly [string, string]

export interface ApiPage<Row> {
  readonly rows: readonly Row[]
  /** Rows as the server sent them, also those that are of no use. */
  readonly received: number
  /** Where the next page begins; null after the last. */
  readonly next: number | null
}

export const PAGE_SIZE = 1000
const LONGEST_PAGE = 4_000_000

/**
 * Pages go by id (`page=a<id>`: the next ones above it), not by number: counts change while we read, so a list ordered by
 * them would shift under our feet, and numbered pages end at 1,000. Order and `limit` above 1,000 are ignored there.
 * (danbooru: PaginationExtension.paginate; wiki help:common_url_parameters, help:number_syntax)
 */
export function pagePath(stage: Stage, after: number, minimumCount: number): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), page: `a${after}` })
  if (stage === 'tags') {
    query.set('search[post_count]', `>=${minimumCount}`)
    query.set('only', 'id,name,category,post_count')
    return `/tags.json?${query}`
  }
  query.set('search[status]', 'active')
  query.set('only', 'id,antecedent_name,consequent_name')
  return `/tag_${stage}.json?${query}`
}

export function readTagPage(items: readonly Item[], after: number, url: string): ApiPage<TagRow> {
  return toPage(items, after, url, ({ name, category, post_count: posts }) => {
    if (!isWhole(category) || !isWhole(posts)) return undefined
    return isName(name) ? [name, category, posts] : null
  })
}

export function readRelationPage(items: readonly Item[], after: number, url: string): ApiPage<RelationRow> {
  return toPage(items, after, url, ({ antecedent_name: antecedent, consequent_name: consequent }) => {
    if (typeof antecedent !== 'string' || typeof consequent !== 'string') return undefined
    return isName(antecedent) && isName(consequent) ? [antecedent, consequent] : null
  })
}

export type Item = Readonly<Record<string, unknown>>

/** `read` gives null for a row that cannot stand in a list, undefined for one that is not of this kind at all. */
function toPage<Row>(items: readonly Item[], after: number, url: string, read: (item: Item) => Row | null | undefined): ApiPage<Row> {
  const rows: Row[] = []
  let next = after
  for (const item of items) {
    const row = read(item)
    if (row === undefined || !isWhole(item['id']) || item['id'] <= after) throw unexpected(url)
    next = Math.max(next, item['id'])
    if (row) rows.push(row)
  }
  // the last page is the empty one: a mirror may have smaller pages than we ask for
  return { rows, received: items.length, next: items.length === 0 ? null : next }
}

/** The objects of a page. Rejects with a `DownloadError` where it is none. */
export async function readItems(answer: Answer, url: string): Promise<readonly Item[]> {
  const text = await readText(answer, url)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // a page that was cut on its way, or a notice of a proxy in between: worth another attempt
    throw new DownloadError('unexpected-answer', say`'${hostOf(url)}' answered with something else than tags; it may not be a Danbooru`, 'again')
  }
  if (!Array.isArray(value) || !value.every(isItem)) throw unexpected(url)
  return value
}

async function readText(answer: Answer, url: string): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body) {
    size += chunk.length
    if (size > LONGEST_PAGE) throw unexpected(url)
    chunks.push(chunk)
  }
  const length = answer.header('content-length')
  if (length !== undefined && answer.header('content-encoding') === undefined && size < Number(length)) throw cutOff(hostOf(url))
  return Buffer.concat(chunks).toString('utf8')
}

function unexpected(url: string): DownloadError {
  return new DownloadError('unexpected-answer', say`'${hostOf(url)}' answered with something else than tags; it may not be a Danbooru`, 'elsewhere')
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** Danbooru's names have no blanks, commas or control characters, and at most 170 characters; others would break the list. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 200 && /^[^\s,\p{Cc}]+$/u.test(value)
}
