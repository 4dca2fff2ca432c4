import type { Span } from '../base/span'
import { formatCount } from '../base/number-format'
import type { Caption } from '../caption/caption'
import { tagKey } from '../caption/tag-key'
import type { Dataset } from '../dataset/dataset'
import { usualSpelling } from '../dataset/tag-counts'
import { spellHere } from '../lint/spell-here'
import type { TagCategory, TagRecord } from '../tags/record'
import { createSearchIndex } from '../tags/search-index'
import { searchTags, type SearchHit } from '../tags/search'
import { findTag } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'
import { ownTags } from './own-tags'
import { triggerKeys } from './semantic-tokens'
import { typingSlot, type TypingSlot } from './typing-slot'

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
  const dataset = snapshot.datasetOf(path)
  const triggers = triggerKeys(dataset)
  const isTag = (text: string): boolean => {
    const key = tagKey(text)
    return triggers.has(key) || findTag(snapshot.knowledge.tags, key) !== undefined || (dataset?.counts.get(key)?.captions ?? 0) > 1
  }
  const slot = typingSlot(caption, offset, isTag)
  if (!slot || (slot.tag?.prose === true && !isTag(slot.tag.name))) return undefined
  const place = { snapshot, caption, slot, dataset, triggers, folder: dataset?.sampleOfCaption(path)?.folder, path }
  return slot.typed.trim() === '' ? suggestUsual(place) : searchTyped(place)
}

interface Place {
  readonly snapshot: Snapshot
  readonly caption: Caption
  readonly slot: TypingSlot
  readonly dataset: Dataset | undefined
  /** Keys of the dataset's triggers. */
  readonly triggers: ReadonlySet<string>
  readonly folder: string | undefined
  readonly path: string
}

function searchTyped(place: Place): CompletionAnswer {
  const { snapshot, caption, slot, dataset, triggers, path } = place
  const own = ownTags({ typed: slot.typed, tag: slot.tag, tags: snapshot.knowledge.tags, words: snapshot.settingsOf(path).values.words, dataset, triggers })
  const used = usedKeys(caption, slot)
  const boost = (key: string): number => {
    if (used.has(key)) return USED_PENALTY
    const usage = dataset?.counts.get(key)
    return usage ? DATASET_WORTH * Math.log2(1 + usage.captions) : 0
  }
  const indexes = own.length === 0 ? [snapshot.knowledge.search] : [snapshot.knowledge.search, createSearchIndex(own)]
  const hits = searchTags(indexes, slot.typed, { limit: LIMIT, boost })
  return { span: slot.span, typed: slot.typed, tags: hits.map((hit) => toTag(place, hit, used)) }
}

/** Keys that the caption has elsewhere. */
function usedKeys(caption: Caption, slot: TypingSlot): Set<string> {
  return new Set(caption.tags.filter((tag) => tag !== slot.tag).map((tag) => tag.key))
}

/** The text of an accepted tag with what parts it from its neighbours. */
function insertion({ snapshot, caption, slot, path }: Place, text: string): string {
  const last = caption.tags.at(-1)
  const isLast = slot.tail === '' && slot.piece === caption.pieces.length - 1 && (!last || slot.span.end >= last.nameSpan.end)
  const comma = isLast && snapshot.settingsOf(path).values['completion.appendComma'] ? ', ' : ''
  return slot.lead + text + slot.tail + comma
}

function toTag(place: Place, hit: SearchHit, used: ReadonlySet<string>): CompletionTag {
  const { snapshot, dataset, triggers, path } = place
  const { record, key, via } = hit
  const usage = dataset?.counts.get(key)
  const listed = findTag(snapshot.knowledge.tags, key) !== undefined
  const shown = usage && !listed ? usualSpelling(usage) : spellHere(record, { dataset, settings: snapshot.settingsOf(path) })
  const alias = via !== undefined && hit.matched !== 'translation' && !record.translations.includes(via) ? via : undefined
  return {
    name: record.name,
    label: alias === undefined ? shown : `${alias} → ${shown}`,
    detail: detailOf(record, used.has(key), hit.matched === 'typo' && alias === undefined),
    description: listed ? (record.count > 0 ? formatCount(record.count) : '') : usage ? `×${usage.captions}` : '',
    category: triggers.has(key) ? 'trigger' : listed ? record.category : 'dataset',
    deprecated: record.deprecated === true,
    inserted: insertion(place, shown),
  }
}

function detailOf(record: TagRecord, used: boolean, typo: boolean): string {
  const [translation] = record.translations
  return `${translation === undefined ? '' : `[${translation}]`}${typo ? ' ~' : ''}${used ? ' ✓' : ''}`
}

/** With nothing typed: what the folder's other captions usually have and this one lacks. */
function suggestUsual(place: Place): CompletionAnswer {
  const { caption, slot, dataset, folder, snapshot, triggers } = place
  const empty = { span: slot.span, typed: '', tags: [] }
  if (!dataset || folder === undefined) return empty
  const used = usedKeys(caption, { ...slot, tag: undefined })
  const usual = [...dataset.counts.inFolder(folder).tags]
    .filter(([key, here]) => here > 1 && !used.has(key))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, LIMIT)
  const tags = usual.map(([key, here]): CompletionTag => {
    const record = findTag(snapshot.knowledge.tags, key)
    const usage = dataset.counts.get(key)
    const text = usage ? usualSpelling(usage) : key
    const [translation] = record?.translations ?? []
    return {
      name: record?.name ?? key,
      label: text,
      detail: translation === undefined ? '' : `[${translation}]`,
      description: `×${here}`,
      category: triggers.has(key) ? 'trigger' : (record?.category ?? 'dataset'),
      deprecated: false,
      inserted: insertion(place, text),
    }
  })
  return { ...empty, tags }
}
