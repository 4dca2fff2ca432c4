import { say, type Message } from '../base/message'
import { formatCount } from '../base/number-format'
import { nameOf } from '../base/path'
import { readCsvRows } from './csv-rows'
import { readRelations } from './read-relations'
import { recogniseSource } from './recognise-source'
import type { TagRecord } from './record'
import type { RelationKind } from './relation'
import { kindOfContent, kindOfName, type Standing } from './relation-kind'
import type { SourceProblem, TagSource } from './source'
import { translationSources } from './translation-sources/index'
import type { TranslationSource } from './translation-source'

/** A file as a user is to see it before it is taken in. */
export interface DescribedList {
  readonly kind: 'tags' | 'relations' | 'translations'
  readonly format: Message
  readonly rows: number
  readonly problems: readonly SourceProblem[]
  readonly sample: readonly { readonly name: string; readonly detail: string }[]
  readonly relation: RelationKind | null
  /** The file's name tells the relation. */
  readonly named: boolean
}

/** What a file is: which of the three settings it belongs into, and what reads it. */
export type RecognisedList =
  | { readonly kind: 'tags'; readonly source: TagSource }
  | { readonly kind: 'relations' }
  | { readonly kind: 'translations'; readonly source: TranslationSource }

/** Rows that a preview shows. */
const SAMPLE = 12
/** Letters of a file that tell what it is. */
const HEAD = 16_000

/** What a file is, by the beginning of its text and its name; undefined for none of ours. */
export function recogniseList(text: string, name: string): RecognisedList | undefined {
  const head = text.slice(0, HEAD)
  const shape = shapeOf(head)
  if (shape === 'relations' || (shape === 'pairs' && kindOfName(name) !== undefined)) return { kind: 'relations' }
  const translation = translationSources.find(source => source.recognise(head))
  if (shape === 'translations' && translation) return { kind: 'translations', source: translation }
  if (shape === 'pairs') return { kind: 'relations' }
  if (shape === 'other') return undefined
  const source = recogniseSource(head, name)
  if (source?.id === 'word-list' && translation?.id === 'equals-text') return { kind: 'translations', source: translation }
  if (source?.id === 'word-list' && isProse(head)) return undefined
  return source && { kind: 'tags', source }
}

/** The format's name for users. */
export function formatOf(list: RecognisedList): Message {
  if (list.kind === 'relations') return say`pairs of tags`
  switch (list.source.id) {
    case 'danbooru-csv':
      return say`tagcomplete list`
    case 'wd-csv':
      return say`tagger's list (selected_tags.csv)`
    case 'tag-mapping-json':
      return say`tagger's list (tag_mapping.json)`
    case 'word-list':
      return say`one tag a line`
    case 'equals-text':
      return say`tag=translation a line`
    default:
      return say`one translation a row`
  }
}

/** Reads a whole file to show it; undefined for none of ours. `standingOf` tells what the lists in force say of a name. */
export function describeList(text: string, path: string, standingOf: (name: string) => Standing): DescribedList | undefined {
  const list = recogniseList(text, path)
  if (!list) return undefined
  const plain = { kind: list.kind, format: formatOf(list), relation: null, named: false }
  if (list.kind === 'tags') {
    const { records, problems } = list.source.read(text, path)
    return records.length === 0 ? undefined : { ...plain, rows: records.length, problems, sample: records.slice(0, SAMPLE).map(record => ({ name: record.name, detail: detailOf(record) })) }
  }
  if (list.kind === 'translations') {
    const { rows, problems } = list.source.read(text)
    return rows.length === 0 ? undefined : { ...plain, rows: rows.length, problems, sample: rows.slice(0, SAMPLE).map(({ tag, names }) => ({ name: tag, detail: names.join(', ') })) }
  }
  const { pairs, problems } = readRelations(text)
  const byName = kindOfName(nameOf(path))
  const relation = byName ?? kindOfContent(pairs, standingOf) ?? null
  const sample = pairs.slice(0, SAMPLE).map(([name, other]) => ({ name, detail: `→ ${other}` }))
  return pairs.length === 0 ? undefined : { ...plain, rows: pairs.length, problems, sample, relation, named: byName !== undefined }
}

function detailOf({ category, uncategorised, count, aliases, translations }: TagRecord): string {
  const parts = [uncategorised ? '' : category, count > 0 ? formatCount(count) : '', translations.join(', '), aliases.length > 0 ? `← ${aliases.slice(0, 4).join(', ')}${aliases.length > 4 ? ' …' : ''}` : '']
  return parts.filter(part => part !== '').join(' · ')
}

/** What the columns say: `pairs` of names in plain letters, names with `translations`, a header of `relations`, or a table of something `other`. */
function shapeOf(head: string): 'relations' | 'pairs' | 'translations' | 'list' | 'other' {
  const { rows: all } = readCsvRows(head)
  // the last row may be cut off
  const rows = all.slice(0, all.length > 1 ? -1 : 1).slice(0, 300)
  const first = rows[0]?.cells.map(cell => cell.trim().toLowerCase()) ?? []
  if (first.some(cell => cell.startsWith('antecedent')) && first.some(cell => cell.startsWith('consequent'))) return 'relations'
  // tag,tag,count: which tags go together, which Taglore learns from the dataset
  if (share(rows, ({ cells }) => cells.length === 3 && !isWhole(cells[1]) && isWhole(cells[2])) > 0.6) return 'other'
  const named = share(rows, ({ cells }) => cells.length >= 2 && !isWhole(cells[1]))
  const foreign = share(rows, ({ cells }) => isForeign(cells[0]) !== isForeign(cells.at(-1)))
  if (share(rows, ({ cells }) => cells.length === 2) > 0.8 && named > 0.8) return foreign > 0.3 ? 'translations' : 'pairs'
  // the older table of translations: tag,category,translation
  if (share(rows, ({ cells }) => cells.length === 3 && !isWhole(cells[2]) && isForeign(cells[2])) > 0.5) return 'translations'
  return 'list'
}

function share<Row>(rows: readonly Row[], is: (row: Row) => boolean): number {
  return rows.length === 0 ? 0 : rows.filter(is).length / rows.length
}

function isWhole(cell: string | undefined): boolean {
  return cell !== undefined && /^\s*-?\d+\s*$/.test(cell)
}

function isForeign(cell: string | undefined): boolean {
  return cell !== undefined && /[^\0-\x7f\ufeff]/.test(cell)
}

/** Any text has lines; those of a list are short, and end without a full stop. */
function isProse(head: string): boolean {
  const lines = head.split(/\r\n|\n|\r/).filter(line => line.trim() !== '').slice(0, 300)
  return /^\s*</.test(head) || share(lines, line => line.length > 80 || /[a-z][.!?;{}]$/.test(line.trim()) || line.trim().split(/\s+/).length > 6) > 0.2
}
