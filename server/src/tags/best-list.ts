/** One kept candidate. `text` and `how` are the caller's. */
export interface Kept {
  readonly id: number
  readonly score: number
  readonly text: number
  readonly how: number
}

const idSpace = 2 ** 32

/**
 * The best `capacity` ids by score, each id once with its best score; of equal scores the smaller id is better.
 * A heap whose root is the worst kept one. Scores are whole numbers from 1 to 65535, ids below 2^32 and
 * below the length of `slots`, a scratch array of zeros that `drain` leaves as it was.
 */
export class BestList {
  private readonly order: Float64Array
  private readonly texts: Uint32Array
  private readonly hows: Uint8Array
  private size = 0

  constructor(
    private readonly capacity: number,
    private readonly slots: Uint16Array,
  ) {
    this.order = new Float64Array(capacity)
    this.texts = new Uint32Array(capacity)
    this.hows = new Uint8Array(capacity)
  }

  /** The least score that can still enter: a lower one need not be offered. */
  get bar(): number {
    return this.size < this.capacity ? 0 : Math.floor((this.order[0] ?? 0) / idSpace)
  }

  get length(): number {
    return this.size
  }

  offer(id: number, score: number, text: number, how: number): void {
    const order = score * idSpace + (idSpace - 1 - id)
    const slot = this.slots[id] ?? 0
    if (slot > 0) {
      if (order > (this.order[slot - 1] ?? 0)) this.sink(slot - 1, order, text, how)
    } else if (this.size < this.capacity) {
      this.rise(this.size++, order, text, how)
    } else if (order > (this.order[0] ?? 0)) {
      this.slots[this.idAt(0)] = 0
      this.sink(0, order, text, how)
    }
  }

  /** Best first; empties the list. */
  drain(): readonly Kept[] {
    const kept: Kept[] = []
    const places = Array.from({ length: this.size }, (_, place) => place)
    places.sort((a, b) => (this.order[b] ?? 0) - (this.order[a] ?? 0))
    for (const place of places) {
      const id = this.idAt(place)
      const score = Math.floor((this.order[place] ?? 0) / idSpace)
      kept.push({ id, score, text: this.texts[place] ?? 0, how: this.hows[place] ?? 0 })
      this.slots[id] = 0
    }
    this.size = 0
    return kept
  }

  private idAt(place: number): number {
    return idSpace - 1 - ((this.order[place] ?? 0) % idSpace)
  }

  private rise(from: number, order: number, text: number, how: number): void {
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = this.order[parent] ?? 0
      if (above <= order) break
      this.copy(parent, place)
      place = parent
    }
    this.put(place, order, text, how)
  }

  private sink(from: number, order: number, text: number, how: number): void {
    let place = from
    for (;;) {
      let child = 2 * place + 1
      if (child >= this.size) break
      if (child + 1 < this.size && (this.order[child + 1] ?? 0) < (this.order[child] ?? 0)) child++
      if ((this.order[child] ?? 0) >= order) break
      this.copy(child, place)
      place = child
    }
    this.put(place, order, text, how)
  }

  private copy(from: number, to: number): void {
    this.put(to, this.order[from] ?? 0, this.texts[from] ?? 0, this.hows[from] ?? 0)
  }

  private put(place: number, order: number, text: number, how: number): void {
    this.order[place] = order
    this.texts[place] = text
    this.hows[place] = how
    this.slots[this.idAt(place)] = place + 1
  }
}
