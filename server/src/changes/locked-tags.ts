import type { Span } from '../base/span'
import { matchBrackets } from '../caption/brackets'
import type { Caption, Tag } from '../caption/caption'
import { tagKey } from '../caption/tag-key'
import type { Concept } from '../dataset/concepts'
import type { SettingValues } from '../settings'

/** Keys of the tags that a concept keeps on purpose. */
export function keptKeys(concept: Pick<Concept, 'name'> | undefined, settings: Pick<SettingValues, 'keep'>): ReadonlySet<string> {
  const name = concept && tagKey(concept.name)
  return new Set(settings.keep.filter((entry) => tagKey(entry.concept) === name).flatMap((entry) => entry.tags.map(tagKey)))
}

export function triggerKeys(concept: Pick<Concept, 'triggers'> | undefined): ReadonlySet<string> {
  return new Set(concept?.triggers.map((trigger) => trigger.key) ?? [])
}

export type KeepSettings = Pick<SettingValues, 'captions.keepTokens' | 'captions.keepTokensSeparator'>

/** The pieces of one line: a stretch of `caption.pieces`, both ends included. */
export interface LinePieces {
  readonly first: number
  readonly last: number
}

/** The pieces of every line that is asked for: all of them, or the first. */
export function linePieces(caption: Caption, all: boolean): readonly LinePieces[] {
  const lines: LinePieces[] = []
  let first = 0
  for (let piece = 0; piece < caption.pieces.length; piece++) {
    if (piece < caption.separators.length && caption.separators[piece]?.kind !== 'line') continue
    lines.push({ first, last: piece })
    if (!all) return lines
    first = piece + 1
  }
  return lines
}

/**
 * The pieces of a line that the trainer leaves in front (`from` … `to`) and at its end (from `suffix` on): the parts around
 * `|||`, else the first `keep_tokens` pieces. `|||` counts whatever the settings say: someone put it there to part them.
 * Empty pieces count, as in sd-scripts (BaseDataset.process_caption).
 */
export interface FixedPieces {
  /** Index behind the last piece that is kept in front. */
  readonly to: number
  /** Index of the first piece that is kept at the end; behind the line's last piece where there is none. */
  readonly suffix: number
}

export function fixedPieces(caption: Caption, { first, last }: LinePieces, settings: KeepSettings): FixedPieces {
  const marks: number[] = []
  const own = settings['captions.keepTokensSeparator']
  let inside = -1
  for (let piece = first; piece <= last; piece++) {
    if (piece < last && caption.separators[piece]?.kind === 'section') marks.push(piece)
    // a mark of one's own is no separator for us: the piece that holds it stays too
    else if (own !== '' && own !== '|||' && caption.pieces[piece]?.tag?.text.includes(own)) inside = piece
  }
  const [start, second] = marks
  if (start !== undefined) return { to: Math.max(start, inside) + 1, suffix: second === undefined ? last + 1 : second + 1 }
  if (inside >= 0) return { to: inside + 1, suffix: last + 1 }
  const keep = settings['captions.keepTokens']
  if (keep <= 0) return { to: first, suffix: last + 1 }
  // the trainer parts at commas only: tags tied by `;;;` are one piece for it
  let piece = first
  for (let commas = 0; piece < last; piece++) if (caption.separators[piece]?.kind === 'comma' && ++commas === keep) break
  return { to: Math.min(piece, last) + 1, suffix: last + 1 }
}

/** The tags that must not change their place on a line. */
export function lockedTags(caption: Caption, line: LinePieces, settings: KeepSettings, kept: ReadonlySet<string>): ReadonlySet<Tag> {
  const { to, suffix } = fixedPieces(caption, line, settings)
  const spans = outerBrackets(caption)
  const locked = new Set<Tag>()
  for (let piece = line.first; piece <= line.last; piece++) {
    const tag = caption.pieces[piece]?.tag
    if (!tag) continue
    const tied = caption.separators[piece - 1]?.kind === 'group' || caption.separators[piece]?.kind === 'group'
    if (piece < to || piece >= suffix || tied || kept.has(tag.key) || isTorn(caption.text, tag, spans)) locked.add(tag)
  }
  return locked
}

/** Whether a tag is part of something larger, or would be read otherwise elsewhere. */
function isTorn(text: string, tag: Tag, brackets: readonly Span[]): boolean {
  if (tag.choices.length > 0 || /[{}]/.test(tag.text) || /^[|;]|[|;]$/.test(tag.text)) return true
  const holds = brackets.some((span) => span.start < tag.span.start ? span.end > tag.span.start : span.start < tag.span.end && span.end > tag.span.end)
  return holds || hasLooseBracket(text, tag.span)
}

/** A bracket without a partner may find one in another place. */
function hasLooseBracket(text: string, span: Span): boolean {
  const part = text.slice(span.start, span.end)
  const bare = part.replace(/\\./g, '')
  const { pairs } = matchBrackets(part)
  return (bare.match(/[()[\]]/g)?.length ?? 0) !== pairs.length * 2 && !/^>?[:;][()[\]]$/.test(part)
}

/** The brackets that reach over a comma, outermost ones only, in order. */
export function outerBrackets(caption: Caption): readonly Span[] {
  const found: { start: number; end: number }[] = []
  for (const { open, close } of matchBrackets(caption.text).pairs.toSorted((a, b) => a.open - b.open)) {
    const last = found.at(-1)
    if (last && close < last.end) continue
    if (last && open < last.end) last.end = close + 1
    else if (caption.text.slice(open, close).includes(',')) found.push({ start: open, end: close + 1 })
  }
  return found
}
