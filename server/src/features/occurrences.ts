import type { Span } from '../base/span'
import { tagAt, type Caption, type Tag } from '../caption/caption'
import { parseCaption } from '../caption/parse'
import { isChoice } from '../changes/plans/parts/alternatives'

/** A tag as it is named at a place: the whole tag, or one within an alternative of `{a|b}`. */
export interface NamedTag {
  /** The name without weight markup. */
  readonly span: Span
  readonly name: string
  readonly key: string
  readonly prose: boolean
}

/** The tag whose markup holds `offset`; undefined between tags, and in a longer tag with choices in it, which has no one name. */
export function namedTagAt(caption: Caption, offset: number): NamedTag | undefined {
  const tag = tagAt(caption, offset)
  if (!tag) return undefined
  if (tag.choices.length === 0) return named(tag, 0)
  return namesIn(tag).find(({ within }) => within.start <= offset && offset <= within.end)?.tag
}

/** Where a caption names the tag of this key, in whatever spelling; in order. */
export function occurrencesOf(caption: Caption, key: string): readonly Span[] {
  return caption.tags.flatMap((tag) => {
    if (tag.choices.length === 0) return tag.key === key ? [tag.nameSpan] : []
    return namesIn(tag).flatMap(({ tag: inner }) => (inner.key === key ? [inner.span] : []))
  })
}

/** The tags in the alternatives of a choice, each with the span that its markup covers. */
function namesIn(tag: Tag): readonly { readonly tag: NamedTag; readonly within: Span }[] {
  if (!isChoice(tag)) return []
  return tag.choices.flatMap(({ name, span }) =>
    parseCaption(name).tags.map((inner) => ({ tag: named(inner, span.start), within: shift(inner.span, span.start) })),
  )
}

function named({ nameSpan, name, key, prose }: Tag, by: number): NamedTag {
  return { span: shift(nameSpan, by), name, key, prose }
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by }
}

/** A quick test that tells most texts without the tag apart; what it lets through must still be looked at. */
export function mayHold(key: string): (text: string) => boolean {
  // folding changes no run of plain letters but its case
  const run = (key.match(/[a-z0-9]+/g) ?? []).reduce((longest, part) => (part.length > longest.length ? part : longest), '')
  return (text) => text.toLowerCase().includes(run)
}
