import type { Relation, RelationKind } from './relation'

/** What a relations file says by its name; undefined where it has none of the words, or both. */
export function kindOfName(name: string): RelationKind | undefined {
  const own = name.slice(name.search(/[^/\\]*$/)).toLowerCase()
  const aliases = /alias/.test(own)
  const implications = /impl(?:ication|ies|ied)|parents?\b/.test(own)
  return aliases === implications ? undefined : aliases ? 'aliases' : 'implications'
}

/** What a name is in the lists. */
export type Standing = 'tag' | 'alias' | 'unknown'

/**
 * What the pairs themselves tell: the antecedents of implications are tags in use, those of aliases are not. Only pairs
 * whose consequent is a tag are asked, for of the others the lists know nothing. Undefined where they are too few, or
 * neither kind is likely.
 */
export function kindOfContent(pairs: readonly Relation[], standingOf: (name: string) => Standing): RelationKind | undefined {
  let tags = 0
  let aliases = 0
  let unknown = 0
  for (const [antecedent, consequent] of pairs) {
    if (standingOf(consequent) !== 'tag') continue
    const standing = standingOf(antecedent)
    if (standing === 'tag') tags++
    else if (standing === 'alias') aliases++
    else unknown++
  }
  const asked = tags + aliases + unknown
  if (asked < fewest) return undefined
  if (tags >= asked * implicationShare && tags > aliases) return 'implications'
  return tags <= asked * aliasShare ? 'aliases' : undefined
}

/** Pairs that must have a known tag before they tell anything. */
const fewest = 3
/** Small lists know few antecedents even of implications; aliases that are tags too are rare in any list (0.4 % of Danbooru's). */
const implicationShare = 0.2
const aliasShare = 0.05
