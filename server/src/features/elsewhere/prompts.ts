import { spanContains, type Span } from '../../base/span'
import { parseCaption } from '../../caption/parse'
import { readSamplePrompts } from '../../training-files/read-sample-prompts'
import type { Snapshot } from '../../workspace/workspace'
import { completeText, type CompletionAnswer } from '../completion'

/** Tags in a text of sample prompts: in the prompt before the first ` --`, and in a negative prompt. */
export function completePrompt(snapshot: Snapshot, path: string, text: string, offset: number): CompletionAnswer | undefined {
  const span = promptAt(path, text, offset)
  if (!span) return undefined
  const caption = parseCaption(text.slice(span.start, span.end))
  const answer = completeText(snapshot, { caption, path, writing: 'prompt' }, offset - span.start)
  return answer && { ...answer, span: { start: answer.span.start + span.start, end: answer.span.end + span.start } }
}

function promptAt(path: string, text: string, offset: number): Span | undefined {
  const { prompts } = readSamplePrompts(text, path)
  const prompt = prompts.find(({ span }) => spanContains(span, offset))
  if (prompt) return [prompt.promptSpan, ...prompt.options.filter(({ option }) => option?.key === 'negative_prompt').map(({ valueSpan }) => valueSpan)].find((span) => spanContains(span, offset))
  // a new line is a new prompt
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  return /^\s*$/.test(text.slice(lineStart, offset)) && /^\s*?(?:\r?\n|$)/.test(text.slice(offset)) ? { start: offset, end: offset } : undefined
}
