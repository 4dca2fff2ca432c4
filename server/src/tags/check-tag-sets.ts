import { tagKey } from '../caption/tag-key'
import { parseExclusiveSets, type ExclusiveSet } from './exclusive'
import { parseMergeFamilies, type MergeFamily } from './merge-families'
import type { TagRecord } from './record'

export interface TagSets {
  readonly exclusive: readonly ExclusiveSet[]
  readonly merge: readonly MergeFamily[]
  /** What is wrong, as lines `file:line: text` or `file: text`. */
  readonly problems: readonly string[]
}

/** Reads `exclusive.txt` and `merge.txt` and checks that every tag they name is in the vocabulary. */
export function readTagSets(exclusiveText: string, mergeText: string, records: readonly TagRecord[]): TagSets {
  const { sets, problems: setProblems } = parseExclusiveSets(exclusiveText)
  const { families, problems: familyProblems } = parseMergeFamilies(mergeText)
  const known = new Set(records.map((record) => tagKey(record.name)))
  const problems = [
    ...setProblems.map(({ line, text }) => `exclusive.txt:${line + 1}: ${text}`),
    ...unknownNames('exclusive.txt', sets, (set) => [...set.alternatives.flat(), ...set.unless, ...set.instead.map(([, better]) => better)], known),
    ...familyProblems.map(({ line, text }) => `merge.txt:${line + 1}: ${text}`),
    ...unknownNames('merge.txt', families, (family) => [...family.heads, ...family.unless], known),
    ...families.filter((family) => !family.slots.some((slot) => slot.values.some(({ key }) => known.has(key)))).map(({ id }) => `merge.txt: no tag of '${id}' is in the vocabulary`),
  ]
  return { exclusive: sets, merge: families, problems }
}

function unknownNames<Item extends { readonly id: string }>(file: string, items: readonly Item[], namesOf: (item: Item) => readonly string[], known: ReadonlySet<string>): string[] {
  return items.flatMap((item) => {
    const unknown = namesOf(item)
      .flatMap((name) => name.split(' + '))
      .filter((name) => !known.has(name))
    return [...new Set(unknown)].map((name) => `${file}: '${item.id}' names '${name}', which is not in the vocabulary`)
  })
}
