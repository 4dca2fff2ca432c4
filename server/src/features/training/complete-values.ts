import { say } from '../../base/message'
import { spanContains, type Span } from '../../base/span'
import { LYCORIS_PRESETS, networkModule } from '../../trainer/schema/networks'
import { textOf, type ConfigTable } from '../../training-files/config-tree'
import { splitArgument } from '../../training-files/read-training-config'
import { readString, type StringText } from '../elsewhere/string-text'
import type { CompletionWord, WordAnswer } from '../elsewhere/words'
import { describeArgument, describeNamedValue, namedValues } from './describe-key'
import { knownKey, type FilePlace, type KnownKey } from './file-place'

/** What is to be listed from the disk: only who asks can look there. */
export interface PathQuestion {
  /** The last part of the path, to be replaced. */
  readonly span: Span
  /** What is written before it, with its slash: '' for the beginning. */
  readonly folder: string
  readonly wants: 'file' | 'folder' | 'either'
  readonly quote: string
}

/** Values for the key at a place: names that the trainer knows, true and false, usual numbers, arguments of networks, or a path to look for. */
export function completeValues(text: string, at: FilePlace, offset: number): WordAnswer | PathQuestion | undefined {
  const name = keyOf(at, text, offset)
  const key = knownKey(at.kind, name)
  if (!key) return undefined
  const string = stringAround(text, offset)
  if (string && key.path) return pathQuestion(string, text, offset, key.path)
  if (key.name === 'network_args') return string && completeArguments(at, string, offset)
  const span = string ? string.span : valueSpan(text, offset)
  const words = valueWords(key, at)
  if (words.length === 0) return undefined
  return { span, words: words.map((word) => (string ? { ...word, inserted: unquoted(word.inserted) } : word)) }
}

/** The key whose value stands at the offset; lists over several lines are read from above where the file is broken. */
function keyOf({ place }: FilePlace, text: string, offset: number): string {
  if (place.key !== '') return place.key
  const before = text.slice(0, offset)
  const open = /(?:^|\n)[ \t]*["']?([\w.-]+)["']?\s*[=:]\s*\[[^\]]*$/.exec(before)
  return open?.[1] ?? ''
}

/** The string around an offset, on its line; one that is not closed yet too. */
function stringAround(text: string, offset: number): StringText | undefined {
  let at = text.lastIndexOf('\n', offset - 1) + 1
  while (at < offset) {
    const sign = text.charAt(at)
    if (sign === '#') return undefined
    if (sign !== '"' && sign !== "'") {
      at++
      continue
    }
    const string = readString(text, at)
    if (spanContains(string.span, offset) && at < offset) return string
    at = Math.max(string.span.end + string.quote.length, at + 1)
  }
  return undefined
}

function valueSpan(text: string, offset: number): Span {
  let [start, end] = [offset, offset]
  while (start > 0 && /[\w.+-]/.test(text.charAt(start - 1))) start--
  while (end < text.length && /[\w.+-]/.test(text.charAt(end))) end++
  return { start, end }
}

function unquoted(inserted: string): string {
  return /^".*"$/.test(inserted) ? inserted.slice(1, -1) : inserted
}

function valueWords(key: KnownKey, at: FilePlace): readonly CompletionWord[] {
  const quoted = (value: string | number): string => (typeof value === 'number' && key.type !== 'string' ? String(value) : JSON.stringify(String(value)))
  const named = namedValues(key.name)
  if (named.length > 0) return named.map(({ name, description }) => ({ label: name, inserted: JSON.stringify(name), lines: [description] }))
  if (key.choices) return key.choices.map((choice) => ({ label: String(choice), inserted: quoted(choice) }))
  if (key.type === 'boolean') return ['true', 'false'].map((word) => ({ label: word, inserted: word }))
  return usualValues(key, at).map(([value, note]) => ({ label: value, inserted: value, ...(note ? { lines: [note] } : {}) }))
}

type Usual = readonly [string, ReturnType<typeof say>?]

/** Values that people take, where the type allows any. */
function usualValues({ name, type }: KnownKey, { kind }: FilePlace): readonly Usual[] {
  const text = (value: string): string => (type === 'string' ? JSON.stringify(value) : value)
  switch (name) {
    case 'resolution':
      return RESOLUTIONS.map(([side, note]) => [kind === 'dataset-config' ? side : JSON.stringify(side), note])
    case 'max_resolution':
      return RESOLUTIONS.map(([side, note]) => [JSON.stringify(`${side},${side}`), note])
    case 'caption_extension':
      return ['.txt', '.caption'].map((value) => [text(value)])
    case 'keep_tokens_separator':
      return [['"|||"']]
    case 'secondary_separator':
      return [['";;;"']]
    case 'caption_separator':
      return [['","']]
    case 'bucket_reso_steps':
      return [['64', say`SD 1 and 2, and all later models`], ['32', say`SDXL, SD 3, FLUX`]]
    case 'unet_lr':
      return [['1e-4', say`Usual for a LoRA with AdamW`], ['1.0', say`For Prodigy and D-Adaptation`]]
    case 'text_encoder_lr':
      return [['5e-5', say`Usual for a LoRA with AdamW`], ['1.0', say`For Prodigy and D-Adaptation`]]
    case 'min_snr_gamma':
      return [['5']]
    default:
      return []
  }
}

const RESOLUTIONS: readonly (readonly [string, ReturnType<typeof say>])[] = [
  ['512', say`SD 1.x`],
  ['768', say`SD 2, or SD 1.x with more memory`],
  ['1024', say`SDXL and later models`],
]

/** `algo=loha`: names of arguments before the equals sign, their values behind it. */
function completeArguments({ parsed }: FilePlace, string: StringText, offset: number): WordAnswer | undefined {
  const module = networkModule(moduleName(parsed.root) ?? '')
  if (!module) return undefined
  const cut = string.text.indexOf('=')
  const caret = string.toText(offset)
  if (cut < 0 || caret <= cut) {
    const end = cut < 0 ? string.span.end : string.toSource(cut)
    const words = module.arguments.map((argument) => ({ label: argument.name, inserted: cut < 0 ? `${argument.name}=` : argument.name, kind: 'key' as const, lines: describeArgument(argument) }))
    return { span: { start: string.span.start, end }, words }
  }
  const [name] = splitArgument(string.text)
  const argument = module.arguments.find((candidate) => candidate.name === name)
  const values = argument?.choices ?? (argument?.type === 'boolean' ? ['True', 'False'] : name === 'preset' ? LYCORIS_PRESETS : [])
  const words = values.map((value): CompletionWord => {
    const meaning = describeNamedValue(name, value)
    return { label: value, inserted: value, ...(meaning ? { lines: [meaning] } : {}) }
  })
  return words.length === 0 ? undefined : { span: { start: string.toSource(cut + 1), end: string.span.end }, words }
}

/** `network_module`, in whatever section it stands. */
function moduleName(root: ConfigTable): string | undefined {
  const tables = [root, ...root.entries.flatMap(({ value }) => (value.kind === 'table' ? [value] : []))]
  return tables.map((table) => textOf(table, 'network_module')).findLast((name) => name !== undefined)
}

/** The folder part stays as it is written; the part behind its last slash is what the disk is asked about. */
function pathQuestion(string: StringText, text: string, offset: number, wants: PathQuestion['wants']): PathQuestion {
  const cut = Math.max(text.lastIndexOf('/', offset - 1), text.lastIndexOf('\\', offset - 1)) + 1
  const start = Math.max(cut, string.span.start)
  const next = text.slice(offset, string.span.end).search(/[/\\]/)
  return { span: { start, end: next < 0 ? string.span.end : offset + next }, folder: string.text.slice(0, string.toText(start)), wants, quote: string.quote }
}
