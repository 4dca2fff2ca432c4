import { tagKey } from '../caption/tag-key'

/** The kinds of text by which a tag is known. Pinyin follows the translation it is made of; `outside` is an implied name that no list has. */
export const TextKind = { name: 0, alias: 1, translation: 2, slash: 3, pinyin: 4, outside: 5 } as const

/** How a text's source spells it, beside its key. */
export const Spelt = { asKey: 0, withUnderscores: 1, otherwise: 2 } as const

/**
 * Every text by which tags are known, as keys in UTF-8: for each tag in order of rank its name, its aliases, its
 * translations. Plain typed arrays, so that they can be cached or sent between threads as they are.
 */
export interface TagTexts {
  /** All keys, each with a zero after it. */
  readonly bytes: Uint8Array
  /** Where each text begins in `bytes`; one more than there are texts. */
  readonly starts: Uint32Array
  /** Text → rank of its tag; of an `outside` text, its number beyond all ranks. */
  readonly owners: Uint32Array
  /** Text → `TextKind`. */
  readonly kinds: Uint8Array
  /** Rank → its first text, the name; one more than there are tags. */
  readonly first: Uint32Array
  /** Text → `Spelt`. */
  readonly spelt: Uint8Array
  /** The texts that are spelt otherwise, ascending; their spellings in UTF-8, and where each begins (one more than there are). */
  readonly otherTexts: Uint32Array
  readonly otherStarts: Uint32Array
  readonly otherBytes: Uint8Array
}

const decoder = new TextDecoder()

/** The key of a text. */
export function keyOfText({ bytes, starts }: TagTexts, text: number): string {
  return decode(bytes, starts[text] ?? 0, (starts[text + 1] ?? 1) - 1)
}

/** The text as its source spells it; of pinyin, the translation that it spells. */
export function sourceText(texts: TagTexts, text: number): string {
  let shown = text
  while (texts.kinds[shown] === TextKind.pinyin) shown--
  const spelt = texts.spelt[shown]
  if (spelt !== Spelt.otherwise) {
    const key = keyOfText(texts, shown)
    return spelt === Spelt.withUnderscores ? key.replaceAll(' ', '_') : key
  }
  const place = placeOf(texts.otherTexts, shown)
  return decode(texts.otherBytes, texts.otherStarts[place] ?? 0, texts.otherStarts[place + 1] ?? 0)
}

function decode(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 128) return decoder.decode(bytes.subarray(from, to))
    text += String.fromCharCode(byte)
  }
  return text
}

/** The place of a number in an ascending list that has it. */
function placeOf(sorted: Uint32Array, wanted: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Writes the texts of tags one after the other. */
export class TextWriter {
  private readonly keys = new ByteWriter()
  private readonly others = new ByteWriter()
  private readonly starts: number[] = [0]
  private readonly owners: number[] = []
  private readonly kinds: number[] = []
  private readonly spelt: number[] = []
  private readonly first: number[] = []
  private readonly otherTexts: number[] = []
  private readonly otherStarts: number[] = [0]

  get length(): number {
    return this.owners.length
  }

  /** The next text is the first of the next tag; to be called once more after the last tag. */
  beginTag(): void {
    this.first.push(this.length)
  }

  /** `source`: a name, alias or translation as its list spells it. */
  write(source: string, owner: number, kind: number): void {
    const key = tagKey(source).replaceAll('\0', '')
    this.spelt.push(key === source ? Spelt.asKey : key.replaceAll(' ', '_') === source ? Spelt.withUnderscores : Spelt.otherwise)
    if (this.spelt.at(-1) === Spelt.otherwise) {
      this.otherTexts.push(this.length)
      this.others.write(source)
      this.otherStarts.push(this.others.length)
    }
    this.keys.write(key)
    this.keys.end()
    this.starts.push(this.keys.length)
    this.owners.push(owner)
    this.kinds.push(kind)
  }

  /** May be asked again after more was written. */
  finish(): TagTexts {
    return {
      bytes: this.keys.finish(),
      starts: Uint32Array.from(this.starts),
      owners: Uint32Array.from(this.owners),
      kinds: Uint8Array.from(this.kinds),
      first: Uint32Array.from(this.first),
      spelt: Uint8Array.from(this.spelt),
      otherTexts: Uint32Array.from(this.otherTexts),
      otherStarts: Uint32Array.from(this.otherStarts),
      otherBytes: this.others.finish(),
    }
  }
}

/** A growing array of UTF-8. */
class ByteWriter {
  private bytes = new Uint8Array(1024)
  private readonly encoder = new TextEncoder()
  length = 0

  write(text: string): void {
    const most = this.length + text.length * 3 + 1
    if (most > this.bytes.length) this.grow(most)
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code >= 128) {
        this.length += this.encoder.encodeInto(text, this.bytes.subarray(this.length)).written
        return
      }
      this.bytes[this.length + at] = code
    }
    this.length += text.length
  }

  /** A zero. */
  end(): void {
    this.bytes[this.length++] = 0
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }

  private grow(needed: number): void {
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    bytes.set(this.bytes.subarray(0, this.length))
    this.bytes = bytes
  }
}
