import { findTag, hasAlias, type TagIndex } from '../tags/tag-index'
import { knownKey } from '../tags/known-key'
import type { TagRecord } from '../tags/record'

/** What a tag is about, where rules about whole concepts ask: a flaw that is learnt, the file, quality and rating, somebody's or a work's name. */
export type TagTopic = 'flaw' | 'file' | 'quality' | 'character' | 'series' | 'artist' | 'other'

const FLAWS: ReadonlySet<string> = new Set(['watermark', 'flaw', 'image-damage'])
const FILES: ReadonlySet<string> = new Set(['resolution', 'file-format', 'source', 'post-version', 'commission', 'commentary', 'translation', 'request'])
const QUALITY: ReadonlySet<string> = new Set(['quality-word', 'score-word', 'source-word', 'rating-word'])
/** Marks that stand in the picture; the vocabulary has them among other texts. */
const MARKS: ReadonlySet<string> = new Set(['artist name', 'dated', 'copyright notice'])
/** Said of the file or of the idea: nothing of it is seen. */
const NO_FLAWS: ReadonlySet<string> = new Set(['resized', 'upscaled', 'downscaled', 'stitched', 'waifu2x', 'noise reduction', 'too many', 'quality'])
/** Date words that are hardly ever meant otherwise. */
const DATES = /^(?:newest|oldest|year \d{4})$/

const caches = new WeakMap<TagIndex, Map<string, TagTopic>>()

/** The topic of a tag; `name (series)` that no list has counts as a character's name. */
export function topicOf(index: TagIndex, key: string): TagTopic {
  let known = caches.get(index)
  if (!known) caches.set(index, (known = new Map()))
  const topic = known.get(key)
  if (topic !== undefined) return topic
  const found = readTopic(index, key)
  known.set(key, found)
  return found
}

function readTopic(index: TagIndex, key: string): TagTopic {
  const name = knownKey(index, key)
  const record = findTag(index, name)
  if (record) return topicOfRecord(record, name)
  if (/^(?:artist:|@)/.test(key)) return 'artist'
  const series = /^[^()]+ \(([^()]+)\)$/.exec(key)?.[1]
  return series !== undefined && !hasAlias(index, key) && isSeries(index, series) ? 'character' : 'other'
}

function topicOfRecord({ category, group = '' }: TagRecord, name: string): TagTopic {
  if (category === 'character' || category === 'artist') return category
  if (category === 'copyright') return 'series'
  if (MARKS.has(name) || (FLAWS.has(group) && !NO_FLAWS.has(name))) return 'flaw'
  if (FILES.has(group)) return 'file'
  return QUALITY.has(group) || DATES.test(name) ? 'quality' : 'other'
}

/** `(medium)`, `(apple)`: a general word in brackets tells two meanings apart and names no work. */
function isSeries(index: TagIndex, text: string): boolean {
  const record = findTag(index, text)
  return record ? record.category === 'copyright' : !/^(?:medium|style|texture|artwork|object|cosplay|meme|weapon|food|symbol)$/.test(text)
}
