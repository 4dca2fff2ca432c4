import { TextKind, type TagTexts } from './tag-texts'

/**
 * Which texts have a key: an open-addressing table of text numbers plus one, 0 for a free slot. A power of two slots, at
 * most half of them taken. Translations, pinyin and empty texts are not in it. Texts of one key stand in the order of their numbers.
 */
export type TextHash = Uint32Array

export function hashTexts(texts: TagTexts): TextHash {
  const { bytes, starts, kinds } = texts
  let count = 0
  for (let text = 0; text < kinds.length; text++) if (isHashed(texts, text)) count++
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * count + 2)))
  for (let text = 0; text < kinds.length; text++) {
    if (!isHashed(texts, text)) continue
    let slot = hashOf(bytes, starts[text] ?? 0, (starts[text + 1] ?? 1) - 1) & (slots.length - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
    slots[slot] = text + 1
  }
  return slots
}

/** The texts of this key, ascending: the names before the aliases of rarer tags, `outside` texts last. */
export function textsOfKey(texts: TagTexts, slots: TextHash, key: string): readonly number[] {
  const length = encode(key)
  let found: number[] | undefined
  for (let slot = hashOf(scratch, 0, length) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
    const text = (slots[slot] ?? 0) - 1
    if (text < 0) return found ?? none
    if (isScratch(texts, text, length)) (found ??= []).push(text)
  }
}

/** The first text of one kind with this key; undefined where there is none. */
export function textOfKey(texts: TagTexts, slots: TextHash, key: string, kind: number): number | undefined {
  const length = encode(key)
  for (let slot = hashOf(scratch, 0, length) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
    const text = (slots[slot] ?? 0) - 1
    if (text < 0) return undefined
    if (texts.kinds[text] === kind && isScratch(texts, text, length)) return text
  }
}

const none: readonly number[] = []
const encoder = new TextEncoder()
/** The key in hand, in UTF-8. */
let scratch = new Uint8Array(1024)

/** Writes a key into the scratch array; its length in bytes. */
function encode(key: string): number {
  if (key.length * 3 > scratch.length) scratch = new Uint8Array(key.length * 3)
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at)
    if (code >= 128) return encoder.encodeInto(key, scratch).written
    scratch[at] = code
  }
  return key.length
}

function isScratch({ bytes, starts }: TagTexts, text: number, length: number): boolean {
  const start = starts[text] ?? 0
  if ((starts[text + 1] ?? 1) - 1 - start !== length) return false
  for (let at = 0; at < length; at++) if (bytes[start + at] !== scratch[at]) return false
  return true
}

/** FNV-1a, with its bits mixed once more: tables take the low ones. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function isHashed({ bytes, starts, kinds }: TagTexts, text: number): boolean {
  const kind = kinds[text]
  return kind !== TextKind.translation && kind !== TextKind.pinyin && bytes[starts[text] ?? 0] !== 0
}
