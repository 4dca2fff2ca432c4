import type { Span } from '../base/span'
import { matchBrackets, type Brackets } from './brackets'
import type { Caption, Tag } from './caption'

/** Brackets within a tag that close behind another, and the reverse, with their weights: `(` of `(a, b:1.2)` at `a`, `:1.2)` at `b`. */
export interface SharedMarkup {
  readonly opening: string
  readonly closing: string
  /** Where they stand, in order. */
  readonly spans: readonly Span[]
}

const NO_MARKUP: SharedMarkup = { opening: '', closing: '', spans: [] }
const BRACKET = /[()[\]]/

/** Tells what of a caption's markup belongs to several tags; brackets are matched when the first tag with one is asked about. */
export class MarkupReader {
  private brackets: Brackets | undefined

  constructor(private readonly caption: Caption) {}

  /** `within`: the tag, or its name alone: brackets may open in the middle of one (`red (hat, cat:1.1)`). */
  shared({ span: tag }: Tag, within: Span = tag): SharedMarkup {
    const { text } = this.caption
    if (!BRACKET.test(text.slice(within.start, within.end))) return NO_MARKUP
    this.brackets ??= matchBrackets(text)
    const spans: Span[] = []
    let [opening, closing] = ['', '']
    for (let offset = within.start; offset < within.end; offset++) {
      const pair = this.brackets.at(offset)
      if (pair?.open === offset && pair.close >= tag.end) {
        opening += text.charAt(offset)
        spans.push({ start: offset, end: offset + 1 })
      } else if (pair?.close === offset && pair.open < tag.start) {
        const start = pair.weightStart ?? offset
        closing += text.slice(start, offset + 1)
        spans.push({ start, end: offset + 1 })
      }
    }
    return spans.length === 0 ? NO_MARKUP : { opening, closing, spans }
  }

  /** A tag without what it shares, with another name where one is given. */
  ownText(tag: Tag, name: string | undefined): string {
    const { span, nameSpan } = tag
    if (name === undefined) return this.without(tag, span).trim()
    return (this.without(tag, { start: span.start, end: nameSpan.start }) + name + this.without(tag, { start: nameSpan.end, end: span.end })).trim()
  }

  /** A tag with another name; what its name shares with others stays unless the new name has brackets of its own. */
  renamed(tag: Tag, name: string): string {
    const { text } = this.caption
    const { opening, closing } = BRACKET.test(name) ? NO_MARKUP : this.shared(tag, tag.nameSpan)
    return text.slice(tag.span.start, tag.nameSpan.start) + opening + name + closing + text.slice(tag.nameSpan.end, tag.span.end)
  }

  private without(tag: Tag, within: Span): string {
    let left = ''
    let { start } = within
    for (const span of this.shared(tag, within).spans) {
      left += this.caption.text.slice(start, span.start)
      start = span.end
    }
    return left + this.caption.text.slice(start, within.end)
  }
}
