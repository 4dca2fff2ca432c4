import type { Span } from '../base/span'
import type { RepairedText } from './fix-text'

// a character with what can compose with it, or one that can change by itself
const composable = /[^\p{M}\u1160-\u11ff][\p{M}\u1160-\u11ff]+|\P{ASCII}/gu

/** A text under repair that knows for each of its UTF-16 units which span of the original it comes from. */
export class MappedText implements RepairedText {
  text: string
  #starts: number[]
  #ends: number[]

  constructor(original: string) {
    this.text = original
    this.#starts = []
    this.#ends = []
    for (let index = 0; index < original.length; index++) {
      this.#starts.push(index)
      this.#ends.push(index + 1)
    }
  }

  replace(pattern: RegExp, replacement: (match: string) => string): void {
    let text = ''
    let end = 0
    const starts: number[] = []
    const ends: number[] = []
    const keep = (from: number, to: number): void => {
      text += this.text.slice(from, to)
      for (let index = from; index < to; index++) {
        starts.push(this.#starts[index] ?? 0)
        ends.push(this.#ends[index] ?? 0)
      }
    }
    for (const match of this.text.matchAll(pattern)) {
      const after = match.index + match[0].length
      const written = replacement(match[0])
      if (written === match[0]) continue
      keep(end, match.index)
      text += written
      for (let index = 0; index < written.length; index++) {
        starts.push(this.#starts[match.index] ?? 0)
        ends.push(this.#ends[after - 1] ?? 0)
      }
      end = after
    }
    if (end === 0) return
    keep(end, this.text.length)
    this.text = text
    this.#starts = starts
    this.#ends = ends
  }

  compose(): void {
    this.replace(composable, (run) => run.normalize('NFC'))
    const composed = this.text.normalize('NFC')
    // no script is known to come here; the text stays right, only the way back is coarse
    if (composed !== this.text) this.replace(/^[^]*$/g, () => composed)
  }

  lower(): void {
    // the only character that grows
    this.replace(/\u0130/g, () => 'i\u0307')
    this.text = this.text.toLowerCase()
  }

  /** The span of the original that units `start` to `end` (exclusive, at least one unit) come from. */
  origin(start: number, end: number): Span {
    return { start: this.#starts[start] ?? 0, end: this.#ends[end - 1] ?? 0 }
  }
}
