import type { ExplorerTag } from '../../../server/src/protocol/explorer'

/** A query that finds exactly the tag. */
export function termOf({ tag }: { readonly tag: Pick<ExplorerTag, 'text'> }): string {
  const { text } = tag
  return `tag:${/^[^\s"'()\\*?]+$/.test(text) ? text : `"${text.replace(/[\\"*?]/g, '\\$&')}"`}`
}

/** A query that wants a further term, too. */
export function withTerm(query: string | undefined, term: string): string {
  if (query === undefined) return term
  // `AND` binds tighter than `OR`
  return /\bor\b/i.test(query.replace(/"(?:[^"\\]|\\.)*"/g, '')) ? `(${query}) AND ${term}` : `${query} AND ${term}`
}
