import { say } from '../../base/message'
import type { Span } from '../../base/span'
import type { Caption } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { readInfotext } from '../infotext'
import type { CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import { Mark } from '../tag-facts'

export const ignoredLines: CaptionRule = {
  id: 'ignored-lines',
  scope: 'caption',
  level: 'warning',
  habit: true,
  summary: say`Text after the first line of a caption is not trained`,
  where: Mark.lines,

  *check(caption, { settings }) {
    if (settings.values['captions.wildcards']) return
    const lines = filledLines(caption)
    const [first, ...rest] = lines
    const ignored = rest.at(0)
    // a blank first line and generation parameters are graver faults with rules of their own
    if (!first || first.line > 0 || !ignored || readInfotext(caption.text)) return
    yield {
      span: { start: ignored.span.start, end: rest.at(-1)?.span.end ?? ignored.span.end },
      unnecessary: true,
      message: say`Only the first line of a caption is trained: wildcards are off (${describeOrigin(settings, 'captions.wildcards')})`,
      fixes: [
        {
          title: say`Join the lines with commas`,
          safe: false,
          edits: lines.slice(1).map((line, at) => joinLines(caption, lines[at] ?? first, line)),
          everywhere: { id: 'join-lines', title: say`Join the lines of captions in the whole dataset` },
        },
      ],
    }
  },
}

interface FilledLine {
  readonly line: number
  /** Without blanks at its ends. */
  readonly span: Span
}

function filledLines(caption: Caption): readonly FilledLine[] {
  const lines: FilledLine[] = []
  let start = 0
  let line = 0
  const add = (end: number): void => {
    const text = caption.text.slice(start, end)
    const trimmed = text.trim()
    const from = start + text.indexOf(trimmed)
    if (trimmed !== '') lines.push({ line, span: { start: from, end: from + trimmed.length } })
    line++
  }
  for (const separator of caption.separators) {
    if (separator.kind !== 'line') continue
    add(separator.span.start)
    start = separator.span.end
  }
  add(caption.text.length)
  return lines
}

/** Sentences are joined by a blank, tags by a comma where there is none yet. */
function joinLines(caption: Caption, before: FilledLine, after: FilledLine): TagEdit {
  const span = { start: before.span.end, end: after.span.start }
  const closed = /[,，.!?。！？]/.test(caption.text.charAt(before.span.end - 1)) || caption.text.charAt(after.span.start) === ','
  return { kind: 'rewrite', span, text: closed ? ' ' : ', ' }
}
