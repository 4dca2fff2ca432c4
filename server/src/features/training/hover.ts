import { say, type Message } from '../../base/message'
import { nameOf, suffixOf } from '../../base/path'
import { spanContains, type Span } from '../../base/span'
import { networkModule } from '../../trainer/schema/networks'
import type { TrainingFileKind } from '../../training-files/recognise'
import { readSamplePrompts } from '../../training-files/read-sample-prompts'
import { readTrainingConfig, splitArgument } from '../../training-files/read-training-config'
import type { TagDescription } from '../hover'
import { describeArgument, describeNamedValue, describePromptOption } from './describe-key'
import { filePlaceAt, knownKey } from './file-place'

/** What a key or a value of a training file means. */
export function hoverTraining(path: string, text: string, kind: TrainingFileKind, offset: number): TagDescription | undefined {
  if (suffixOf(path).toLowerCase() === '.txt') return hoverPromptOption(path, text, offset)
  const { place } = filePlaceAt(text, nameOf(path), kind, offset)
  const { entry } = place
  if (!entry) return undefined
  if (place.on === 'value') {
    const item = entry.value.kind === 'list' ? entry.value.items.find(({ span }) => spanContains(span, offset)) : entry.value
    if (item?.kind === 'string') {
      const value = String(item.value)
      const meaning = describeNamedValue(entry.key, value)
      if (meaning) return describe(value, [meaning], item.span)
      if (entry.key === 'network_args' && kind === 'training-config') return hoverArgument(text, path, value, item.span)
    }
  }
  const key = knownKey(kind, entry.key)
  return key && describe(key.name, key.lines, entry.keySpan.start <= offset && offset <= entry.keySpan.end ? entry.keySpan : entry.value.span)
}

function hoverArgument(text: string, path: string, written: string, span: Span): TagDescription | undefined {
  const given = readTrainingConfig(text, nameOf(path)).options.get('network_module')?.node
  const module = given?.kind === 'string' ? networkModule(String(given.value)) : undefined
  const [name, value] = splitArgument(written)
  const argument = module?.arguments.find((candidate) => candidate.name === name)
  if (!argument) return undefined
  const meaning = describeNamedValue(name, value)
  return describe(name, [...describeArgument(argument), ...(meaning ? [say`${value}: ${meaning}`] : [])], span)
}

function hoverPromptOption(path: string, text: string, offset: number): TagDescription | undefined {
  const { prompts } = readSamplePrompts(text, path)
  const given = prompts.flatMap(({ options }) => options).find(({ span, valueSpan, option }) => (option?.type === 'text' && !option.choices ? span.start <= offset && offset < valueSpan.start : spanContains(span, offset)))
  return given?.option && describe(`--${given.option.name}`, describePromptOption(given.option), given.span)
}

function describe(title: string, lines: readonly Message[], span: Span): TagDescription {
  return { span, title, translations: [], lines }
}
