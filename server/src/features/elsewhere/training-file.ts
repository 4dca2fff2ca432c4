import type { TrainingFileKind } from '../../training-files/recognise'
import type { Snapshot } from '../../workspace/workspace'
import type { CompletionAnswer } from '../completion'
import { completeString } from './complete-string'
import { readString, type StringText } from './string-text'

const CAPTION_KEYS = ['class_tokens', 'caption_prefix', 'caption_suffix']
const PROMPT_KEYS = ['prompt', 'negative_prompt']

/** Tags in those strings of a TOML or JSON file that hold tags; read by their lines, so that a string may be half written. */
export function completeTrainingFile(snapshot: Snapshot, path: string, text: string, kind: TrainingFileKind, offset: number): CompletionAnswer | undefined {
  const isPrompt = kind === 'sample-prompts'
  const string = stringOf(text, isPrompt ? PROMPT_KEYS : CAPTION_KEYS, offset)
  return string && completeString(snapshot, text, string, offset, { path, writing: isPrompt ? 'prompt' : 'setting' })
}

/** The string at `offset`, where it is the value of one of `keys`. */
function stringOf(text: string, keys: readonly string[], offset: number): StringText | undefined {
  const assignments = new RegExp(`(?:^|[{,])[^\\S\\r\\n]*["']?(?:${keys.join('|')})["']?\\s*[=:]\\s*(?=["'])`, 'gm')
  for (const match of text.matchAll(assignments)) {
    const start = match.index + match[0].length
    if (start >= offset) return undefined
    const string = readString(text, start)
    if (string.span.start <= offset && offset <= string.span.end) return string
  }
  return undefined
}
