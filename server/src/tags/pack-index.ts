import type { GramIndex } from './gram-index'
import { emptyMemory, prepareTypos, type SearchIndex } from './search-index'
import type { TagIndex } from './tag-index'

/** Both indexes of one table. */
export interface Indexes {
  readonly tags: TagIndex
  readonly search: SearchIndex
}

/**
 * Indexes as bytes: a header in JSON, then every typed array as it lies in memory. Opening them costs nothing but the
 * header. They are of this processor's byte order and of this version of Taglore: a cache, no format.
 */
export function packIndexes({ tags, search }: Indexes, extra: unknown): Uint8Array<ArrayBuffer> {
  const arrays = Object.entries(arraysOf(tags, search))
  const sections: Record<string, Section> = {}
  let end = 0
  for (const [name, array] of arrays) {
    sections[name] = [typeOf(array), end, array.length]
    end = aligned(end + array.byteLength)
  }
  const header = new TextEncoder().encode(JSON.stringify({ sections, groupNames: tags.table.groupNames, extra }))
  const start = aligned(prefix + header.length)
  const bytes = new Uint8Array(start + end)
  new DataView(bytes.buffer).setUint32(0, header.length)
  bytes.set(header, prefix)
  for (const [name, array] of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + (sections[name]?.[1] ?? 0))
  }
  return bytes
}

/** Opens packed indexes, whose arrays stay views of `bytes`; these begin at a multiple of eight in their buffer. */
export function unpackIndexes(bytes: Uint8Array): Indexes & { readonly extra: unknown } {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const text = new TextDecoder().decode(bytes.subarray(prefix, prefix + length))
  const { sections, groupNames, extra } = JSON.parse(text) as Header // written by packIndexes of the same version
  const start = bytes.byteOffset + aligned(prefix + length)
  const view = ([type, offset, count]: Section) => new arrayTypes[type](bytes.buffer, start + offset, count)
  const arrays = Object.fromEntries(Object.entries(sections).map(([name, section]) => [name, view(section)]))
  return { ...fromArrays(arrays as Arrays, groupNames), extra } // the sections that arraysOf gave, under their names
}

const prefix = 8
const arrayTypes: Readonly<Record<TypeName, new (buffer: ArrayBufferLike, offset: number, length: number) => Numbers>> = { Uint8Array, Uint16Array, Uint32Array, Float64Array }

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array
type TypeName = 'Uint8Array' | 'Uint16Array' | 'Uint32Array' | 'Float64Array'
/** Type, offset behind the header, length. */
type Section = readonly [type: TypeName, offset: number, length: number]

interface Header {
  readonly sections: Readonly<Record<string, Section>>
  readonly groupNames: readonly string[]
  readonly extra: unknown
}

type Arrays = ReturnType<typeof arraysOf>

function typeOf(array: Numbers): TypeName {
  if (array instanceof Uint8Array) return 'Uint8Array'
  if (array instanceof Uint16Array) return 'Uint16Array'
  return array instanceof Uint32Array ? 'Uint32Array' : 'Float64Array'
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8
}

/** Every array of the indexes, under a name of its own. */
function arraysOf({ table, impliers, members }: TagIndex, search: SearchIndex) {
  const { texts, hash, counts, traits, groups, implied } = table
  const { weights, words, openings, initials } = search
  const { rows, postings, letters } = prepareTypos(search)
  return {
    bytes: texts.bytes,
    starts: texts.starts,
    owners: texts.owners,
    kinds: texts.kinds,
    first: texts.first,
    spelt: texts.spelt,
    otherTexts: texts.otherTexts,
    otherStarts: texts.otherStarts,
    otherBytes: texts.otherBytes,
    hash,
    counts,
    traits,
    groups,
    impliedStarts: implied.starts,
    implied: implied.numbers,
    implierStarts: impliers.starts,
    impliers: impliers.numbers,
    memberStarts: members.starts,
    members: members.numbers,
    weights,
    wordAt: words.at,
    wordTexts: words.texts,
    wordScores: words.scores,
    wordBest: words.best,
    openings,
    initialBytes: initials.bytes,
    initialAt: initials.at,
    initialTexts: initials.texts,
    initialScores: initials.scores,
    initialBest: initials.best,
    gramRows: rows,
    gramPostings: postings,
    gramLetters: letters,
  }
}

/** The reverse of `arraysOf`. */
function fromArrays(arrays: Arrays, groupNames: readonly string[]): Indexes {
  const { bytes, starts, owners, kinds, first, spelt, otherTexts, otherStarts, otherBytes, hash, counts, traits, groups, weights, openings } = arrays
  const texts = { bytes, starts, owners, kinds, first, spelt, otherTexts, otherStarts, otherBytes }
  const implied = { starts: arrays.impliedStarts, numbers: arrays.implied }
  const table = { texts, hash, counts, traits, groups, groupNames, implied, memory: new Map<number, never>() }
  const tags = { table, impliers: { starts: arrays.implierStarts, numbers: arrays.impliers }, members: { starts: arrays.memberStarts, numbers: arrays.members } }
  const words = { bytes, at: arrays.wordAt, texts: arrays.wordTexts, scores: arrays.wordScores, best: arrays.wordBest }
  const initials = { bytes: arrays.initialBytes, at: arrays.initialAt, texts: arrays.initialTexts, scores: arrays.initialScores, best: arrays.initialBest }
  const grams: GramIndex = {
    rows: arrays.gramRows,
    postings: arrays.gramPostings,
    letters: arrays.gramLetters,
    shared: new Uint16Array(owners.length),
    slots: new Uint16Array(owners.length),
  }
  return { tags, search: { table, weights, words, openings, initials, memory: emptyMemory(counts.length, grams) } }
}
