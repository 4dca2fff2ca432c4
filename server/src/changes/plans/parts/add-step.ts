import type { Caption, Tag } from '../../../caption/caption'
import type { TagEdit } from '../../../caption/edit'
import { fixedPieces, linePieces, type KeepSettings } from '../../locked-tags'
import type { SettingValues } from '../../../settings'
import { isChoice } from './alternatives'
import { trainedLines } from './caption-lines'
import type { NewTag } from './new-tag'
import type { CaptionStep } from './refactoring'

/** Where a tag is added on a line. `index` counts tags from 0; past the end is the end. */
export type AddPlace =
  | 'start'
  | 'end'
  /** Behind the tags that the trainer keeps in front. */
  | 'after-keep-tokens'
  | { readonly index: number }
  /** Beside the first of this key; lines that lack it are left alone. */
  | { readonly before: string }
  | { readonly after: string }

/** Adds tags to every trained line that lacks them, in their order. A caption without any tag gets them too. */
export function addStep(tags: readonly NewTag[], place: AddPlace, settings: KeepSettings & Pick<SettingValues, 'captions.wildcards'>): CaptionStep {
  return (caption) => {
    const lines = trainedLines(caption, settings)
    if (lines.length === 0) {
      const beside = typeof place === 'object' && !('index' in place)
      return beside || caption.tags.length > 0 ? [] : insertAll(tags, (text) => ({ kind: 'insert', text, at: 'end' }))
    }
    return lines.flatMap((line) => addToLine(caption, line, tags, place, settings))
  }
}

function addToLine(caption: Caption, line: readonly Tag[], tags: readonly NewTag[], place: AddPlace, settings: KeepSettings): TagEdit[] {
  const missing = tags.filter(({ key }) => !line.some((tag) => tag.key === key || (isChoice(tag) && tag.choices.some((choice) => choice.key === key))))
  const anchor = missing.length === 0 ? undefined : anchorOf(caption, line, place, settings)
  if (!anchor) return []
  if ('rewrite' in anchor) return [{ kind: 'rewrite', span: { start: anchor.rewrite, end: anchor.rewrite }, text: ` ${missing.map((tag) => tag.text).join(', ')}` }]
  if ('before' in anchor) return insertAll(missing, (text) => ({ kind: 'insert', text, at: anchor }))
  // of several tags behind one place the last one named stands nearest
  return insertAll(missing.toReversed(), (text) => ({ kind: 'insert', text, at: anchor }))
}

function insertAll(tags: readonly NewTag[], insert: (text: string) => TagEdit): TagEdit[] {
  return tags.map((tag) => insert(tag.text))
}

type Anchor = { readonly before: Tag } | { readonly after: Tag } | { readonly rewrite: number }

function anchorOf(caption: Caption, line: readonly Tag[], place: AddPlace, settings: KeepSettings): Anchor | undefined {
  const [first] = line
  const last = line.at(-1)
  if (!first || !last) return undefined
  if (place === 'start') return { before: first }
  if (place === 'end') return { after: last }
  if (place === 'after-keep-tokens') return afterKept(caption, line, settings)
  if ('index' in place) {
    const there = line[Math.max(0, Math.trunc(place.index))]
    return there ? { before: there } : { after: last }
  }
  const key = 'before' in place ? place.before : place.after
  const beside = line.find((tag) => tag.key === key)
  if (!beside) return undefined
  return 'before' in place ? { before: beside } : { after: beside }
}

/** Before the first tag that is not kept in front, else behind the last one; behind a `|||` that nothing follows. */
export function afterKept(caption: Caption, line: readonly Tag[], settings: KeepSettings): Anchor | undefined {
  const [first] = line
  const last = line.at(-1)
  if (!first || !last) return undefined
  const pieces = linePieces(caption, true)[first.line]
  if (!pieces) return undefined
  const { to } = fixedPieces(caption, pieces, settings)
  const next = line.find((tag) => tag.piece >= to)
  const mark = caption.separators[to - 1]
  const atMark = mark?.kind === 'section' && to > pieces.first
  // a second mark right behind the first leaves an empty part between them
  const sections = next ? caption.separators.slice(to, next.piece).some((separator) => separator.kind === 'section') : true
  if (atMark && sections) return { rewrite: mark.span.end }
  return next ? { before: next } : { after: last }
}
