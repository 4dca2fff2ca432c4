import { parseSetText, type SetLine, type SetProblem, type SetSection } from './set-text'

/** Tags of which a picture can have only one kind. From `server/vocabulary/exclusive.txt`. */
export interface ExclusiveSet {
  readonly id: string
  /** `person` sets are checked only where exactly one person is told of. */
  readonly scope: 'image' | 'person'
  /** `off` sets are checked only where the rule's options name them. */
  readonly level: 'warning' | 'info' | 'off'
  /** The alternatives; keys within one alternative go together. `a + b` stands for both tags at once. */
  readonly alternatives: readonly (readonly string[])[]
  /** Pairs of keys that taggers waver between: their alternatives clash as info only. */
  readonly near: readonly (readonly [string, string])[]
  /** Pairs of keys that do go together, and so their alternatives. */
  readonly free: readonly (readonly [string, string])[]
  /** Keys whose presence lifts the whole set. */
  readonly unless: readonly string[]
  /** What to write in place of a key where it clashes. */
  readonly instead: readonly (readonly [string, string])[]
}

export interface ExclusiveText {
  readonly sets: readonly ExclusiveSet[]
  readonly problems: readonly SetProblem[]
}

/**
 * Reads `exclusive.txt`: sections `[id]  person|image  warning|info|off`; each line is one alternative, `each: a, b` makes
 * one of every value; `near:` and `free:` take pairs `a / b` (or chains, every pair of them), `unless:` keys, `instead:` pairs
 * `wrong / better`. `<guards>` lift every `person` set.
 */
export function parseExclusiveSets(text: string): ExclusiveText {
  const { sections, variables, problems } = parseSetText(text)
  const found: SetProblem[] = [...problems]
  const guards = variables.get('guards') ?? []
  const sets = sections.map((section) => readSet(section, guards, found))
  return { sets, problems: found.sort((a, b) => a.line - b.line) }
}

function readSet(section: SetSection, guards: readonly string[], problems: SetProblem[]): ExclusiveSet {
  const [scope, level] = section.columns
  if ((scope !== 'person' && scope !== 'image') || (level !== 'warning' && level !== 'info' && level !== 'off')) {
    problems.push({ line: section.line, text: 'a set is written [id]  person|image  warning|info|off' })
  }
  const alternatives = section.lines.flatMap((line) => (line.label === '' ? [line.values] : line.label === 'each' ? line.values.map((value) => [value]) : []))
  const known = new Set(alternatives.flat())
  const pairsOf = (label: string): readonly (readonly [string, string])[] =>
    section.lines.filter((line) => line.label === label).flatMap((line) => readPairs(line, known, problems))
  for (const line of section.lines) {
    if (!['', 'each', 'near', 'free', 'unless', 'instead'].includes(line.label)) problems.push({ line: line.line, text: `'${line.label}:' is not understood` })
  }
  if (alternatives.length < 2) problems.push({ line: section.line, text: `'${section.id}' needs two alternatives` })
  const instead = section.lines.filter((line) => line.label === 'instead').flatMap((line) => readPairs(line, undefined, problems))
  return {
    id: section.id,
    scope: scope === 'person' ? 'person' : 'image',
    level: level === 'warning' || level === 'off' ? level : 'info',
    alternatives,
    near: pairsOf('near'),
    free: pairsOf('free'),
    unless: [...section.lines.filter((line) => line.label === 'unless').flatMap((line) => line.values), ...(scope === 'person' ? guards : [])],
    instead,
  }
}

function readPairs(line: SetLine, known: ReadonlySet<string> | undefined, problems: SetProblem[]): (readonly [string, string])[] {
  return line.values.flatMap((value) => {
    const chain = value.split(' / ')
    if (chain.length < 2) problems.push({ line: line.line, text: `'${value}' is no pair a / b` })
    for (const key of chain) if (known && !known.has(key)) problems.push({ line: line.line, text: `'${key}' is in no alternative` })
    return chain.flatMap((first, index) => chain.slice(index + 1).map((second): readonly [string, string] => [first, second]))
  })
}

/** Two keys of one caption that exclude each other; `second` comes later in the caption. */
export interface Clash {
  readonly set: ExclusiveSet
  readonly first: string
  readonly second: string
  readonly near: boolean
}

interface Place {
  readonly set: IndexedSet
  readonly alternative: number
  /** Keys that must be there too. */
  readonly needs: readonly string[]
}

interface IndexedSet {
  readonly set: ExclusiveSet
  readonly near: ReadonlySet<string>
  readonly free: ReadonlySet<string>
}

/** Sets never change once built, so their index is kept beside them. */
const indexes = new WeakMap<readonly ExclusiveSet[], ReadonlyMap<string, readonly Place[]>>()

function indexOf(sets: readonly ExclusiveSet[]): ReadonlyMap<string, readonly Place[]> {
  let index = indexes.get(sets)
  if (!index) indexes.set(sets, (index = indexSets(sets)))
  return index
}

/** Whether a key stands in any of the sets: no other can clash. */
export function canClash(sets: readonly ExclusiveSet[], key: string): boolean {
  return indexOf(sets).has(key)
}

/**
 * The clashes among `keys` (in the order of the caption), at most one for each two alternatives of a set. `isThere`: what else the caption
 * has, where `keys` are only those that can clash.
 */
export function findClashes(
  sets: readonly ExclusiveSet[],
  keys: readonly string[],
  onePerson: boolean | (() => boolean),
  alsoOn: readonly string[] = [],
  isThere: (key: string) => boolean = (key) => keys.includes(key),
): readonly Clash[] {
  const index = indexOf(sets)
  const met = meetInSets(index, keys)
  if (met.length === 0) return []
  const oneToldOf = typeof onePerson === 'function' ? onePerson() : onePerson
  const found = new Map<IndexedSet, { alternative: number; key: string }[]>()
  for (const key of keys) {
    for (const { set, alternative, needs } of index.get(key) ?? []) {
      if (!met.includes(set) || (set.set.level === 'off' && !alsoOn.includes(set.set.id))) continue
      if (set.set.scope === 'person' && !oneToldOf) continue
      if (!needs.every(isThere)) continue
      const list = found.get(set)
      if (list) list.push({ alternative, key })
      else found.set(set, [{ alternative, key }])
    }
  }
  const clashes: Clash[] = []
  for (const [set, members] of found) if (members.length > 1 && !set.set.unless.some(isThere)) clashes.push(...clashesIn(set, members))
  return clashes
}

/** The sets in which keys stand in different alternatives: most captions have none, or one. */
function meetInSets(index: ReadonlyMap<string, readonly Place[]>, keys: readonly string[]): readonly IndexedSet[] {
  const seen: Place[] = []
  const met: IndexedSet[] = []
  for (const key of keys) {
    for (const place of index.get(key) ?? []) {
      const before = seen.find(({ set }) => set === place.set)
      if (!before) seen.push(place)
      else if (before.alternative !== place.alternative && !met.includes(place.set)) met.push(place.set)
    }
  }
  return met
}

function clashesIn({ set, near, free }: IndexedSet, members: readonly { alternative: number; key: string }[]): Clash[] {
  const clashes: Clash[] = []
  const done = new Set<string>()
  members.forEach((second, at) => {
    for (const first of members.slice(0, at)) {
      const pair = pairName(first.alternative, second.alternative)
      if (first.alternative === second.alternative || done.has(pair) || free.has(pair)) continue
      done.add(pair)
      clashes.push({ set, first: first.key, second: second.key, near: near.has(pair) })
      break
    }
  })
  return clashes
}

function indexSets(sets: readonly ExclusiveSet[]): ReadonlyMap<string, readonly Place[]> {
  const index = new Map<string, Place[]>()
  for (const set of sets) {
    const alternativeOf = new Map(set.alternatives.flatMap((keys, alternative) => keys.map((key) => [key, alternative] as const)))
    const names = (pairs: readonly (readonly [string, string])[]): ReadonlySet<string> =>
      new Set(pairs.map(([a, b]) => pairName(alternativeOf.get(a) ?? -1, alternativeOf.get(b) ?? -1)))
    const indexed = { set, near: names(set.near), free: names(set.free) }
    for (const [item, alternative] of alternativeOf) {
      const [key = '', ...needs] = item.split(' + ')
      const places = index.get(key)
      if (places) places.push({ set: indexed, alternative, needs })
      else index.set(key, [{ set: indexed, alternative, needs }])
    }
  }
  return index
}

function pairName(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`
}
