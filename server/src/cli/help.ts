import { formatMessage, say, type Message, type Translations } from '../base/message'
import { ALWAYS, optionSpec, type OptionName } from './options'
import type { Command } from './command'

/** The help of the whole program. */
export function programHelp(commands: readonly Command[], translations: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  return [
    usageLine('COMMAND', t),
    '',
    t(say`Checks datasets of captioned images for training LoRA.`),
    '',
    t(say`Commands:`),
    ...columns(commands.map((command) => [`${command.name} ${command.usage}`, t(command.summary)])),
    '',
    t(say`Options:`),
    ...optionLines(ALWAYS, t),
    '',
    t(say`'taglore COMMAND --help' tells more of a command.`),
    t(say`Exit codes: 0 done, 1 problems from the level of --fail-on on, 2 could not run`),
    '',
  ].join('\n')
}

export function commandHelp(command: Command, translations: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  return [
    usageLine(`${command.name} ${command.usage}`, t),
    '',
    t(command.summary),
    ...(command.details ?? []).flatMap((line) => ['', t(line)]),
    '',
    t(say`Options:`),
    ...optionLines([...command.options, ...ALWAYS.filter((name) => !command.options.includes(name))], t),
    '',
  ].join('\n')
}

function usageLine(call: string, t: (message: Message) => string): string {
  return t(say`Usage: taglore ${call} [options]`)
}

function optionLines(names: readonly OptionName[], t: (message: Message) => string): string[] {
  return columns(
    names.map((name) => {
      const { value, short, help } = optionSpec(name)
      return [`${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`, t(help)]
    }),
  )
}

function columns(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
