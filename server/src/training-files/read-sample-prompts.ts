import { say, type Message } from '../base/message'
import { suffixOf } from '../base/path'
import type { Span } from '../base/span'
import { numberOf, tablesOf, textOf, valueOf, type ConfigTable } from './config-tree'
import { nearWords } from './near-words'
import { parseConfig } from './parse-config'
import type { TrainingProblem } from './problem'
import { PROMPT_OPTIONS, type PromptOption } from './sample-prompts'

/** One picture that is made during training. */
export interface SamplePrompt {
  /** The line, or the table or text of a TOML or JSON file. */
  readonly span: Span
  readonly prompt: string
  readonly promptSpan: Span
  /** By the trainer's key: `negative_prompt`, `width`, `seed` …; as the trainer uses them, so rounded and clamped. */
  readonly values: Readonly<Record<string, string | number>>
  readonly options: readonly GivenPromptOption[]
}

/** ` --w 512` in a line. */
export interface GivenPromptOption {
  /** As written, without dashes. */
  readonly name: string
  /** Undefined: the trainer does not know it. */
  readonly option: PromptOption | undefined
  /** From the dashes to the end of the value. */
  readonly span: Span
  readonly nameSpan: Span
  readonly valueSpan: Span
}

export interface SamplePrompts {
  readonly kind: 'sample-prompts'
  readonly name: string
  readonly prompts: readonly SamplePrompt[]
  readonly problems: readonly TrainingProblem[]
}

/** Reads sample prompts: lines of a text file, `[[prompt.subset]]` of a TOML file, items of a JSON file. sd-scripts: train_util.load_prompts */
export function readSamplePrompts(text: string, name: string): SamplePrompts {
  const suffix = suffixOf(name).toLowerCase()
  const problems: TrainingProblem[] = []
  const prompts = suffix === '.toml' || suffix === '.json' ? readStructured(text, name, problems) : readLines(text, problems)
  return { kind: 'sample-prompts', name, prompts, problems }
}

/** A text in a place of the file. */
interface Piece {
  readonly text: string
  readonly start: number
}

function readLines(text: string, problems: TrainingProblem[]): SamplePrompt[] {
  const prompts: SamplePrompt[] = []
  for (const match of text.replace(/^\ufeff/, ' ').matchAll(/[^\r\n]+/g)) {
    const line = { text: match[0], start: match.index }
    // only a mark in the first column makes a comment
    if (line.text.startsWith('#') || line.text.trim() === '') continue
    prompts.push(readLine(line, problems))
  }
  return prompts
}

/** One line, or one text of a JSON list. sd-scripts: train_util.line_to_prompt_dict */
export function readLine(line: Piece, problems: TrainingProblem[]): SamplePrompt {
  const [first, ...rest] = splitOptions(line)
  const prompt = first ?? line
  const values: Record<string, string | number> = {}
  // the trainer takes the prompt for an option too
  const swallowed = readOption(prompt)
  if (swallowed.option && swallowed.value !== undefined) {
    values[swallowed.option.key] = swallowed.value
    problems.push({ kind: 'ignored', span: swallowed.nameSpan, aborts: false, message: say`The trainer takes this beginning for the option '--${swallowed.option.name}'` })
  }
  const options = rest.map((piece) => {
    const given = readOption(piece)
    if (given.option && given.value !== undefined) values[given.option.key] = clamp(given.option, given.value)
    problems.push(...checkOption(given))
    return { name: given.name, option: given.option, span: { start: piece.start - 3, end: piece.start + piece.text.length }, nameSpan: given.nameSpan, valueSpan: given.valueSpan }
  })
  return { span: spanOf(line), prompt: prompt.text, promptSpan: spanOf(prompt), values, options }
}

/** The line parted at ` --`; the first piece is the prompt. */
function splitOptions(line: Piece): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  for (const text of line.text.split(' --')) {
    pieces.push({ text, start: line.start + start })
    start += text.length + 3
  }
  return pieces
}

interface ReadOption {
  readonly name: string
  readonly option: PromptOption | undefined
  /** Undefined where the trainer cannot read it. */
  readonly value: string | number | undefined
  readonly text: string
  readonly nameSpan: Span
  readonly valueSpan: Span
}

/** Name, one blank, value; numbers are read as far as they go (`512px` is 512). */
function readOption(piece: Piece): ReadOption {
  const [, name = ''] = /^(\S*)/.exec(piece.text) ?? []
  const text = piece.text.slice(name.length + 1)
  const option = PROMPT_OPTIONS.find((candidate) => candidate.name === name.toLowerCase())
  const nameEnd = piece.start + name.length
  const start = Math.min(nameEnd + 1, piece.start + piece.text.length)
  return { name, option, value: option && valueIn(option, text), text, nameSpan: { start: piece.start, end: nameEnd }, valueSpan: { start, end: piece.start + piece.text.length } }
}

function valueIn(option: PromptOption, text: string): string | number | undefined {
  if (option.type === 'text') return text === '' ? undefined : text
  const digits = (option.type === 'integer' ? /^\d+/ : /^[\d.]+/).exec(text)?.[0]
  const value = digits === undefined ? NaN : Number(digits)
  return Number.isNaN(value) ? undefined : value
}

function checkOption(given: ReadOption): TrainingProblem[] {
  const { option, name, nameSpan, valueSpan } = given
  if (!option) {
    const known = PROMPT_OPTIONS.find(({ key }) => key === name.toLowerCase() || LONG_NAMES[name.toLowerCase()] === key)
    const near = known ? [known.name] : nearWords(name, PROMPT_OPTIONS.map((candidate) => candidate.name))
    return [{ kind: 'unknown-key', span: nameSpan, key: name, aborts: false, near, message: say`The trainer knows no option '--${name}' and ignores it` }]
  }
  if (given.value === undefined) {
    return [{ kind: 'wrong-type', span: valueSpan.end > valueSpan.start ? valueSpan : nameSpan, key: name, aborts: false, message: say`'--${name}' needs ${NEEDS[option.type]} and is ignored without one` }]
  }
  if (option.choices && !option.choices.includes(String(given.value).trim())) {
    return [{ kind: 'unknown-value', span: valueSpan, key: name, aborts: false, near: nearWords(String(given.value), option.choices), message: say`The trainer knows no sampler '${given.value}' and takes ddim` }]
  }
  const used = clamp(option, given.value)
  if (used !== given.value) return [{ kind: 'out-of-range', span: valueSpan, key: name, aborts: false, message: say`The trainer makes ${used} of it`, replacement: String(used) }]
  return []
}

const NEEDS: Readonly<Record<PromptOption['type'], Message>> = { text: say`a text`, integer: say`a whole number`, float: say`a number` }

/** Words that people write in place of the letters. */
const LONG_NAMES: Readonly<Record<string, string>> = { steps: 'sample_steps', cfg: 'scale', sampler: 'sample_sampler', neg: 'negative_prompt', negative: 'negative_prompt' }

/** Sizes are rounded down to 8 and not below 64, steps kept between 1 and 1000. sd-scripts: train_util.sample_image_inference */
function clamp(option: PromptOption, value: string | number): string | number {
  if (typeof value !== 'number') return value
  if (option.key === 'width' || option.key === 'height') return Math.max(64, value - (value % 8))
  return option.key === 'sample_steps' ? Math.max(1, Math.min(1000, value)) : value
}

function readStructured(text: string, name: string, problems: TrainingProblem[]): SamplePrompt[] {
  const parsed = parseConfig(text, name)
  problems.push(...parsed.faults.map(({ span, message }) => ({ kind: 'syntax' as const, span, message, aborts: true })))
  const { top } = parsed
  if (top.kind === 'list') {
    return top.items.flatMap((item) => {
      if (item.kind === 'string') return [readLine({ text: String(item.value), start: item.span.start + 1 }, problems)]
      return item.kind === 'table' ? [readTable(item, undefined)] : []
    })
  }
  const prompt = valueOf(parsed.root, 'prompt')
  return prompt?.kind === 'table' ? tablesOf(valueOf(prompt, 'subset')).map((subset) => readTable(subset, prompt)) : []
}

function readTable(table: ConfigTable, defaults: ConfigTable | undefined): SamplePrompt {
  const values: Record<string, string | number> = {}
  for (const option of PROMPT_OPTIONS) {
    const held = [table, defaults].map((one) => one && (option.type === 'text' ? textOf(one, option.key) : numberOf(one, option.key))).find((value) => value !== undefined)
    if (held !== undefined) values[option.key] = held
  }
  const node = valueOf(table, 'prompt') ?? (defaults && valueOf(defaults, 'prompt'))
  const prompt = node?.kind === 'string' ? String(node.value) : ''
  return { span: table.extent, prompt, promptSpan: node?.span ?? table.span, values, options: [] }
}

function spanOf({ text, start }: Piece): Span {
  return { start, end: start + text.length }
}
