import { printPattern } from './pattern'
import type { Query } from './query'

/** The query as text; `parseQuery` gives the same query back. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.map((part) => bracket(part, part.kind === 'and' || part.kind === 'or')).join(query.kind === 'and' ? ' AND ' : ' OR ')
    case 'not':
      return `NOT ${bracket(query.part, query.part.kind === 'and' || query.part.kind === 'or')}`
    case 'text':
      return `${query.key}:${printPattern(query.pattern)}`
    case 'number':
      return `${query.key}:${query.comparison}${query.value}`
  }
}

function bracket(query: Query, wanted: boolean): string {
  return wanted ? `(${printQuery(query)})` : printQuery(query)
}
