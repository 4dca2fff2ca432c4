import { formatMessage, say, type Message, type Translations } from '../base/message'
import { loadTranslations } from '../host/load-translations'
import { COMMANDS } from './commands/index'
import { hasOption, valueOf, type Call, type Command } from './command'
import { commandHelp, programHelp } from './help'
import { nearest } from './nearest'
import { ALWAYS } from './options'
import { parseArguments, type Arguments } from './parse-arguments'
import { productVersion } from './product-version'
import type { ExitCode, Terminal } from './terminal'
import { UsageError } from './usage-error'

/** Runs the program: `given` are the arguments without program and script. Never rejects. */
export async function runCli(given: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const translations = loadTranslations(localeOf(given, terminal))
  const translate = (message: Message): string => formatMessage(message, translations)
  try {
    return await dispatch(parseArguments(given), terminal, translations)
  } catch (error) {
    if (error instanceof UsageError) terminal.tell(`taglore: ${translate(error.said)}\n`)
    else terminal.tell(`taglore: ${translate(say`This is a fault of Taglore; please report it with these lines`)}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return 2
  }
}

async function dispatch(parsed: Arguments, terminal: Terminal, translations: Translations): Promise<ExitCode> {
  const [name, ...positionals] = parsed.positionals
  if (hasOption({ arguments: parsed }, 'version')) {
    await terminal.write(`${productVersion()}\n`)
    return 0
  }
  const wantsHelp = hasOption({ arguments: parsed }, 'help')
  if (name === undefined || (name === 'help' && positionals.length === 0)) {
    if (name === undefined && !wantsHelp) throw new UsageError(say`Which command? One of ${COMMANDS.map((command) => command.name).join(', ')}; see taglore --help`)
    await terminal.write(programHelp(COMMANDS, translations))
    return 0
  }
  const command = findCommand(name === 'help' ? (positionals[0] ?? '') : name)
  if (wantsHelp || name === 'help') {
    await terminal.write(commandHelp(command, translations))
    return 0
  }
  const foreign = parsed.options.find((option) => !ALWAYS.includes(option.name) && !command.options.includes(option.name))
  if (foreign) throw new UsageError(say`'taglore ${command.name}' has no option --${foreign.name}; see taglore ${command.name} --help`)
  const call: Call = {
    terminal,
    positionals,
    arguments: parsed,
    translations,
    quiet: hasOption({ arguments: parsed }, 'quiet'),
    translate: (message) => formatMessage(message, translations),
  }
  return command.run(call)
}

function findCommand(name: string): Command {
  const found = COMMANDS.find((command) => command.name === name)
  if (found) return found
  const names = COMMANDS.map((command) => command.name)
  const meant = nearest(name, names)
  throw new UsageError(meant === undefined ? say`There is no command '${name}'; there are ${names.join(', ')}` : say`There is no command '${name}'; did you mean '${meant}'?`)
}

/** `--locale` wins over the terminal's own language. Arguments that cannot be read still get their message in it. */
function localeOf(given: readonly string[], { environment }: Terminal): string | undefined {
  try {
    const asked = valueOf({ arguments: parseArguments(given) }, 'locale')
    if (asked !== undefined) return asked
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
  }
  return environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || undefined
}
