import { spreadOver } from '../base/spread'
import { BlankCounts } from './blank-counts'
import { FrequentTags, shelfOf } from './frequent-tags'
import { OwnWords, type OwnWord, type WordSearch } from './own-words'

/** How a dataset uses one tag. */
export interface TagUsage {
  readonly key: string
  /** Captions that carry it. */
  readonly captions: number
  /** The same with each image's repeats: what an epoch shows. */
  readonly effective: number
  /** Captions by folder path. */
  readonly byFolder: ReadonlyMap<string, number>
  /** Captions by spelling. */
  readonly spellings: ReadonlyMap<string, number>
}

interface MutableUsage extends OwnWord {
  captions: number
  effective: number
  readonly byFolder: Map<string, number>
  readonly spellings: Map<string, number>
  /** The captions that carry it, among some that no longer do or that stand here twice. */
  carriers: MutableCaption[]
}

/** What one folder's captions hold. */
export interface FolderCounts {
  /** Captions with tags. */
  readonly captions: number
  /** Captions by the tag they begin with. */
  readonly firsts: ReadonlyMap<string, number>
  /** Captions by the tags they carry. */
  readonly tags: ReadonlyMap<string, number>
}

class FolderState implements FolderCounts {
  captions = 0
  /** Its captions, among some that no longer have tags. */
  members: MutableCaption[] = []
  readonly firsts = new Map<string, number>()
  /** Counted when it is asked for the first time, and kept current from then on. */
  private counted: Map<string, number> | undefined

  get tags(): ReadonlyMap<string, number> {
    if (!this.counted) {
      this.counted = new Map()
      for (const { keys } of this.members) for (const key of keys) bump(this.counted, key, 1)
    }
    return this.counted
  }

  countTag(key: string, by: 1 | -1): void {
    if (this.counted) bump(this.counted, key, by)
  }
}

/** What one caption adds: its distinct tags, each with the spelling first met. One object for as long as the sample has tags. */
export interface CaptionTags {
  /** Of its sample. */
  readonly id: string
  readonly folder: string
  /** Images × repeats. */
  readonly effective: number
  /** In order, each once. */
  readonly keys: readonly string[]
  /** In the same order; the very same list where the tags are spelt like their keys. */
  readonly spellings: readonly string[]
}

interface MutableCaption extends CaptionTags {
  folder: string
  effective: number
  keys: readonly string[]
  spellings: readonly string[]
}

const NONE: readonly string[] = []
const NO_CAPTIONS: readonly MutableCaption[] = []
const NO_USAGES: readonly TagUsage[] = []
/** Stale carriers of a tag that do no harm. */
const SPARE = 32
const EMPTY: FolderCounts = { captions: 0, firsts: new Map(), tags: new Map() }

/** Tag counts of a dataset, kept current one caption at a time. */
export class TagCounts {
  private readonly usages = new Map<string, MutableUsage>()
  private readonly folders = new Map<string, FolderState>()
  private unlisted = new OwnWords()
  private readonly captions = new Map<string, MutableCaption>()
  private readonly frequent = new FrequentTags()
  private mixed = 0
  private readonly blanks = new BlankCounts()
  /** One string for each text: slices of captions would keep these in memory. */
  private readonly texts = new Map<string, string>()

  /** `isListed`: whether a tag list has the tag; what it says may change, see `relist`. */
  constructor(private readonly isListed: (key: string) => boolean = () => true) {}

  get(key: string): TagUsage | undefined {
    return this.usages.get(key)
  }

  /** All usages in no order. */
  all(): Iterable<TagUsage> {
    return this.usages.values()
  }

  /** Usages in at least so many captions, in no order; costs these alone once it was asked for the same number. `near`: of keys that begin with one of these (see `beginningOf`), and of these lengths, both included. */
  *atLeast(captions: number, near?: { readonly beginnings: readonly number[]; readonly shortest: number; readonly longest: number }): Iterable<TagUsage> {
    const found = this.frequent.atLeast(captions, this.usages.values())
    if (near) {
      for (const beginning of near.beginnings) for (let length = near.shortest; length <= near.longest; length++) yield* found.get(shelfOf(beginning, length)) ?? NO_USAGES
    } else for (const usages of found.values()) yield* usages
  }

  /** Usages of tags that no list has, in no order. */
  own(): Iterable<TagUsage> {
    return this.unlisted.all()
  }

  /** Some of them. */
  ownWith(search: WordSearch): readonly TagUsage[] {
    return this.unlisted.find(search)
  }

  get size(): number {
    return this.usages.size
  }

  inFolder(folder: string): FolderCounts {
    return this.folders.get(folder) ?? EMPTY
  }

  /** Ids of the samples whose captions carry the tag; after a scan in its order. Costs these alone. */
  *carriers(key: string): Iterable<string> {
    const seen = new Set<string>()
    for (const { id, keys } of this.usages.get(key)?.carriers ?? []) {
      if (seen.has(id) || !keys.includes(key)) continue
      seen.add(id)
      yield id
    }
  }

  /** The same, but of very many at most so many, spread over all of them. Costs what it gives. */
  someCarriers(key: string, most: number): readonly string[] {
    const carriers = this.usages.get(key)?.carriers ?? NO_CAPTIONS
    if (carriers.length <= most) return [...this.carriers(key)]
    return [...new Set(spreadOver([carriers], most).flatMap(({ id, keys }) => (keys.includes(key) ? [id] : [])))]
  }

  /** Captions of a folder, of very many at most so many, spread over all of them. Costs what it gives. */
  someIn(folder: string, most: number): readonly CaptionTags[] {
    return spreadOver([this.folders.get(folder)?.members ?? NO_CAPTIONS], most).filter(hasTags)
  }

  /** The same for all other folders. */
  someElsewhere(folder: string, most: number): readonly CaptionTags[] {
    const others = [...this.folders].flatMap(([path, { members }]) => (path === folder ? [] : [members]))
    return spreadOver(others, most).filter(hasTags)
  }

  /** The tags of a sample's caption; undefined where it has none. */
  of(id: string): CaptionTags | undefined {
    return this.captions.get(id)
  }

  /** Of all captions with tags. */
  captionTags(): ReadonlyMap<string, CaptionTags> {
    return this.captions
  }

  /** Another number whenever a tag is written in a way more or less beside others. */
  get mixes(): number {
    return this.mixed
  }

  /** Whether more tags of several words are written with `_` than with blanks. */
  get writesUnderscores(): boolean {
    return this.blanks.moreUnderscores
  }

  /** What a sample's caption has now; `tags`: key → spelling. Costs the tags that it did not have, and those that it has no longer. */
  put(id: string, folder: string, effective: number, tags: ReadonlyMap<string, string>): void {
    const before = this.captions.get(id)
    if (tags.size === 0 || (before && (before.folder !== folder || before.effective !== effective))) this.remove(id)
    if (tags.size === 0) return
    let caption = this.captions.get(id)
    const counts = this.countsOf(folder)
    if (!caption) {
      this.captions.set(id, (caption = { id, folder, effective, keys: NONE, spellings: NONE }))
      counts.captions++
      counts.members.push(caption)
    }
    const { keys: oldKeys, spellings: oldSpellings } = caption
    const usages: MutableUsage[] = []
    let isPlain = true
    for (const [key, spelling] of tags) {
      usages.push(this.usages.get(key) ?? this.create(key))
      isPlain &&= spelling === key
    }
    const keys = usages.map(({ key }) => key)
    const spellings = isPlain ? keys : Array.from(tags.values(), (text) => this.keep(text))
    caption.keys = keys
    caption.spellings = spellings
    if (oldKeys[0] !== keys[0]) {
      if (oldKeys[0] !== undefined) bump(counts.firsts, oldKeys[0], -1)
      if (keys[0] !== undefined) bump(counts.firsts, keys[0], 1)
    }
    usages.forEach((usage, at) => {
      const { key } = usage
      const spelling = spellings[at] ?? ''
      const old = oldKeys[at] === key ? at : oldKeys.indexOf(key)
      if (old < 0) this.addTag(caption, counts, usage, spelling)
      else if (oldSpellings[old] !== spelling) this.respell(key, oldSpellings[old] ?? '', spelling)
    })
    oldKeys.forEach((key, at) => {
      if (!tags.has(key)) this.removeTag(caption, counts, key, oldSpellings[at] ?? '')
    })
  }

  /** The sample's caption has no tags any more. */
  remove(id: string): void {
    const caption = this.captions.get(id)
    if (!caption) return
    const { keys, spellings } = caption
    const counts = this.countsOf(caption.folder)
    this.captions.delete(id)
    caption.keys = NONE
    caption.spellings = NONE
    counts.captions--
    if (counts.members.length > 2 * counts.captions + SPARE) counts.members = counts.members.filter(hasTags)
    if (keys[0] !== undefined) bump(counts.firsts, keys[0], -1)
    keys.forEach((key, at) => this.removeTag(caption, counts, key, spellings[at] ?? ''))
  }

  /** The lists have changed. */
  relist(): void {
    this.unlisted = new OwnWords()
    for (const [key, usage] of this.usages) {
      usage.place = undefined
      if (!this.isListed(key)) this.unlisted.add(usage)
    }
  }

  private countsOf(folder: string): FolderState {
    let counts = this.folders.get(folder)
    if (!counts) this.folders.set(folder, (counts = new FolderState()))
    return counts
  }

  private addTag(caption: MutableCaption, counts: FolderState, usage: MutableUsage, spelling: string): void {
    usage.captions++
    this.unlisted.recount(usage)
    this.frequent.risen(usage)
    usage.effective += caption.effective
    usage.carriers.push(caption)
    counts.countTag(usage.key, 1)
    bump(usage.byFolder, caption.folder, 1)
    this.bumpSpelling(usage, spelling, 1)
    this.blanks.count(spelling, 1)
  }

  private removeTag(caption: MutableCaption, counts: FolderState, key: string, spelling: string): void {
    const usage = this.usages.get(key)
    counts.countTag(key, -1)
    this.blanks.count(spelling, -1)
    if (!usage) return
    this.frequent.falls(usage)
    usage.captions--
    this.unlisted.recount(usage)
    usage.effective -= caption.effective
    bump(usage.byFolder, caption.folder, -1)
    this.bumpSpelling(usage, spelling, -1)
    if (usage.captions === 0) {
      this.usages.delete(key)
      if (usage.place !== undefined) this.unlisted.remove(usage)
    } else if (usage.carriers.length > 2 * usage.captions + SPARE) {
      // seldom enough that an edit does not pay for all that carry the tag
      usage.carriers = [...new Set(usage.carriers)].filter(({ keys }) => keys.includes(key))
    }
  }

  private respell(key: string, before: string, after: string): void {
    const usage = this.usages.get(key)
    if (!usage) return
    this.bumpSpelling(usage, before, -1)
    this.bumpSpelling(usage, after, 1)
    this.blanks.count(before, -1)
    this.blanks.count(after, 1)
  }

  private bumpSpelling({ spellings }: MutableUsage, spelling: string, sign: 1 | -1): void {
    const before = spellings.size
    bump(spellings, spelling, sign)
    if (spellings.size !== before && Math.max(spellings.size, before) > 1) this.mixed++
  }

  private keep(text: string): string {
    const known = this.texts.get(text)
    if (known !== undefined) return known
    this.texts.set(text, text)
    return text
  }

  private create(key: string): MutableUsage {
    const usage: MutableUsage = { key, captions: 0, effective: 0, byFolder: new Map(), spellings: new Map(), carriers: [], place: undefined }
    this.usages.set(key, usage)
    if (!this.isListed(key)) this.unlisted.add(usage)
    return usage
  }
}

function hasTags({ keys }: CaptionTags): boolean {
  return keys.length > 0
}

function bump(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}

/** The spelling used most; of equals the first in code-point order. */
export function usualSpelling(usage: TagUsage): string {
  let best = ''
  let most = 0
  for (const [spelling, count] of usage.spellings) {
    if (count > most || (count === most && spelling < best)) [best, most] = [spelling, count]
  }
  return best
}
