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

interface MutableUsage extends TagUsage {
  captions: number
  effective: number
  readonly byFolder: Map<string, number>
  readonly spellings: Map<string, number>
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

interface MutableFolder extends FolderCounts {
  captions: number
  readonly firsts: Map<string, number>
  readonly tags: Map<string, number>
}

/** What one caption adds: its distinct tags, each with the spelling first met. */
export interface CaptionTags {
  readonly folder: string
  /** Images × repeats. */
  readonly effective: number
  /** Key → spelling. */
  readonly tags: ReadonlyMap<string, string>
}

const EMPTY: FolderCounts = { captions: 0, firsts: new Map(), tags: new Map() }

/** Tag counts of a dataset, kept current one caption at a time. */
export class TagCounts {
  private readonly usages = new Map<string, MutableUsage>()
  private readonly folders = new Map<string, MutableFolder>()
  private readonly unlisted = new Map<string, TagUsage>()

  /** `isListed`: whether a tag list has the tag; what it says may change, see `relist`. */
  constructor(private readonly isListed: (key: string) => boolean = () => true) {}

  get(key: string): TagUsage | undefined {
    return this.usages.get(key)
  }

  /** All usages in no order. */
  all(): Iterable<TagUsage> {
    return this.usages.values()
  }

  /** Usages of tags that no list has, in no order. */
  own(): Iterable<TagUsage> {
    return this.unlisted.values()
  }

  get size(): number {
    return this.usages.size
  }

  inFolder(folder: string): FolderCounts {
    return this.folders.get(folder) ?? EMPTY
  }

  add(caption: CaptionTags): void {
    this.change(caption, 1)
  }

  remove(caption: CaptionTags): void {
    this.change(caption, -1)
  }

  /** The lists have changed. */
  relist(): void {
    this.unlisted.clear()
    for (const [key, usage] of this.usages) if (!this.isListed(key)) this.unlisted.set(key, usage)
  }

  private change({ folder, effective, tags }: CaptionTags, sign: 1 | -1): void {
    let counts = this.folders.get(folder)
    if (!counts) this.folders.set(folder, (counts = { captions: 0, firsts: new Map(), tags: new Map() }))
    counts.captions += sign
    for (const [first] of tags) {
      bump(counts.firsts, first, sign)
      break
    }
    for (const [key, spelling] of tags) {
      const usage = this.usages.get(key) ?? this.create(key)
      usage.captions += sign
      usage.effective += sign * effective
      bump(counts.tags, key, sign)
      bump(usage.byFolder, folder, sign)
      bump(usage.spellings, spelling, sign)
      if (usage.captions > 0) continue
      this.usages.delete(key)
      this.unlisted.delete(key)
    }
  }

  private create(key: string): MutableUsage {
    const usage: MutableUsage = { key, captions: 0, effective: 0, byFolder: new Map(), spellings: new Map() }
    this.usages.set(key, usage)
    if (!this.isListed(key)) this.unlisted.set(key, usage)
    return usage
  }
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
