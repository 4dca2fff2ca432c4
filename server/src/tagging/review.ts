import type { MergedTag } from './merge'
import { thresholdOf, type Thresholds } from './thresholds'
import { SCORE_CATEGORIES, type ScoreCategory } from './score'

/** The second threshold: from here on a tag is sure, between the two it is to be looked at. */
export interface Bounds {
  readonly thresholds: Thresholds
  /** Above its threshold, as a share of the way to 1: with 0.5 and a threshold of 0.4, tags from 0.7 on are sure. */
  readonly sureFrom: number
}

export type Standing = 'sure' | 'unsure' | 'below'

/** One tag at one image. */
export interface ReviewEntry {
  readonly image: string
  readonly tag: MergedTag
}

export interface ReviewCounts {
  /** Tags that would be added, and images that would get at least one. */
  readonly added: number
  readonly images: number
  /** Of those added: to be looked at. */
  readonly unsure: number
  /** Taggers are of two minds about it, whether it is added or not. */
  readonly disputed: number
}

interface CategoryColumn {
  /** Confidences of the tags that captions lack, ascending. */
  readonly missing: Float64Array
  /** For each image of the table the highest of them; 0 for none. */
  readonly best: Float64Array
}

/** How a standing follows from confidence and bounds. */
export function standingAt(confidence: number, threshold: number, sureFrom: number): Standing {
  if (confidence < threshold) return 'below'
  return confidence >= threshold + (1 - threshold) * sureFrom ? 'sure' : 'unsure'
}

/**
 * The merged answers of many images, laid out so that a slider can be followed: what is counted at a threshold is looked up and
 * not gone through. Immutable; a caption that changes is a new table of that image (`withImage`).
 */
export class ReviewTable {
  private readonly columns: ReadonlyMap<ScoreCategory, CategoryColumn>
  private readonly byTag = new Map<string, ReviewEntry[]>()
  private readonly special: readonly ReviewEntry[]
  private readonly place: ReadonlyMap<string, number>

  constructor(
    readonly images: ReadonlyMap<string, readonly MergedTag[]>,
    /** Keys with a threshold of their own. */
    private readonly ownThresholds: ReadonlySet<string> = new Set(),
  ) {
    this.place = new Map([...images.keys()].map((image, place) => [image, place]))
    const missing = new Map<ScoreCategory, number[]>()
    const best = new Map<ScoreCategory, Float64Array>()
    const special: ReviewEntry[] = []
    for (const [image, tags] of images) {
      const place = this.place.get(image) ?? 0
      for (const tag of tags) {
        let list = this.byTag.get(tag.key)
        if (!list) this.byTag.set(tag.key, (list = []))
        list.push({ image, tag })
        if (tag.written || tag.ruled === 'forbidden') continue
        if (tag.ruled === 'always' || ownThresholds.has(tag.key)) {
          special.push({ image, tag })
          continue
        }
        const column = best.get(tag.category) ?? new Float64Array(images.size)
        best.set(tag.category, column)
        column[place] = Math.max(column[place] ?? 0, tag.confidence)
        const all = missing.get(tag.category) ?? []
        missing.set(tag.category, all)
        all.push(tag.confidence)
      }
    }
    for (const list of this.byTag.values()) list.sort((a, b) => b.tag.confidence - a.tag.confidence || (a.image < b.image ? -1 : 1))
    this.special = special
    this.columns = new Map(
      SCORE_CATEGORIES.flatMap((category) => {
        const highest = best.get(category)
        return highest ? [[category, { missing: Float64Array.from(missing.get(category) ?? []).sort(), best: highest }] as const] : []
      }),
    )
  }

  /** The table with another answer for one image. */
  withImage(image: string, tags: readonly MergedTag[]): ReviewTable {
    return new ReviewTable(new Map([...this.images, [image, tags]]), this.ownThresholds)
  }

  /** What would be added at these thresholds. */
  countsAt({ thresholds, sureFrom }: Bounds): ReviewCounts {
    let added = 0
    let unsure = 0
    const touched = new Uint8Array(this.images.size)
    for (const [category, { missing, best }] of this.columns) {
      const threshold = thresholdOf(thresholds, category, '')
      const from = firstAtLeast(missing, threshold)
      added += missing.length - from
      unsure += firstAtLeast(missing, threshold + (1 - threshold) * sureFrom) - from
      for (let place = 0; place < best.length; place++) if ((best[place] ?? 0) >= threshold && threshold > 0) touched[place] = 1
    }
    for (const { image, tag } of this.special) {
      const threshold = tag.ruled === 'always' ? 0 : thresholdOf(thresholds, tag.category, tag.key)
      const standing = tag.ruled === 'always' ? 'sure' : standingAt(tag.confidence, threshold, sureFrom)
      if (standing === 'below') continue
      added++
      if (standing === 'unsure') unsure++
      touched[this.place.get(image) ?? 0] = 1
    }
    return { added, unsure, images: touched.reduce((sum, flag) => sum + flag, 0), disputed: this.disputed }
  }

  /** Tags at images that taggers disagree about, as they were merged. */
  get disputed(): number {
    return this.disputedCount ??= [...this.byTag.values()].reduce((sum, list) => sum + list.filter(({ tag }) => tag.disputed).length, 0)
  }
  private disputedCount: number | undefined

  /** Where a tagger (or all together) sees a tag that the caption lacks, surest first. */
  lacking(key: string, from: number, tagger?: string): readonly ReviewEntry[] {
    const scoreOf = ({ tag }: ReviewEntry): number => (tagger === undefined ? tag.confidence : (tag.scores[tagger] ?? 0))
    const found = (this.byTag.get(key) ?? []).filter((entry) => !entry.tag.written && scoreOf(entry) >= from)
    return tagger === undefined ? found : found.sort((a, b) => scoreOf(b) - scoreOf(a) || (a.image < b.image ? -1 : 1))
  }

  /** Where captions have a tag that no tagger gives as much. */
  doubted(key: string, below: number): readonly ReviewEntry[] {
    return (this.byTag.get(key) ?? []).filter(({ tag }) => tag.written && tag.confidence < below).reverse()
  }

  /** Every tag that any tagger named or a caption has, by the number of captions that lack it at its own threshold. */
  tags(): readonly { readonly key: string; readonly name: string; readonly category: ScoreCategory; readonly added: number; readonly written: number }[] {
    const rows = [...this.byTag].map(([key, list]) => ({
      key,
      name: list[0]?.tag.name ?? key,
      category: list[0]?.tag.category ?? 'general',
      added: list.filter(({ tag }) => tag.taken && !tag.written).length,
      written: list.filter(({ tag }) => tag.written).length,
    }))
    return rows.sort((a, b) => b.added - a.added || (a.key < b.key ? -1 : 1))
  }
}

/** Index of the first value that is not smaller. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
