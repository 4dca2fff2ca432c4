import type { Span } from '../base/span'
import type { Caption, Tag } from '../caption/caption'
import type { TagEdit } from '../caption/edit'
import { parseCaption } from '../caption/parse'
import type { Dataset } from '../dataset/dataset'
import type { SettingValues } from '../settings'
import { isKnown } from '../tags/known-key'
import type { Knowledge } from '../workspace/knowledge'
import { fixedPieces, linePieces, lockedTags, outerBrackets, type KeepSettings, type LinePieces } from './locked-tags'
import { categoryRank, keepsTags, orderLine } from './tag-order'

export interface FormatOptions {
  readonly knowledge: Pick<Knowledge, 'tags' | 'groups'>
  readonly settings: KeepSettings & Pick<SettingValues, 'captions.wildcards'>
  /** Keys of the concept's triggers: in order they come first. */
  readonly triggers: ReadonlySet<string>
  /** Keys of tags that are kept on purpose: they stay where they stand. */
  readonly kept?: ReadonlySet<string>
  /** What stands between two tags; `, ` without. */
  readonly joiner?: string
  /** Also puts the tags in order of category. */
  readonly order?: boolean
}

/**
 * The edits that lay a caption out: one joiner between tags, no blanks around a line, no empty tags; repeated tags stay.
 * Leaves alone: lines that hold natural language, what stands in brackets over several tags, what the trainer keeps in front,
 * and lines that are not trained. The tags of each line stay the same; formatting twice changes nothing.
 */
export function formatCaption(caption: Caption, options: FormatOptions): readonly TagEdit[] {
  const brackets = outerBrackets(caption)
  const rank = options.order ? categoryRank(options.knowledge, options.triggers) : undefined
  const edits = linePieces(caption, options.settings['captions.wildcards']).flatMap((line) => {
    const tags = tagsOf(caption, line)
    if (tags.length === 0 || holdsProse(tags, options.knowledge)) return []
    const ordered = rank ? orderLine(caption, line, lockedTags(caption, line, options.settings, options.kept ?? new Set()), rank) : []
    return [...layOut(caption, line, tags, brackets, options), ...ordered]
  })
  return edits.length === 0 || keepsTags(caption, edits) ? edits : []
}

/** Whether a part of a line reads as a sentence and no list has it as a tag: its other parts are then pieces of that sentence. */
export function holdsProse(tags: readonly Tag[], knowledge: Pick<Knowledge, 'tags'>): boolean {
  return tags.some((tag) => tag.prose && !isKnown(knowledge.tags, tag.key))
}

function tagsOf(caption: Caption, { first, last }: LinePieces): readonly Tag[] {
  return caption.pieces.slice(first, last + 1).flatMap((piece) => piece.tag ?? [])
}

function layOut(caption: Caption, line: LinePieces, tags: readonly Tag[], brackets: readonly Span[], options: FormatOptions): TagEdit[] {
  const { to, suffix } = fixedPieces(caption, line, options.settings)
  const edits: TagEdit[] = []
  const rewrite = (span: Span, text: string): void => {
    if (caption.text.slice(span.start, span.end) !== text && isGap(caption.text, span)) edits.push({ kind: 'rewrite', span, text })
  }
  const [head] = tags
  const first = caption.pieces[line.first]
  const sectioned = (from: number, until: number): boolean => caption.separators.slice(from, until).some((separator) => separator.kind !== 'comma')
  if (head && first && to === line.first && !sectioned(line.first, head.piece)) rewrite({ start: first.span.start, end: head.span.start }, '')
  tags.forEach((tag, at) => {
    const next = tags[at + 1]
    // the last piece of those kept in front may end; what lies between two of them is theirs
    if (tag.piece < to - 1 || tag.piece >= suffix) return
    if (!next) return rewriteEnd(caption, line, tag, rewrite)
    const gap = { start: tag.span.end, end: next.span.start }
    if (brackets.some((span) => span.start < gap.start && span.end > gap.end)) return
    if (!sectioned(tag.piece, next.piece)) return rewrite(gap, options.joiner ?? ', ')
    trimBefore(caption, tag, rewrite)
  })
  return edits
}

/** Between a line's last tag and its end, unless a `|||` stands there. */
function rewriteEnd(caption: Caption, line: LinePieces, tag: Tag, rewrite: (span: Span, text: string) => void): void {
  const last = caption.pieces[line.last]
  if (!last) return
  if (caption.separators.slice(tag.piece, line.last).some((separator) => separator.kind !== 'comma')) trimBefore(caption, tag, rewrite)
  else rewrite({ start: tag.span.end, end: last.span.end }, '')
}

/** Takes empty tags away between a tag and the `|||` or `;;;` behind it; blanks alone stay. */
function trimBefore(caption: Caption, tag: Tag, rewrite: (span: Span, text: string) => void): void {
  const mark = caption.separators.slice(tag.piece).find((separator) => separator.kind !== 'comma')
  if (!mark) return
  const gap = caption.text.slice(tag.span.end, mark.span.start)
  if (gap.includes(',')) rewrite({ start: tag.span.end, end: mark.span.start }, /[ \t]/.test(gap) ? ' ' : '')
}

/** Commas and plain blanks only: whatever else stands there was put there by someone. */
function isGap(text: string, span: Span): boolean {
  return /^[ \t\u00a0\u3000,]*$/.test(text.slice(span.start, span.end))
}

const LOOKED_AT = 200

/** How most of a dataset's captions join their tags: `, `, or `,` where that is used more. */
export function usualJoiner(dataset: Pick<Dataset, 'samples'>): string {
  const joins = new Map<string, number>()
  let looked = 0
  for (const { caption: file } of dataset.samples.values()) {
    if (!file || file.fault || file.text === '') continue
    if (++looked > LOOKED_AT) break
    const { tags, text } = parseCaption(file.text)
    tags.slice(1).forEach((tag, at) => {
      const before = tags[at]
      const join = before ? text.slice(before.span.end, tag.span.start) : ''
      if (/^, ?$/.test(join)) joins.set(join, (joins.get(join) ?? 0) + 1)
    })
  }
  let best = ', '
  for (const [join, count] of joins) if (count > (joins.get(best) ?? 0)) best = join
  return best
}
