import type { Pattern } from './pattern'

/** Keys whose value is a text with wildcards. Without a key a word searches the caption. */
export const TEXT_KEYS = ['tag', 'caption', 'name', 'path', 'concept', 'bucket', 'rule'] as const
export type TextKey = (typeof TEXT_KEYS)[number]

/** Keys whose value is a whole number with a comparison before it. */
export const NUMBER_KEYS = ['tags', 'chars', 'tokens', 'width', 'height', 'area', 'repeats'] as const
export type NumberKey = (typeof NUMBER_KEYS)[number]

/** `==` is written `=`. */
export const COMPARISONS = ['=', '!=', '<', '>', '<=', '>='] as const
export type Comparison = (typeof COMPARISONS)[number]

/** A parsed query. `and` without parts matches everything: the empty query. Otherwise `and` and `or` have two parts or more. */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | { readonly kind: 'text'; readonly key: TextKey; readonly pattern: Pattern }
  | { readonly kind: 'number'; readonly key: NumberKey; readonly comparison: Comparison; readonly value: number }

/** Whether a part of the query is about the key. */
export function asksFor(query: Query, key: TextKey | NumberKey): boolean {
  if ('parts' in query) return query.parts.some((part) => asksFor(part, key))
  return 'part' in query ? asksFor(query.part, key) : query.key === key
}
