import { tagKey } from '../caption/tag-key'
import type { TagRecord } from './record'
import { TextKind } from './search-score'

/**
 * Every text by which a tag is found, as keys in UTF-8: for each tag in order of rank its name, its aliases, its
 * translations. An empty text keeps its place, so that a text's place among its tag's tells which it is.
 */
export interface SearchTexts {
  /** All texts, each with a zero after it. */
  readonly bytes: Uint8Array
  /** Where each text begins in `bytes`; one more than there are texts. */
  readonly starts: Uint32Array
  /** Text → rank of its tag. */
  readonly owners: Uint32Array
  /** Text → `TextKind`. */
  readonly kinds: Uint8Array
  /** Rank → its first text, the name; one more than there are tags. */
  readonly first: Uint32Array
}

export function buildSearchTexts(records: readonly TagRecord[]): SearchTexts {
  const count = records.reduce((sum, record) => sum + textCount(record), 0)
  const starts = new Uint32Array(count + 1)
  const owners = new Uint32Array(count)
  const kinds = new Uint8Array(count)
  const first = new Uint32Array(records.length + 1)
  const writer = new KeyWriter(records.length * 24)
  let text = 0
  const add = (content: string, owner: number, kind: number) => {
    owners[text] = owner
    kinds[text] = kind
    writer.write(content)
    starts[++text] = writer.length
  }
  records.forEach((record, rank) => {
    first[rank] = text
    add(record.name, rank, TextKind.name)
    for (const alias of record.aliases) add(alias, rank, isSlash(alias) ? TextKind.slash : TextKind.alias)
    for (const translation of record.translations) add(translation, rank, TextKind.translation)
  })
  first[records.length] = text
  return { bytes: writer.finish(), starts, owners, kinds, first }
}

/** The text as its source spells it. */
export function sourceText(records: readonly TagRecord[], texts: SearchTexts, text: number): string {
  const rank = texts.owners[text] ?? 0
  const record = records[rank]
  const place = text - (texts.first[rank] ?? 0)
  if (!record || place === 0) return record?.name ?? ''
  return record.aliases[place - 1] ?? record.translations[place - 1 - record.aliases.length] ?? ''
}

/** The key of a text, from its bytes where they are ASCII. */
export function keyText(records: readonly TagRecord[], texts: SearchTexts, text: number): string {
  const end = (texts.starts[text + 1] ?? 1) - 1
  let key = ''
  for (let at = texts.starts[text] ?? 0; at < end; at++) {
    const byte = texts.bytes[at] ?? 0
    if (byte >= 128) return tagKey(sourceText(records, texts, text))
    key += String.fromCharCode(byte)
  }
  return key
}

/** Abbreviations as the common Danbooru list has them among the aliases: `/lh`. */
function isSlash(alias: string): boolean {
  return alias.length > 1 && alias.startsWith('/')
}

function textCount(record: TagRecord): number {
  return 1 + record.aliases.length + record.translations.length
}

/** Appends keys to a growing array of bytes. */
class KeyWriter {
  private bytes: Uint8Array
  length = 0
  private readonly encoder = new TextEncoder()

  constructor(size: number) {
    this.bytes = new Uint8Array(size + 64)
  }

  /** Writes the key of `text` and a zero. */
  write(text: string): void {
    const key = tagKey(text)
    const most = this.length + key.length * 3 + 1
    if (most > this.bytes.length) this.grow(most)
    for (let at = 0; at < key.length; at++) {
      const code = key.charCodeAt(at)
      if (code >= 128 || code === 0) return this.encode(key)
      this.bytes[this.length + at] = code
    }
    this.length += key.length
    this.bytes[this.length++] = 0
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }

  private encode(key: string): void {
    const clean = key.replaceAll('\0', '')
    this.length += this.encoder.encodeInto(clean, this.bytes.subarray(this.length)).written
    this.bytes[this.length++] = 0
  }

  private grow(needed: number): void {
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    bytes.set(this.bytes.subarray(0, this.length))
    this.bytes = bytes
  }
}
