import { tagKey } from '../caption/tag-key'
import type { ImageScores, ScoreCategory } from './score'
import { thresholdOf, type Thresholds } from './thresholds'
import type { UnifiedTag } from './unify'

export const MERGE_METHODS = ['union', 'intersection', 'vote', 'weighted'] as const
export type MergeMethod = (typeof MERGE_METHODS)[number]

export interface MergeOptions {
  readonly method: MergeMethod
  readonly thresholds: Thresholds
  /** For `vote`: as many voices at least; more than half of them without. */
  readonly votes?: number
  /** For `weighted`: by tagger; 1 where it is not named. `CAPTION_VOICE` names the caption. */
  readonly weights?: Readonly<Record<string, number>>
  /**
   * What the tags are that the caption has already: `keep` stays whatever the taggers say; `voice` is one more tagger that is sure
   * of them; `replace` counts for nothing.
   */
  readonly caption: 'keep' | 'voice' | 'replace'
  /** In any spelling; never added, and taken away only where the caption is no longer kept. */
  readonly forbidden?: readonly string[]
  /** In any spelling; added to every image. */
  readonly always?: readonly string[]
  /** What becomes of ratings: left out, or the likeliest one is a tag. */
  readonly ratings: 'leave-out' | 'tag'
  /** What becomes of characters: left out, tags, or `name (series)` as two tags. */
  readonly characters: 'leave-out' | 'tag' | 'expand'
  readonly unify: (name: string) => UnifiedTag
}

/** The caption's own place among the weights. */
export const CAPTION_VOICE = 'caption'

/** What one tagger says of an image. */
export interface Voice {
  readonly tagger: string
  readonly scores: ImageScores
}

/** A tag of the merged answer, whether it is taken or not. */
export interface MergedTag extends UnifiedTag {
  readonly category: ScoreCategory
  /** What is compared with the threshold: see `mergeScores`. */
  readonly confidence: number
  readonly threshold: number
  /** By tagger; those that do not name it are not in. */
  readonly scores: Readonly<Record<string, number>>
  /** The caption has it. */
  readonly written: boolean
  /** At least one tagger's score lies at or above the threshold, and at least one below. */
  readonly disputed: boolean
  /** Always, or forbidden: confidence decides nothing. */
  readonly ruled: 'always' | 'forbidden' | undefined
  /** Belongs into the caption. */
  readonly taken: boolean
}

interface Found extends UnifiedTag {
  readonly category: ScoreCategory
  readonly scores: Map<string, number>
}

/**
 * What several taggers say of one image, as one list in order of confidence, each tag once. The order of the voices does not matter.
 * One number decides: for `union` the highest score, for `intersection` the lowest, for `vote` the lowest of the votes that are
 * needed, for `weighted` the weighted mean. A tagger that does not name a tag gives it 0.
 */
export function mergeScores(voices: readonly Voice[], written: readonly string[], options: MergeOptions): readonly MergedTag[] {
  const { unify } = options
  const own = new Set(written.map((name) => unify(name).key))
  const forbidden = keysOf(options.forbidden, unify)
  const always = keysOf(options.always, unify)
  const spoken = [...new Set(voices.map(({ tagger }) => tagger))].sort()
  const taggers = options.caption === 'voice' ? [...spoken, CAPTION_VOICE] : spoken
  const found = collect(voices, options)
  for (const name of [...(options.always ?? []), ...written]) if (!found.has(unify(name).key)) found.set(unify(name).key, { ...unify(name), category: 'general', scores: new Map() })
  const merged = [...found.values()].map((tag): MergedTag => {
    const threshold = thresholdOf(options.thresholds, tag.category, tag.key)
    const isWritten = own.has(tag.key)
    if (isWritten && options.caption === 'voice') tag.scores.set(CAPTION_VOICE, 1)
    const confidence = confidenceOf(tag.scores, taggers, options)
    const agree = spoken.filter((tagger) => (tag.scores.get(tagger) ?? 0) >= threshold).length
    const ruled = forbidden.has(tag.key) ? 'forbidden' : always.has(tag.key) ? 'always' : undefined
    const kept = options.caption === 'keep' && isWritten
    return {
      key: tag.key,
      name: tag.name,
      category: tag.category,
      confidence,
      threshold,
      scores: Object.fromEntries([...tag.scores].sort(([a], [b]) => (a < b ? -1 : 1))),
      written: isWritten,
      disputed: agree > 0 && agree < spoken.length,
      ruled,
      taken: kept || (ruled === undefined ? confidence >= threshold && tag.scores.size > 0 : ruled === 'always'),
    }
  })
  return merged.sort((a, b) => b.confidence - a.confidence || (a.key < b.key ? -1 : 1))
}

/** By key, with the highest score of each tagger. The name is the least of those that were given, whoever gave it. */
function collect(voices: readonly Voice[], options: MergeOptions): Map<string, Found> {
  const found = new Map<string, Found>()
  for (const { tagger, scores } of voices) {
    for (const { name, category, score } of scored(scores, options)) {
      for (const text of namesOf(name, category, options)) {
        const { key, name: spelt } = options.unify(text)
        if (key === '') continue
        const before = found.get(key)
        const kind = before && before.category < category ? before.category : category
        const best = Math.max(score, before?.scores.get(tagger) ?? 0)
        const next = { key, name: before && before.name < spelt ? before.name : spelt, category: kind, scores: before?.scores ?? new Map<string, number>() }
        next.scores.set(tagger, best)
        found.set(key, next)
      }
    }
  }
  return found
}

/** Without what was not asked for; of the ratings the likeliest one (argmax, trainer-facts § 8.3), which no threshold stops. */
function scored({ tags }: ImageScores, { ratings, characters }: MergeOptions): ImageScores['tags'] {
  const best = ratings === 'leave-out' ? undefined : tags.filter(({ category }) => category === 'rating').reduce<ImageScores['tags'][number] | undefined>((top, tag) => (top && top.score >= tag.score ? top : tag), undefined)
  const rest = tags.filter(({ category }) => category !== 'rating' && (category !== 'character' || characters !== 'leave-out'))
  return best ? [{ ...best, score: 1 }, ...rest] : rest
}

/** `chara_(series)` → `chara`, `series`; `chara_(costume)_(series)` → `chara_(costume)`, `series` (sd-scripts' character_tag_expand). */
function namesOf(name: string, category: ScoreCategory, { characters }: MergeOptions): readonly string[] {
  const match = category === 'character' && characters === 'expand' ? /^(.+?)[ _]\(([^()]+)\)$/.exec(name) : null
  return match?.[1] !== undefined && match[2] !== undefined ? [match[1], match[2]] : [name]
}

function keysOf(names: readonly string[] | undefined, unify: MergeOptions['unify']): ReadonlySet<string> {
  return new Set((names ?? []).flatMap((name) => (tagKey(name) === '' ? [] : unify(name).key)))
}

function confidenceOf(scores: ReadonlyMap<string, number>, taggers: readonly string[], options: MergeOptions): number {
  if (taggers.length === 0) return 0
  const values = taggers.map((tagger) => scores.get(tagger) ?? 0)
  if (options.method === 'weighted') {
    const weights = taggers.map((tagger) => options.weights?.[tagger] ?? 1)
    const sum = weights.reduce((a, b) => a + b, 0)
    return sum === 0 ? 0 : values.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0) / sum
  }
  const needed = { union: 1, intersection: values.length, vote: options.votes ?? Math.floor(values.length / 2) + 1 }[options.method]
  const ranked = values.toSorted((a, b) => b - a)
  return ranked[Math.min(Math.max(needed, 1), values.length) - 1] ?? 0
}
