import { say } from '../../base/message'
import type { Span } from '../../base/span'
import type { Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { readsAsProse } from '../../caption/prose'
import { tagKey } from '../../caption/tag-key'
import { isKnown } from '../../tags/known-key'
import type { TagIndex } from '../../tags/tag-index'
import type { CaptionRule } from '../rule'
import { Mark } from '../tag-facts'

export const fullwidthSeparator: CaptionRule = {
  id: 'fullwidth-separator',
  scope: 'caption',
  habit: true,
  level: 'warning',
  summary: say`Tags are parted by full-width commas, which the trainer does not know`,
  where: Mark.fullwidth | Mark.markup,

  *check(caption, { knowledge, settings }) {
    for (const tag of caption.tags) {
      if (tag.line > 0 && !settings.values['captions.wildcards']) return
      const marks = [...tag.text.matchAll(MARKS)]
      if (marks.length === 0 || !listsTags(tag.text, knowledge.tags)) continue
      yield {
        span: tag.span,
        message: say`The trainer reads '${shorten(tag.text)}' as one tag: it parts tags only at ','`,
        fixes: [
          {
            title: say`Replace the full-width commas with ','`,
            safe: true,
            edits: marks.map((mark) => replaceMark(tag, mark)),
            everywhere: { id: 'replace-fullwidth', title: say`Replace full-width commas between tags in the whole dataset` },
          },
        ],
      }
    }
  },
}

const MARKS = /\s*[，、；]\s*/g
const SENTENCE_MARKS = /[。！？]/
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g
/** A tag in Chinese or Japanese is rarely longer; a clause rarely shorter. */
const LONGEST_CJK_TAG = 6
const LONGEST_SHOWN = 40

/** Whether the parts between full-width commas are tags rather than clauses of a sentence. */
function listsTags(text: string, index: TagIndex): boolean {
  if (SENTENCE_MARKS.test(text)) return false
  const parts = text.split(MARKS).filter((part) => part !== '')
  if (parts.length === 0 || parts.some(readsAsProse)) return false
  const cjk = parts.map((part) => part.match(CJK)?.length ?? 0)
  if (cjk.every((count) => count <= LONGEST_CJK_TAG)) return true
  return parts.filter((part, at) => cjk[at] === 0 || isKnown(index, tagKey(part))).length * 2 >= parts.length
}

/** A comma in place of the mark and its blanks; nothing where no tag follows or precedes it. */
function replaceMark(tag: Tag, mark: RegExpExecArray): TagEdit {
  const span: Span = { start: tag.span.start + mark.index, end: tag.span.start + mark.index + mark[0].length }
  const atEdge = span.start === tag.span.start || span.end === tag.span.end
  const doubled = tag.text.slice(0, mark.index).search(/[，、；]\s*$/) >= 0
  return { kind: 'rewrite', span, text: atEdge || doubled ? '' : ', ' }
}

function shorten(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
}
