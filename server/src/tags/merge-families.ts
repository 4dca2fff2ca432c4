import { parseSetText, type SetProblem, type SetSection } from './set-text'

/** How attributes of one noun read as one phrase. From `server/vocabulary/merge.txt`; one family a noun. */
export interface MergeFamily {
  readonly id: string
  /** The noun that ends the phrase (`hair`). */
  readonly noun: string
  /** Tags that take the noun's place where exactly one of them is there (`knee boots` for `footwear`). */
  readonly heads: readonly string[]
  /** Attribute slots in English order; each slot takes at most one of its values (`long`, `wavy`, `blonde`). */
  readonly slots: readonly MergeSlot[]
  /** Name of the slot that takes exactly two values, joined by `and`; the head must then be there. */
  readonly both: string | undefined
  /** Keys whose presence leaves the family alone. */
  readonly unless: readonly string[]
}

export interface MergeSlot {
  readonly name: string
  readonly values: readonly MergeValue[]
}

export interface MergeValue {
  /** As it stands in the phrase. */
  readonly text: string
  /** The tag that says it alone. */
  readonly key: string
}

export interface MergeText {
  readonly families: readonly MergeFamily[]
  readonly problems: readonly SetProblem[]
}

/** Reads `merge.txt`; see the comment at its top for the form. */
export function parseMergeFamilies(text: string): MergeText {
  const { sections, problems } = parseSetText(text)
  const found: SetProblem[] = [...problems]
  const families = sections.flatMap((section) => readFamilies(section, found))
  return { families, problems: found.sort((a, b) => a.line - b.line) }
}

function readFamilies(section: SetSection, problems: SetProblem[]): MergeFamily[] {
  const [nounColumn = '', headColumn] = section.columns
  const nouns = nounColumn.split(', ').filter((noun) => noun !== '')
  if (nouns.length === 0) problems.push({ line: section.line, text: 'a family is written [id]  noun, noun  > head, head' })
  if (headColumn !== undefined && !headColumn.startsWith('> ')) problems.push({ line: section.line, text: 'heads stand behind >' })
  const heads = headColumn?.startsWith('> ') ? headColumn.slice(2).split(', ') : []
  const labelled = (label: string): readonly string[] => section.lines.filter((line) => line.label === label).flatMap((line) => line.values)
  const slots = section.lines.filter((line) => !['', 'both', 'unless'].includes(line.label))
  for (const line of section.lines) if (line.label === '') problems.push({ line: line.line, text: 'a line without slot: or unless:' })
  const [both] = labelled('both')
  if (both !== undefined && !slots.some((slot) => slot.label === both)) problems.push({ line: section.line, text: `'${both}' is no slot` })
  return nouns.map((noun) => ({
    id: nouns.length === 1 ? section.id : `${section.id}-${noun.replaceAll(' ', '-')}`,
    noun,
    heads,
    slots: slots.map((slot) => ({ name: slot.label, values: slot.values.map((value) => readValue(value, noun)) })),
    both,
    unless: labelled('unless'),
  }))
}

/** `long` is said by the tag `long hair`; `blonde = blonde hair` names its tag. */
function readValue(value: string, noun: string): MergeValue {
  const [text = '', key] = value.split(' = ')
  return { text, key: key ?? `${text} ${noun}` }
}

/** Several tags of one caption that read as one phrase. */
export interface MergeablePhrase {
  readonly family: MergeFamily
  /** Keys of the tags that go into it, in no order. */
  readonly keys: readonly string[]
  readonly phrase: string
}

/** More than this many words before the noun no longer read as one thing. */
const MOST_MODIFIERS = 4

interface Member {
  readonly key: string
  readonly family: MergeFamily
  readonly slot: number
  readonly text: string
}

/** Families never change once built, so their index is kept beside them. */
const indexes = new WeakMap<readonly MergeFamily[], ReadonlyMap<string, readonly Member[]>>()

const HEAD = -1

function indexOf(families: readonly MergeFamily[]): ReadonlyMap<string, readonly Member[]> {
  let index = indexes.get(families)
  if (!index) indexes.set(families, (index = indexFamilies(families)))
  return index
}

/** Whether a key stands in any of the families: no other can be merged. */
export function canMerge(families: readonly MergeFamily[], key: string): boolean {
  return indexOf(families).has(key)
}

/**
 * The phrases that `keys` (each once) could be merged into; a family with two values in one slot, or two heads, is left alone. `isThere`: what
 * else the caption has, where `keys` are only those that can be merged.
 */
export function findMergeable(families: readonly MergeFamily[], keys: readonly string[], isThere: (key: string) => boolean = (key) => keys.includes(key)): readonly MergeablePhrase[] {
  const index = indexOf(families)
  const found: { readonly family: MergeFamily; readonly members: Member[] }[] = []
  for (const key of keys) {
    for (const member of index.get(key) ?? []) {
      const known = found.find(({ family }) => family === member.family)
      if (known) known.members.push(member)
      else found.push({ family: member.family, members: [member] })
    }
  }
  return found.flatMap(({ family, members }) => {
    if (members.length < 2 || family.unless.some((key) => (key.includes(' + ') ? key.split(' + ').every(isThere) : isThere(key)))) return []
    const phrase = phraseOf(family, members)
    return phrase === undefined || isThere(phrase) ? [] : [{ family, keys: members.map((member) => member.key), phrase }]
  })
}

function phraseOf(family: MergeFamily, members: readonly Member[]): string | undefined {
  const heads = members.filter((member) => member.slot === HEAD)
  if (heads.length > 1 || (family.both !== undefined && heads.length === 0)) return undefined
  const words: string[] = []
  let modifiers = 0
  for (const [slot, { name }] of family.slots.entries()) {
    const values = members.filter((member) => member.slot === slot).map((member) => member.text)
    if (values.length !== (name === family.both ? 2 : Math.min(values.length, 1))) return undefined
    if (values.length > 0) words.push(values.join(' and '))
    modifiers += values.length
  }
  const noun = heads[0]?.key ?? family.noun
  return modifiers === 0 || modifiers > MOST_MODIFIERS ? undefined : [...words, noun].join(' ')
}

function indexFamilies(families: readonly MergeFamily[]): ReadonlyMap<string, readonly Member[]> {
  const index = new Map<string, Member[]>()
  const add = (key: string, member: Member): void => {
    const members = index.get(key)
    if (members) members.push(member)
    else index.set(key, [member])
  }
  for (const family of families) {
    for (const head of family.heads) add(head, { key: head, family, slot: HEAD, text: head })
    family.slots.forEach(({ values }, slot) => {
      for (const { key, text } of values) if (!family.heads.includes(key)) add(key, { key, family, slot, text })
    })
  }
  return index
}
