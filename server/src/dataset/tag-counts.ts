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

/** What one caption adds: its distinct tags, each with the spelling first met. */
export interface CaptionTags {
  readonly folder: string
  /** Images × repeats. */
  readonly effective: number
  /** Key → spelling. */
  readonly tags: ReadonlyMap<string, string>
}

/** Tag counts of a dataset, kept current one caption at a time. */
export class TagCounts {
  private readonly usages = new Map<string, MutableUsage>()
  private readonly folders = new Map<string, { captions: number; readonly firsts: Map<string, number> }>()

  get(key: string): TagUsage | undefined {
    return this.usages.get(key)
  }

  /** All usages in no order. */
  all(): Iterable<TagUsage> {
    return this.usages.values()
  }

  get size(): number {
    return this.usages.size
  }

  /** Captions with tags in a folder, and by the tag they begin with. */
  inFolder(folder: string): { readonly captions: number; readonly firsts: ReadonlyMap<string, number> } {
    return this.folders.get(folder) ?? { captions: 0, firsts: new Map() }
  }

  add(caption: CaptionTags): void {
    this.change(caption, 1)
  }

  remove(caption: CaptionTags): void {
    this.change(caption, -1)
  }

  private change({ folder, effective, tags }: CaptionTags, sign: 1 | -1): void {
    let counts = this.folders.get(folder)
    if (!counts) this.folders.set(folder, (counts = { captions: 0, firsts: new Map() }))
    counts.captions += sign
    for (const [first] of tags) {
      bump(counts.firsts, first, sign)
      break
    }
    for (const [key, spelling] of tags) {
      let usage = this.usages.get(key)
      if (!usage) this.usages.set(key, (usage = { key, captions: 0, effective: 0, byFolder: new Map(), spellings: new Map() }))
      usage.captions += sign
      usage.effective += sign * effective
      bump(usage.byFolder, folder, sign)
      bump(usage.spellings, spelling, sign)
      if (usage.captions === 0) this.usages.delete(key)
    }
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
