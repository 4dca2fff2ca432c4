import { nameOf, suffixOf } from '../../base/path'
import { spanContains } from '../../base/span'
import type { TrainingFileKind } from '../../training-files/recognise'
import { readSamplePrompts } from '../../training-files/read-sample-prompts'
import { PROMPT_OPTIONS } from '../../training-files/sample-prompts'
import type { WordAnswer } from '../elsewhere/words'
import { completeKeys } from './complete-keys'
import { completeValues, type PathQuestion } from './complete-values'
import { describePromptOption } from './describe-key'
import { filePlaceAt } from './file-place'

/** Keys, values and paths for a place in a training file. Tags in it are another's affair: see `completeElsewhere`. */
export function completeTraining(path: string, text: string, kind: TrainingFileKind, offset: number): WordAnswer | PathQuestion | undefined {
  if (suffixOf(path).toLowerCase() === '.txt') return completePromptOptions(path, text, offset)
  if (isComment(text, path, offset)) return undefined
  const at = filePlaceAt(text, nameOf(path), kind, offset)
  return at.place.on === 'key' ? completeKeys(text, at, offset) : completeValues(text, at, offset)
}

function isComment(text: string, path: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return suffixOf(path).toLowerCase() === '.toml' && /^[^"'#]*#/.test(before)
}

/** Options behind ` --` in a line of sample prompts, and their fixed values. */
function completePromptOptions(path: string, text: string, offset: number): WordAnswer | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const before = text.slice(lineStart, offset)
  if (before.startsWith('#')) return undefined
  const dashes = / --?(\w*)$/.exec(before)
  if (dashes) {
    const start = lineStart + dashes.index + 1
    const end = offset + (/^\w*/.exec(text.slice(offset))?.[0].length ?? 0)
    return { span: { start, end }, words: PROMPT_OPTIONS.map((option) => ({ label: `--${option.name}`, inserted: `--${option.name} `, kind: 'key', lines: describePromptOption(option) })) }
  }
  const { prompts } = readSamplePrompts(text, path)
  const given = prompts.find(({ span }) => spanContains(span, offset))?.options.find(({ valueSpan }) => spanContains(valueSpan, offset))
  const choices = given?.option?.choices ?? []
  return given && choices.length > 0 ? { span: given.valueSpan, words: choices.map((choice) => ({ label: choice, inserted: choice })) } : undefined
}
