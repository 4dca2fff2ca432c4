import { parseCaption } from '../../caption/parse'
import type { Snapshot } from '../../workspace/workspace'
import { completeText, type CompletionAnswer, type TagText } from '../completion'
import { writeInString, type StringText } from './string-text'

/** Tags for a place within a string: what is accepted is escaped as the string needs it. */
export function completeString(snapshot: Snapshot, source: string, string: StringText, offset: number, text: Omit<TagText, 'caption'>): CompletionAnswer | undefined {
  const answer = completeText(snapshot, { ...text, caption: parseCaption(string.text) }, string.toText(offset))
  if (!answer) return undefined
  const span = { start: string.toSource(answer.span.start), end: string.toSource(answer.span.end) }
  const tags = answer.tags.flatMap((tag) => {
    const inserted = writeInString(string, tag.inserted)
    return inserted === undefined ? [] : [{ ...tag, inserted }]
  })
  return { span, typed: answer.typed === '' ? '' : source.slice(span.start, Math.max(span.start, offset)), tags }
}
