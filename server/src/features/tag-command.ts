import type { Span, SpanEdit } from '../base/span'
import { tagAt, type Caption, type Tag } from '../caption/caption'
import { editCaption } from '../caption/edit'
import { applySpanEdits } from '../base/span'
import { parseCaption } from '../caption/parse'

export type TagCommand = 'select-next' | 'select-previous' | 'delete' | 'move-left' | 'move-right' | 'move-before'

export interface TagCommandAnswer {
  readonly edits: readonly SpanEdit[]
  /** Selection in the text after the edits. */
  readonly selection: Span | undefined
}

/** What a command of the caption editor does at `offset`. `before`: the tag that `move-before` puts it in front of, the last one's next for the end. */
export function runTagCommand(caption: Caption, offset: number, command: TagCommand, before?: number): TagCommandAnswer {
  const here = tagAt(caption, offset) ?? tagBefore(caption, offset)
  switch (command) {
    case 'select-next':
      return { edits: [], selection: neighbour(caption, offset, 1)?.span }
    case 'select-previous':
      return { edits: [], selection: neighbour(caption, offset, -1)?.span }
    case 'delete':
      return here ? deleteTag(caption, here) : { edits: [], selection: undefined }
    case 'move-left':
      return here ? moveTag(caption, here, -1) : { edits: [], selection: undefined }
    case 'move-right':
      return here ? moveTag(caption, here, 1) : { edits: [], selection: undefined }
    case 'move-before':
      return here && before !== undefined ? moveBefore(caption, here, before) : { edits: [], selection: undefined }
  }
}

function moveBefore(caption: Caption, tag: Tag, before: number): TagCommandAnswer {
  const target = caption.tags[before]
  if (target === tag || before === tag.index + 1) return { edits: [], selection: tag.span }
  const edits = editCaption(caption, [{ kind: 'move', tag, at: target ? { before: target } : 'end' }])
  const after = parseCaption(applySpanEdits(caption.text, edits))
  return { edits, selection: after.tags[before > tag.index ? before - 1 : before]?.span }
}

function tagBefore(caption: Caption, offset: number): Tag | undefined {
  return caption.tags.findLast((tag) => tag.span.end <= offset) ?? caption.tags[0]
}

function neighbour(caption: Caption, offset: number, step: 1 | -1): Tag | undefined {
  const here = tagAt(caption, offset)
  if (here) return caption.tags[here.index + step] ?? here
  return step === 1 ? caption.tags.find((tag) => tag.span.start >= offset) : caption.tags.findLast((tag) => tag.span.end <= offset)
}

function deleteTag(caption: Caption, tag: Tag): TagCommandAnswer {
  const edits = editCaption(caption, [{ kind: 'remove', tag }])
  const after = parseCaption(applySpanEdits(caption.text, edits))
  const next = after.tags[tag.index] ?? after.tags.at(-1)
  return { edits, selection: next?.span ?? { start: 0, end: 0 } }
}

/** Swaps the tag with its neighbour; only within one comma list, where the two stand side by side. */
function moveTag(caption: Caption, tag: Tag, step: 1 | -1): TagCommandAnswer {
  const other = caption.tags[tag.index + step]
  if (!other || !sameRow(caption, tag, other)) return { edits: [], selection: tag.span }
  const edits = editCaption(caption, [{ kind: 'move', tag, at: step === 1 ? { after: other } : { before: other } }])
  const after = parseCaption(applySpanEdits(caption.text, edits))
  return { edits, selection: after.tags[tag.index + step]?.span }
}

function sameRow(caption: Caption, a: Tag, b: Tag): boolean {
  const [first, last] = a.piece < b.piece ? [a.piece, b.piece] : [b.piece, a.piece]
  return caption.separators.slice(first, last).every((separator) => separator.kind === 'comma')
}
