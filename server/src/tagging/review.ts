import type { Decisions } from './decisions'
import type { MergedTag } from './merge'
import { thresholdOf, type Thresholds } from './thresholds'
import type { ScoreCategory } from './score'

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
  /** Tags that would leave captions. */
  readonly removed: number
}

/** Tags of one category, in which a threshold is looked up. */
interface CategoryColumn {
  /** Their confidences, ascending. */
  readonly values: Float64Array
  /** For each image of the table the one that a threshold reaches first: of tags that captions lack the highest, of those they have the lowest. */
  readonly first: Float64Array
}

type Columns = ReadonlyMap<ScoreCategory, CategoryColumn>

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
  /** Tags that captions lack. */
  private readonly missing: Columns
  /** Tags of captions, where these are not kept whatever taggers say. */
  private readonly losable: Columns
  private readonly byTag = new Map<string, ReviewEntry[]>()
  private readonly special: readonly ReviewEntry[]
  private readonly place: ReadonlyMap<string, number>

  constructor(
    readonly images: ReadonlyMap<string, readonly MergedTag[]>,
    /** Keys with a threshold of their own. */
    private readonly ownThresholds: ReadonlySet<string> = new Set(),
    /** What captions have stays. */
    private readonly keepsCaption = true,
  ) {
    this.place = new Map([...images.keys()].map((image, place) => [image, place]))
    const missing = new ColumnMaker(images.size, 0, Math.max)
    const losable = new ColumnMaker(images.size, Infinity, Math.min)
    const special: ReviewEntry[] = []
    for (const [image, tags] of images) {
      const place = this.place.get(image) ?? 0
      for (const tag of tags) {
        let list = this.byTag.get(tag.key)
        if (!list) this.byTag.set(tag.key, (list = []))
        list.push({ image, tag })
        if (tag.written ? keepsCaption : tag.ruled === 'forbidden') continue
        if (tag.ruled !== undefined || ownThresholds.has(tag.key)) special.push({ image, tag })
        else (tag.written ? losable : missing).add(tag, place)
      }
    }
    for (const list of this.byTag.values()) list.sort((a, b) => b.tag.confidence - a.tag.confidence || (a.image < b.image ? -1 : 1))
    this.special = special
    this.missing = missing.columns()
    this.losable = losable.columns()
  }

  /** The table with another answer for one image. */
  withImage(image: string, tags: readonly MergedTag[]): ReviewTable {
    return new ReviewTable(new Map([...this.images, [image, tags]]), this.ownThresholds, this.keepsCaption)
  }

  /** What would change at these thresholds, and with what was decided about single tags. A tag that is decided about is unsure no more. */
  countsAt(bounds: Bounds, decisions: Decisions = new Map()): ReviewCounts {
    const { thresholds, sureFrom } = bounds
    let [added, unsure, removed] = [0, 0, 0]
    const touched = new Uint8Array(this.images.size)
    for (const [category, { values, first }] of this.missing) {
      const threshold = thresholdOf(thresholds, category, '')
      const from = firstAtLeast(values, threshold)
      added += values.length - from
      unsure += firstAtLeast(values, threshold + (1 - threshold) * sureFrom) - from
      for (let place = 0; place < first.length; place++) if ((first[place] ?? 0) >= threshold && threshold > 0) touched[place] = 1
    }
    for (const [category, { values, first }] of this.losable) {
      const threshold = thresholdOf(thresholds, category, '')
      removed += firstAtLeast(values, threshold)
      for (let place = 0; place < first.length; place++) if ((first[place] ?? Infinity) < threshold) touched[place] = 1
    }
    for (const { image, tag } of this.special) {
      const [one] = this.changesOf([tag], bounds)
      if (!one) continue
      if (one === 'removed') removed++
      else added++
      if (one === 'unsure') unsure++
      touched[this.place.get(image) ?? 0] = 1
    }
    // only images with decisions are looked at one by one
    for (const [image, said] of decisions) {
      const tags = this.images.get(image)
      if (!tags || said.size === 0) continue
      for (const [sign, changes] of [[-1, this.changesOf(tags, bounds)], [1, this.changesOf(tags, bounds, said)]] as const) {
        for (const change of changes) {
          if (change === 'removed') removed += sign
          else added += sign
          if (change === 'unsure') unsure += sign
        }
        if (sign === 1) touched[this.place.get(image) ?? 0] = changes.length > 0 ? 1 : 0
      }
    }
    return { added, unsure, removed, images: touched.reduce((sum, flag) => sum + flag, 0), disputed: this.disputed }
  }

  /** What becomes of an image's tags; those that stay as they are are left out. */
  private changesOf(tags: readonly MergedTag[], { thresholds, sureFrom }: Bounds, said?: ReadonlyMap<string, 'accept' | 'reject'>): readonly ('sure' | 'unsure' | 'removed')[] {
    return tags.flatMap((tag) => {
      const decided = said?.get(tag.key)
      const threshold = thresholdOf(thresholds, tag.category, tag.key)
      const isSeen = tag.ruled === undefined ? tag.confidence >= threshold && Object.keys(tag.scores).length > 0 : tag.ruled === 'always'
      const isIn = decided === undefined ? isSeen || (tag.written && this.keepsCaption) : decided === 'accept'
      if (isIn === tag.written) return []
      if (!isIn) return ['removed' as const]
      const isSure = decided !== undefined || tag.ruled === 'always' || standingAt(tag.confidence, threshold, sureFrom) === 'sure'
      return [isSure ? ('sure' as const) : ('unsure' as const)]
    })
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

class ColumnMaker {
  private readonly values = new Map<ScoreCategory, number[]>()
  private readonly first = new Map<ScoreCategory, Float64Array>()

  constructor(
    private readonly size: number,
    private readonly none: number,
    private readonly choose: (a: number, b: number) => number,
  ) {}

  add({ category, confidence }: MergedTag, place: number): void {
    const first = this.first.get(category) ?? new Float64Array(this.size).fill(this.none)
    this.first.set(category, first)
    first[place] = this.choose(first[place] ?? this.none, confidence)
    const all = this.values.get(category) ?? []
    this.values.set(category, all)
    all.push(confidence)
  }

  columns(): Columns {
    return new Map([...this.first].map(([category, first]) => [category, { values: Float64Array.from(this.values.get(category) ?? []).sort(), first }] as const))
  }
}
