import { parseArgs } from 'node:util'
import { say } from '../base/message'
import { nearest } from './nearest'
import { isOptionName, OPTION_NAMES, optionSpec, type OptionName } from './options'
import { UsageError } from './usage-error'

/** The arguments as they were given, before a command looks at them. */
export interface Arguments {
  readonly positionals: readonly string[]
  /** In the order given; `value` is undefined for options that take none. */
  readonly options: readonly { readonly name: OptionName; readonly value: string | undefined }[]
}

/** Splits the arguments into words and options. Throws `UsageError` for an unknown option or a missing value. */
export function parseArguments(given: readonly string[]): Arguments {
  const positionals: string[] = []
  const options: { name: OptionName; value: string | undefined }[] = []
  for (const token of tokenize(given)) {
    if (token.kind === 'positional') positionals.push(token.value)
    else if (token.kind === 'option') options.push(readOption(token))
  }
  return { positionals, options }
}

function tokenize(given: readonly string[]) {
  const config = Object.fromEntries(OPTION_NAMES.map((name) => [name, toConfig(name)]))
  // not strict: the messages of node:util are English and name its own API
  return parseArgs({ args: [...given], options: config, strict: false, allowPositionals: true, tokens: true }).tokens
}

function toConfig(name: OptionName): { type: 'string' | 'boolean'; multiple: true; short?: string } {
  const { value, short } = optionSpec(name)
  return { type: value === undefined ? 'boolean' : 'string', multiple: true, ...(short === undefined ? {} : { short }) }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function readOption({ name, rawName, value, inlineValue }: OptionToken): { name: OptionName; value: string | undefined } {
  if (!isOptionName(name)) {
    const meant = nearest(name, OPTION_NAMES)
    throw new UsageError(meant === undefined ? say`There is no option '${rawName}'; see --help` : say`There is no option '${rawName}'; did you mean --${meant}?`)
  }
  const { value: wanted } = optionSpec(name)
  if (wanted === undefined && value !== undefined) throw new UsageError(say`Option '${rawName}' takes no value`)
  if (wanted !== undefined && value === undefined) throw new UsageError(say`Option '${rawName}' needs a value: ${rawName} ${wanted}`)
  if (wanted !== undefined && !inlineValue && value !== undefined && /^-./.test(value)) {
    throw new UsageError(say`Option '${rawName}' needs a value; write ${rawName}=${value} if it begins with a dash`)
  }
  return { name, value }
}
