import { formatCount } from '../base/number-format'
import { say, type Message } from '../base/message'
import { tagKey } from '../caption/tag-key'
import { directlyImplied, findTag, impliersOf } from '../tags/tag-index'
import type { Knowledge } from '../workspace/knowledge'

const MOST_IMPLIERS = 4
const MOST_PARTNERS = 6

/** What implies a tag and what usually excludes it, as lines. */
export function relationLines({ tags, exclusive }: Pick<Knowledge, 'tags' | 'exclusive'>, key: string): Message[] {
  const impliers = impliersOf(tags, key).filter(({ deprecated }) => !deprecated)
  const shown = impliers.slice(0, MOST_IMPLIERS).map(({ name }) => name).join(', ')
  const more = impliers.length - MOST_IMPLIERS
  const implied = impliers.length === 0 ? [] : [more > 0 ? say`Implied by: ${shown} and ${formatCount(more)} more` : say`Implied by: ${shown}`]
  const person = partnersOf({ tags, exclusive }, key, 'person').slice(0, MOST_PARTNERS)
  const image = partnersOf({ tags, exclusive }, key, 'image').slice(0, MOST_PARTNERS - person.length)
  return [...implied, ...(person.length === 0 ? [] : [say`Usually not of the same person: ${person.join(', ')}`]), ...(image.length === 0 ? [] : [say`Usually not in the same picture: ${image.join(', ')}`])]
}

/** Tags of the other alternatives of its sets, used most first; those that may stand beside it are left out. */
function partnersOf({ tags, exclusive }: Pick<Knowledge, 'tags' | 'exclusive'>, key: string, scope: 'person' | 'image'): readonly string[] {
  const related = new Set([key, ...directlyImplied(tags, key), ...impliersOf(tags, key).map(({ name }) => tagKey(name))])
  const sets = exclusive.filter((set) => set.scope === scope && set.level !== 'off')
  const partners = new Set<string>()
  for (const { alternatives, near, free } of sets) {
    const own = alternatives.find((keys) => keys.includes(key))
    if (!own) continue
    const isPaired = (other: string): boolean => [...near, ...free].some(([a, b]) => (own.includes(a) && other === b) || (own.includes(b) && other === a))
    for (const other of alternatives) if (other !== own && !other.some(isPaired)) for (const name of other) if (!name.includes(' + ') && !own.includes(name) && !related.has(name)) partners.add(name)
  }
  return [...partners].sort((a, b) => (findTag(tags, b)?.count ?? 0) - (findTag(tags, a)?.count ?? 0) || (a < b ? -1 : 1))
}
