import { say } from '../../base/message'
import type { Span } from '../../base/span'
import { DATASET_KEYS } from '../../trainer/schema/dataset-keys'
import { GUI_KEYS } from '../../trainer/schema/gui-keys'
import { TRAINING_OPTIONS } from '../../trainer/schema/training-options'
import { nameType, type ValueType } from '../../trainer/schema/value-type'
import type { ConfigTable } from '../../training-files/config-tree'
import { acceptsKey } from '../../training-files/read-dataset-config'
import { PROMPT_OPTIONS } from '../../training-files/sample-prompts'
import type { CompletionWord, WordAnswer } from '../elsewhere/words'
import { knownKey, type FilePlace, type KnownKey } from './file-place'

/** Keys that may stand at a place and do not yet; at the beginning of a line of TOML tables too. */
export function completeKeys(text: string, at: FilePlace, offset: number): WordAnswer | undefined {
  const { parsed, place } = at
  const header = parsed.language === 'toml' ? headerAt(text, offset) : undefined
  const tables = at.kind === 'dataset-config' ? TABLES : at.kind === 'sample-prompts' ? PROMPT_TABLES : []
  if (header) return { span: header, words: tables }
  const span = keySpan(text, place.word)
  const hasValue = /^["']?[ \t]*[=:]/.test(text.slice(span.end))
  const taken = takenKeys(at, place.entry?.key)
  const keys = allowedKeys(at).filter(({ name }) => !taken.has(name))
  const words = keys.map((key) => keyWord(key, at, text.charAt(span.start), hasValue))
  return { span, words: isLineStart(text, span.start) && parsed.language === 'toml' ? [...words, ...tables] : words }
}

const TABLES: readonly CompletionWord[] = [
  { label: '[general]', inserted: '[general]', kind: 'table', lines: [say`Values for all datasets, where neither they nor their subsets set them.`] },
  { label: '[[datasets]]', inserted: '[[datasets]]', kind: 'table', lines: [say`One dataset: its own resolution, batch size and buckets. Several are trained together.`] },
  { label: '[[datasets.subsets]]', inserted: '[[datasets.subsets]]', kind: 'table', lines: [say`One folder of images of the dataset above, with repeats and captions of its own.`] },
]

const PROMPT_TABLES: readonly CompletionWord[] = [
  { label: '[prompt]', inserted: '[prompt]', kind: 'table', lines: [say`Values for all sample prompts, where they set none themselves.`] },
  { label: '[[prompt.subset]]', inserted: '[[prompt.subset]]', kind: 'table', lines: [say`One sample prompt.`] },
]

/** The header that is being written: brackets at the beginning of a line, to the end of those behind. */
function headerAt(text: string, offset: number): Span | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const before = /^([ \t]*)\[{1,2}[\w. ]*\]{0,2}$/.exec(text.slice(lineStart, offset))
  if (!before) return undefined
  const after = /^[\w. ]*\]{0,2}/.exec(text.slice(offset))?.[0].length ?? 0
  return { start: lineStart + (before[1]?.length ?? 0), end: offset + after }
}

function isLineStart(text: string, offset: number): boolean {
  return /(?:^|\n)[ \t]*$/.test(text.slice(0, offset))
}

/** The key under the caret with the quotes that stand around it. */
function keySpan(text: string, { start, end }: Span): Span {
  const quote = text.charAt(start - 1)
  if (quote !== '"' && quote !== "'") return { start, end }
  return { start: start - 1, end: text.charAt(end) === quote ? end + 1 : end }
}

/** Keys that stand already where the trainer would not take them again. */
function takenKeys({ kind, parsed, place }: FilePlace, editing: string | undefined): ReadonlySet<string> {
  const flat = kind === 'training-config' || kind === 'gui-preset'
  const tables: ConfigTable[] = flat ? [parsed.root, ...parsed.root.entries.flatMap(({ value }) => (value.kind === 'table' ? [value] : []))] : [place.table]
  const taken = new Set(tables.flatMap((table) => table.entries.filter(({ value }) => value.kind !== 'table').map(({ key }) => key)))
  if (editing !== undefined) taken.delete(editing)
  return taken
}

function allowedKeys({ kind, level, mode, place }: FilePlace): readonly KnownKey[] {
  const names = (): readonly string[] => {
    switch (kind) {
      case 'dataset-config':
        return level ? DATASET_KEYS.filter((key) => acceptsKey(key, level, mode)).map(({ name }) => name) : []
      case 'training-config':
        return place.path.length <= 1 ? TRAINING_OPTIONS.map(({ name }) => name) : []
      case 'gui-preset':
        return place.path.length <= 1 ? GUI_KEYS.map(({ name }) => name) : []
      case 'sample-prompts':
        return PROMPT_OPTIONS.map(({ key }) => key)
    }
  }
  const prompt: KnownKey[] = kind === 'sample-prompts' ? [{ name: 'prompt', type: 'string', lines: [say`What the picture is to show.`] }] : []
  return [...prompt, ...names().flatMap((name) => knownKey(kind, name) ?? [])]
}

function keyWord(key: KnownKey, { parsed }: FilePlace, first: string, hasValue: boolean): CompletionWord {
  const json = parsed.language === 'json'
  const quote = json ? '"' : first === '"' || first === "'" ? first : ''
  const name = `${quote}${key.name}${quote}`
  const base = { label: key.name, kind: 'key', lines: key.lines, note: nameType(key.type) } as const
  if (hasValue) return { ...base, inserted: name }
  const assign = json ? ': ' : ' = '
  return { ...base, inserted: `${name}${assign}`, snippet: `${name}${assign}${valueSnippet(key.type, key.choices)}` }
}

function valueSnippet(type: ValueType, choices: readonly (string | number)[] | undefined): string {
  if (choices && choices.length > 0) return type === 'string' ? `"\${1|${choices.join(',')}|}"` : `\${1|${choices.join(',')}|}`
  switch (type) {
    case 'boolean':
      return '${1|true,false|}'
    case 'string':
      return '"$1"'
    case 'string-list':
      return '["$1"]'
    case 'number-list':
    case 'float-pair':
      return '[$1]'
    case 'table':
      return '{ $1 }'
    default:
      return '$1'
  }
}
