import { tagKey } from '../../caption/tag-key'
import { readCsvRows, type CsvRow } from '../../tags/csv-rows'
import { recogniseSource } from '../../tags/recognise-source'
import { isSilent } from '../../tags/silent-words'
import type { TagSource } from '../../tags/source'
import { cell } from './list-text'

export interface ReadOptions {
  /** Of the file, which may tell what its categories mean. */
  readonly name: string
  /** With tags whose words are sexual. */
  readonly explicit: boolean
  /** Called between slices: a list of 140,000 must not hold up the editor. */
  readonly breathe: () => Promise<void>
}

export interface ListContent {
  /** As it was, byte for byte, but for explicit tags and aliases where they are left out. */
  readonly text: string
  /** Tags. */
  readonly rows: number
}

/** Lines between two breaths. */
const SLICE = 4000
/** Any text has lines, so a list of mere words must be one beyond doubt. */
const FEWEST_WORDS = 10
/** Share of rows that may be wrong. */
const MOST_WRONG = 0.1

/** The tag list in a file, or undefined where it is none: a web page, an error text, a table of something else. */
export async function readList(bytes: Uint8Array, { name, explicit, breathe }: ReadOptions): Promise<ListContent | undefined> {
  const text = decode(bytes)
  const source = text === undefined || isOther(text) ? undefined : recogniseSource(text, name)
  if (text === undefined || !source) return undefined
  const lines = text.split(/(?<=\n)|(?<=\r)(?!\n)/)
  const head = lines[0] !== undefined && source.read(lines[0], name).records.length === 0 ? lines[0] : ''
  const place = nameColumn(readCsvRows(head).rows[0], source)
  const found = { tags: 0, wrong: 0, left: 0 }
  const kept: string[] = [head]
  for (let start = head === '' ? 0 : 1; start < lines.length; start += SLICE) {
    await breathe()
    const slice = lines.slice(start, start + SLICE)
    const { records, problems } = source.read(head + slice.join(''), name)
    found.tags += records.length
    found.wrong += problems.length + (source.id === 'word-list' ? records.filter((record) => isNoWord(record.name)).length : 0)
    const clean = explicit ? slice : cleanLines(slice, source, place)
    found.left += records.length - slice.length + clean.length
    for (const line of clean) kept.push(line)
  }
  const fewest = source.id === 'word-list' ? FEWEST_WORDS : 1
  if (found.tags < fewest || found.left < 1 || found.wrong > MOST_WRONG * (found.tags + found.wrong)) return undefined
  return { text: kept.join(''), rows: found.left }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Web pages, XML and JSON; tags such as `<o>_<o>` are none of them. */
function isOther(text: string): boolean {
  return /^\s*(?:<(?:!doctype|\?xml|!--|html|head|body|script|svg|rss|error)\b|[{[]\s*(?:["{[\]}]|$))/i.test(text.slice(0, 1000))
}

/** A row of some other table, or of a pointer to a large file. */
function isNoWord(name: string): boolean {
  return name.includes(',') || /^(?:version https?:|oid sha)/.test(name)
}

function nameColumn(head: CsvRow | undefined, source: TagSource): number {
  if (source.id !== 'danbooru-csv') return source.id === 'wd-csv' ? 1 : 0
  return Math.max(0, head?.cells.findIndex((text) => /^\s*(?:name|tag)\s*$/i.test(text)) ?? 0)
}

/** The lines without explicit tags and aliases; what has none stays as it is. */
function cleanLines(lines: readonly string[], source: TagSource, place: number): readonly string[] {
  const rows = source.id === 'word-list' ? lines.map((text, line) => ({ line, cells: [text] })) : readCsvRows(lines.join('')).rows
  const cellsOf = new Map(rows.map(({ line, cells }) => [line, cells]))
  return lines.flatMap((line, index) => {
    const cells = cellsOf.get(index)
    if (!cells || !isExplicit(line)) return line
    if (isExplicit(cells[place] ?? '')) return []
    const now = cells.map((text) => cell(text.split(',').filter((alias) => !isExplicit(alias)).join(',')))
    return now.join(',') + (/[\r\n]+$/.exec(line)?.[0] ?? '')
  })
}

function isExplicit(text: string): boolean {
  return isSilent(tagKey(text))
}
