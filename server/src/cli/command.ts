import type { Message, Translations } from '../base/message'
import { say } from '../base/message'
import type { OptionName } from './options'
import type { Arguments } from './parse-arguments'
import type { ExitCode, Terminal } from './terminal'
import { UsageError } from './usage-error'

/** One word of the command line: a file of the drawer `commands/`. */
export interface Command {
  readonly name: string
  /** What follows the name, as in `DIR QUERY`. */
  readonly usage: string
  readonly summary: Message
  /** Further lines of the help. */
  readonly details?: readonly Message[]
  /** Besides those that every command takes, in the order of the help. */
  readonly options: readonly OptionName[]
  /** Rejects with `UsageError` where it cannot run. */
  run(call: Call): Promise<ExitCode>
}

/** One call of a command. */
export interface Call {
  readonly terminal: Terminal
  /** Without the command's name. */
  readonly positionals: readonly string[]
  readonly arguments: Arguments
  readonly translations: Translations
  readonly quiet: boolean
  translate(message: Message): string
}

/** Whether an option was given. */
export function hasOption(call: Pick<Call, 'arguments'>, name: OptionName): boolean {
  return call.arguments.options.some((option) => option.name === name)
}

/** The values of an option in the order given. */
export function valuesOf(call: Pick<Call, 'arguments'>, name: OptionName): readonly string[] {
  return call.arguments.options.flatMap((option) => (option.name === name && option.value !== undefined ? [option.value] : []))
}

/** The value of an option; the last where it was given several times. */
export function valueOf(call: Pick<Call, 'arguments'>, name: OptionName): string | undefined {
  return valuesOf(call, name).at(-1)
}

/** The value of an option that must be one of a few words. */
export function choiceOf<Choice extends string>(call: Call, name: OptionName, choices: readonly [Choice, ...Choice[]], usual: Choice): Choice {
  const given = valueOf(call, name)
  if (given === undefined) return usual
  const found = choices.find((choice) => choice === given)
  if (found === undefined) throw new UsageError(say`Option '--${name}' is one of ${choices.join(', ')}; '${given}' is not`)
  return found
}

export type Format = 'text' | 'json' | 'markdown'

export function formatOf(call: Call): Format {
  return choiceOf(call, 'format', ['text', 'json', 'markdown'], 'text')
}

/** The forms of a report. */
export type ReportFormat = Format | 'html' | 'sarif'

export function reportFormatOf(call: Call): ReportFormat {
  return choiceOf(call, 'format', ['text', 'json', 'markdown', 'html', 'sarif'], 'text')
}

/** JSON as every command prints it. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
