import type { Ranges } from '../../server/src/protocol/gallery'

/** Which images are selected. An image that stands in several groups is selected in all of them; what is not shown is not selected. */
export class Selection {
  /** Places in the list's images. */
  private images = new Set<number>()
  /** Positions: where the keyboard is, and where a range begins. */
  current = -1
  private anchor = -1
  /** What was selected before the range that is being drawn. */
  private before: ReadonlySet<number> = new Set()

  /** `imageAt`: the image that stands at a position. */
  constructor(private imageAt: (position: number) => number) {}

  get size(): number {
    return this.images.size
  }

  has(image: number): boolean {
    return this.images.has(image)
  }

  /** One image alone. */
  pick(position: number): void {
    this.images = new Set([this.imageAt(position)])
    this.start(position, new Set())
  }

  /** Takes one in addition, or leaves it out. */
  toggle(position: number): void {
    const image = this.imageAt(position)
    if (!this.images.delete(image)) this.images.add(image)
    this.start(position, new Set(this.images))
  }

  /** Everything from where the last range began; `adding` to what else is selected. */
  extend(position: number, adding = false): void {
    if (this.anchor < 0) this.start(Math.max(0, this.current), new Set())
    const [from, to] = this.anchor < position ? [this.anchor, position] : [position, this.anchor]
    this.images = new Set(adding ? this.before : [])
    for (let at = from; at <= to; at++) this.images.add(this.imageAt(at))
    this.current = position
  }

  /** The keyboard goes on, the selection stays. */
  move(position: number): void {
    this.current = position
  }

  all(images: number): void {
    this.images = new Set(Array.from({ length: images }, (_, image) => image))
    this.before = new Set(this.images)
  }

  none(): void {
    this.images = new Set()
    this.before = new Set()
  }

  private start(position: number, before: ReadonlySet<number>): void {
    this.anchor = position
    this.current = position
    this.before = before
  }

  /** Another list: images keep by name what they were, those that are gone leave. */
  carryOver(old: readonly string[], next: readonly string[], imageAt: (position: number) => number, positionOf: (image: number) => number): void {
    const places = this.images.size > 0 || this.current >= 0 ? new Map(next.map((name, image) => [name, image])) : new Map<string, number>()
    const currentName = this.current < 0 ? undefined : old[this.imageAt(this.current)]
    this.imageAt = imageAt
    this.images = new Set([...this.images].flatMap((image) => places.get(old[image] ?? '') ?? []))
    const image = currentName === undefined ? undefined : places.get(currentName)
    this.start(image === undefined ? -1 : positionOf(image), new Set(this.images))
  }

  /** As it was in the same list. */
  restore(ranges: Ranges, current: number): void {
    this.images = new Set(ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at)))
    this.start(current, new Set(this.images))
  }

  toRanges(): Ranges {
    const sorted = [...this.images].sort((a, b) => a - b)
    const ranges: [number, number][] = []
    for (const image of sorted) {
      const last = ranges.at(-1)
      if (last && last[1] === image - 1) last[1] = image
      else ranges.push([image, image])
    }
    return ranges
  }
}
