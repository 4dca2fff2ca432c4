import type { RelationRow, TagRow } from './api-pages'

export interface ListTexts {
  /** `name,category,count,"alias,alias"`, as a1111-sd-webui-tagcomplete has it; most posts first. */
  readonly list: string
  readonly tags: number
  /** `antecedent,consequent` of the implications between tags of the list, under that header. */
  readonly relations: string
  readonly implications: number
}

/** The two files from what the API gave. The same rows give the same bytes, in whatever order they came. */
export function listTexts(tags: Iterable<TagRow>, aliases: Iterable<RelationRow>, implications: Iterable<RelationRow>): ListTexts {
  const byName = new Map<string, TagRow>()
  for (const tag of tags) byName.set(tag[0], tag)
  const aliasesOf = new Map<string, Set<string>>()
  for (const [alias, name] of aliases) {
    if (!byName.has(name)) continue
    const known = aliasesOf.get(name)
    if (known) known.add(alias)
    else aliasesOf.set(name, new Set([alias]))
  }
  const sorted = [...byName.values()].sort((a, b) => b[2] - a[2] || compare(a[0], b[0]))
  const list = sorted.map(([name, category, count]) => `${cell(name)},${category},${count},${cell([...(aliasesOf.get(name) ?? [])].sort(compare).join(','))}\n`)
  const pairs = new Set<string>()
  for (const [antecedent, consequent] of implications) {
    if (byName.has(antecedent) && byName.has(consequent)) pairs.add(`${cell(antecedent)},${cell(consequent)}\n`)
  }
  const relations = `antecedent,consequent\n${[...pairs].sort(compare).join('')}`
  return { list: list.join(''), tags: sorted.length, relations, implications: pairs.size }
}

/** A cell, in quotes where it needs them. */
export function cell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
