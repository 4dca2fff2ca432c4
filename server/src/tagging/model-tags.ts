import { say, type Message } from '../base/message'
import { readCsvRows } from '../tags/csv-rows'
import { isScoreCategory, type ScoreCategory } from './score'

/** What stands at one place of a model's output. */
export interface ModelTag {
  readonly name: string
  readonly category: ScoreCategory
}

/** A tagger's list: as many as its output has places, in that order. */
export interface ModelTags {
  readonly tags: readonly ModelTag[]
  /** `selected_tags.csv` goes with probabilities, `tag_mapping.json` with values that become them by a sigmoid (trainer-facts § 8.1). */
  readonly output: 'probabilities' | 'logits'
}

/** By number, as WD's and Camie's lists have them (peers § 6.3). */
const CATEGORIES: Readonly<Record<string, ScoreCategory>> = { 0: 'general', 1: 'artist', 3: 'copyright', 4: 'character', 5: 'meta', 9: 'rating', 10: 'meta' }

/** The list of a model folder: `name` tells which of the two forms it is. A fault where a place of the output would have no name. */
export function readModelTags(name: string, text: string): ModelTags | { readonly fault: Message } {
  return name.endsWith('.json') ? readMapping(text) : readCsv(text)
}

function readCsv(text: string): ModelTags | { readonly fault: Message } {
  const { rows, problems } = readCsvRows(text)
  const [head, ...rest] = rows
  if (problems.length > 0 || head?.cells.slice(0, 3).join() !== 'tag_id,name,category') return { fault: say`The tagger's list is no selected_tags.csv: its first line must be tag_id,name,category,count` }
  const tags: ModelTag[] = []
  for (const { cells, line } of rest) {
    const [, tag, number = ''] = cells
    if (tag === undefined || tag === '') return { fault: say`The tagger's list has no name in line ${line + 1}` }
    tags.push({ name: tag, category: CATEGORIES[number.trim()] ?? 'general' })
  }
  return { tags, output: 'probabilities' }
}

/** `{ "0": { "tag", "category" } }`, or `{ "idx_to_tag", "tag_to_category" }` (peers § 6.3). */
function readMapping(text: string): ModelTags | { readonly fault: Message } {
  const fault = { fault: say`The tagger's list is no tag_mapping.json` }
  const content = parseObject(text)
  if (!content) return fault
  const { idx_to_tag: names, tag_to_category: kinds } = content
  const byNumber = isObject(names) ? names : content
  const tags: ModelTag[] = []
  for (let place = 0; place < Object.keys(byNumber).length; place++) {
    const entry = byNumber[String(place)]
    const tag: unknown = isObject(entry) ? entry['tag'] : entry
    if (typeof tag !== 'string') return fault
    const kind: unknown = isObject(entry) ? entry['category'] : isObject(kinds) ? kinds[tag] : undefined
    const category = typeof kind === 'string' ? kind.toLowerCase() : ''
    tags.push({ name: tag, category: isScoreCategory(category) ? category : 'general' })
  }
  return { tags, output: 'logits' }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
