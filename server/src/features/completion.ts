import type { Span } from '../base/span'
import { formatCount } from '../base/number-format'
import { slotAt, type Slot } from '../caption/slot'
import { tagKey } from '../caption/tag-key'
import type { Caption } from '../caption/caption'
import type { Dataset } from '../dataset/dataset'
import { usualSpelling } from '../dataset/tag-counts'
import type { TagCategory, TagRecord } from '../tags/record'
import { createSearchIndex } from '../tags/search-index'
import { searchTags, type SearchHit } from '../tags/search'
import { spellTag, type Spelling } from '../tags/spelling'
import { findTag } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'

export interface CompletionTag {
  /** The tag's own name, for the follow-up question. */
  readonly name: string
  /** What the list shows: the tag, or `alias → tag`. */
  readonly label: string
  /** Behind the label: a translation, and whether the caption has the tag. */
  readonly detail: string
  /** At the right: posts as the booru writes them, or captions of the dataset for words no list has. */
  readonly description: string
  readonly category: TagCategory | 'trigger' | 'dataset'
  readonly deprecated: boolean
  readonly inserted: string
}

export interface CompletionAnswer {
  /** What an accepted tag replaces. */
  readonly span: Span
  readonly typed: string
  /** Best first. */
  readonly tags: readonly CompletionTag[]
}

const LIMIT = 60
/** Doublings of posts that a tag gains for every doubling of its use in the dataset. */
const DATASET_WORTH = 1.5
const USED_PENALTY = -1000

/** Tags for the place at `offset`, best first; always incomplete: every keystroke asks again. */
export function completeTag(snapshot: Snapshot, path: string, offset: number): CompletionAnswer | undefined {
  const caption = snapshot.captionOf(path)
  if (!caption) return undefined
  const slot = slotAt(caption, offset)
  if (isInProse(slot)) return undefined
  const dataset = snapshot.datasetOf(path)
  const place = { snapshot, caption, slot, dataset, folder: dataset?.sampleAt(path)?.folder, path }
  return slot.typed.trim() === '' ? suggestUsual(place) : searchTyped(place)
}

interface Place {
  readonly snapshot: Snapshot
  readonly caption: Caption
  readonly slot: Slot
  readonly dataset: Dataset | undefined
  readonly folder: string | undefined
  readonly path: string
}

function isInProse(slot: Slot): boolean {
  return slot.tag?.prose === true && slot.typed.trim().split(/\s+/).length > 5
}

function searchTyped(place: Place): CompletionAnswer {
  const { snapshot, caption, slot, dataset } = place
  const own = ownTags(place)
  const used = usedKeys(caption, slot)
  const boost = (key: string): number => {
    if (used.has(key)) return USED_PENALTY
    const usage = dataset?.counts.get(key)
    return usage ? DATASET_WORTH * Math.log2(1 + usage.captions) : 0
  }
  const indexes = own.length === 0 ? [snapshot.knowledge.search] : [snapshot.knowledge.search, createSearchIndex(own)]
  const hits = searchTags(indexes, slot.typed, { limit: LIMIT, boost })
  const tail = insertTail(place)
  return { span: tail.span, typed: slot.typed, tags: hits.map((hit) => toTag(place, hit, used, tail.text)) }
}

/** Tags of the dataset that no list has, with triggers; what is being typed right now is not one of them. */
function ownTags({ snapshot, slot, dataset, path }: Place): TagRecord[] {
  const { words } = snapshot.settingsOf(path).values
  const names = new Map<string, { name: string; count: number }>(words.map((word) => [tagKey(word), { name: word, count: 0 }]))
  for (const concept of dataset?.concepts() ?? []) for (const trigger of concept.triggers) names.set(trigger.key, { name: trigger.text, count: 0 })
  const typing = slot.tag?.key
  for (const usage of dataset?.counts.all() ?? []) {
    if (findTag(snapshot.knowledge.tags, usage.key) || (usage.key === typing && usage.captions === 1)) continue
    const spelling = usualSpelling(usage)
    if (spelling.length <= 80) names.set(usage.key, { name: names.get(usage.key)?.name ?? spelling, count: usage.captions })
  }
  return [...names.values()].map(({ name, count }) => ({ name, category: 'general', count, aliases: [], implies: [], translations: [] }))
}

/** Keys that the caption has elsewhere. */
function usedKeys(caption: Caption, slot: Slot): Set<string> {
  return new Set(caption.tags.filter((tag) => tag !== slot.tag).map((tag) => tag.key))
}

/**
 * What is replaced and what follows. Typed directly before an existing tag (`lo|solo`), the new tag is put in front of it with
 * a comma; anywhere else in a tag it replaces the tag.
 */
function insertTail({ snapshot, caption, slot, dataset, path }: Place): { span: Span; text: string } {
  const end = slot.span.start + slot.typed.length
  const rest = caption.text.slice(end, slot.span.end)
  if (rest.trim() !== '' && slot.typed.trim() !== '') {
    const known = (text: string): boolean => findTag(snapshot.knowledge.tags, text) !== undefined || (dataset?.counts.get(tagKey(text))?.captions ?? 0) > 1
    const whole = caption.text.slice(slot.span.start, slot.span.end)
    if (known(rest) && !known(whole)) return { span: { start: slot.span.start, end }, text: rest.startsWith(' ') ? ',' : ', ' }
  }
  const last = caption.tags.at(-1)
  const atEnd = slot.piece === caption.pieces.length - 1 && (!last || slot.span.end >= last.nameSpan.end)
  return { span: slot.span, text: atEnd && snapshot.settingsOf(path).values['completion.appendComma'] ? ', ' : '' }
}

function toTag(place: Place, hit: SearchHit, used: ReadonlySet<string>, tail: string): CompletionTag {
  const { record, key, via } = hit
  const usage = place.dataset?.counts.get(key)
  const listed = findTag(place.snapshot.knowledge.tags, key) !== undefined
  const shown = usage && !listed ? usualSpelling(usage) : spelt(place, record)
  const alias = via !== undefined && hit.matched !== 'translation' && !record.translations.includes(via) ? via : undefined
  return {
    name: record.name,
    label: alias === undefined ? shown : `${alias} → ${shown}`,
    detail: detailOf(record, used.has(key), hit.matched === 'typo' && alias === undefined),
    description: listed ? (record.count > 0 ? formatCount(record.count) : '') : usage ? `×${usage.captions}` : '',
    category: isTrigger(place.dataset, key) ? 'trigger' : listed ? record.category : 'dataset',
    deprecated: record.deprecated === true,
    inserted: shown + tail,
  }
}

function detailOf(record: TagRecord, used: boolean, typo: boolean): string {
  const [translation] = record.translations
  return `${translation === undefined ? '' : `[${translation}]`}${typo ? ' ~' : ''}${used ? ' ✓' : ''}`
}

function isTrigger(dataset: Dataset | undefined, key: string): boolean {
  return dataset?.concepts().some((concept) => concept.triggers.some((trigger) => trigger.key === key)) ?? false
}

function spelt({ dataset, snapshot, path }: Place, record: TagRecord): string {
  const values = snapshot.settingsOf(path).values
  const chosen = values['captions.spelling']
  const spelling: Spelling = chosen !== 'auto' ? chosen : dataset?.usesUnderscores() ? 'underscore' : 'blank'
  return spellTag(record.name, spelling, { keep: record.group !== undefined && record.name.includes('_'), escape: values['captions.weighted'] })
}

/** With nothing typed: what the folder's other captions usually have and this one lacks. */
function suggestUsual(place: Place): CompletionAnswer {
  const { caption, slot, dataset, folder, snapshot } = place
  const empty = { span: slot.span, typed: '', tags: [] }
  if (!dataset || folder === undefined) return empty
  const used = usedKeys(caption, slot)
  const usual = [...dataset.counts.all()]
    .map((usage) => ({ usage, here: usage.byFolder.get(folder) ?? 0 }))
    .filter(({ usage, here }) => here > 1 && !used.has(usage.key))
    .sort((a, b) => b.here - a.here || (a.usage.key < b.usage.key ? -1 : 1))
    .slice(0, LIMIT)
  const tags = usual.map(({ usage }): CompletionTag => {
    const record = findTag(snapshot.knowledge.tags, usage.key)
    const [translation] = record?.translations ?? []
    return {
      name: record?.name ?? usage.key,
      label: usualSpelling(usage),
      detail: translation === undefined ? '' : `[${translation}]`,
      description: `×${usage.byFolder.get(folder) ?? 0}`,
      category: isTrigger(dataset, usage.key) ? 'trigger' : (record?.category ?? 'dataset'),
      deprecated: false,
      inserted: usualSpelling(usage) + insertTail(place).text,
    }
  })
  return { ...empty, tags }
}
