import type { SorterList, SorterProgress } from '../../server/src/protocol/sorter'

/** Images of one column: those that were moved here first, the last of them in front, then those that were here before. */
export interface ColumnImages {
  readonly images: readonly string[]
  /** How many of them were moved here. */
  readonly moved: number
}

/** What is sorted and how far it is: nothing is written before it is applied, and every move can be taken back. */
export class Sorting {
  private list: SorterList | undefined
  private places: ReadonlyMap<string, number> = new Map()
  /** In the order in which they were made. */
  private moves = new Map<string, boolean>()
  private seen = new Set<string>()
  /** The moves before each step, the last at the end. */
  private readonly past: ReadonlyMap<string, boolean>[] = []

  /** Another list; with `progress` it is another tag or another part, and what was done before stays behind. */
  load(list: SorterList, progress: SorterProgress | null): void {
    this.list = list
    this.places = new Map(list.images.map((image, place) => [image, place]))
    if (progress) {
      this.moves = new Map(progress.moves)
      this.seen = new Set(progress.seen)
      this.past.length = 0
    }
    this.settle()
  }

  /** What is so already is no move any more. What is not there may come back: a dataset is read little by little. */
  private settle(): void {
    for (const [image, has] of this.moves) if (this.hadBefore(image) === has) this.moves.delete(image)
  }

  /** The moves of images that are there. */
  private get movesHere(): readonly (readonly [image: string, has: boolean])[] {
    return [...this.moves].filter(([image]) => this.places.has(image))
  }

  get images(): readonly string[] {
    return this.list?.images ?? []
  }

  private hadBefore(image: string): boolean | undefined {
    const place = this.places.get(image)
    return place === undefined ? undefined : this.list?.has[place]
  }

  /** Which column an image stands in now. */
  has(image: string): boolean {
    return this.moves.get(image) ?? this.hadBefore(image) ?? false
  }

  isMoved(image: string): boolean {
    return this.moves.has(image)
  }

  /** The images of both columns. */
  columns(): { readonly has: ColumnImages; readonly lacks: ColumnImages } {
    const had: string[] = []
    const lacked: string[] = []
    for (const [place, image] of this.images.entries()) if (!this.moves.has(image)) (this.list?.has[place] ? had : lacked).push(image)
    const movedTo = (column: boolean): string[] => this.movesHere.flatMap(([image, has]) => (has === column ? [image] : [])).reverse()
    const [given, taken] = [movedTo(true), movedTo(false)]
    return { has: { images: [...given, ...had], moved: given.length }, lacks: { images: [...taken, ...lacked], moved: taken.length } }
  }

  /** Puts images into a column; they count as looked at. How many of them were in the other one. */
  put(images: readonly string[], has: boolean): number {
    const before = new Map(this.moves)
    let moved = 0
    for (const image of images) {
      if (!this.places.has(image)) continue
      this.seen.add(image)
      if (this.has(image) === has) continue
      moved++
      this.moves.delete(image)
      if (this.hadBefore(image) !== has) this.moves.set(image, has)
    }
    if (moved > 0) this.past.push(before)
    return moved
  }

  /** Takes the last step back; an image that it had moved, undefined where there was none. */
  takeBack(): string | undefined {
    const before = this.past.pop()
    if (!before) return undefined
    const after = this.moves
    this.moves = new Map(before)
    this.settle()
    // of what was written meanwhile there is nothing to take back
    return [...new Set([...after.keys(), ...before.keys()])].find((image) => this.moves.get(image) !== after.get(image)) ?? this.takeBack()
  }

  /** Puts every image back to where it was. */
  clear(): void {
    if (this.moves.size === 0) return
    this.past.push(new Map(this.moves))
    this.moves.clear()
  }

  look(image: string): boolean {
    if (this.seen.has(image) || !this.places.has(image)) return false
    this.seen.add(image)
    return true
  }

  /** What writing would do. */
  get pending(): { readonly gives: number; readonly takes: number } {
    const moves = this.movesHere
    const gives = moves.filter(([, has]) => has).length
    return { gives, takes: moves.length - gives }
  }

  /** Images that were looked at, of all that are here. */
  get seenHere(): number {
    return this.images.reduce((count, image) => count + (this.seen.has(image) ? 1 : 0), 0)
  }

  /** The first image that was not looked at yet, in the order of the dataset. */
  get firstUnseen(): string | undefined {
    return this.images.find((image) => !this.seen.has(image))
  }

  /** The image so many places further on in the order of the dataset; undefined past its ends. */
  beside(image: string, step: number): string | undefined {
    const place = this.places.get(image)
    return place === undefined ? undefined : this.images[place + step]
  }

  placeOf(image: string): number {
    return this.places.get(image) ?? -1
  }

  get progress(): SorterProgress {
    return { moves: [...this.moves], seen: [...this.seen] }
  }
}
