import type { ModelFamily } from '../trainer/models'
import { trainingScript } from './writers/parts/network-options'

export const SHELLS = ['bash', 'powershell', 'cmd'] as const
export type Shell = (typeof SHELLS)[number]

/** What a command says; a template may use each part by its name in braces. */
export interface TrainingCommandParts {
  /** Path of the training configuration. */
  readonly config: string
  /** The script of sd-scripts for the model. */
  readonly script: string
  /** Graphics cards. */
  readonly gpus: number
}

/** How sd-scripts is started where the user has no template of one's own. */
export const USUAL_TEMPLATE = 'accelerate launch --num_processes {gpus} --num_cpu_threads_per_process 1 {script} --config_file {config}'

export function commandParts(family: ModelFamily, config: string, gpus: number): TrainingCommandParts {
  return { config, script: trainingScript(family), gpus }
}

/** The command of a template, each part quoted as the shell needs it; what is not in braces stays as it is written. */
export function trainingCommand(parts: TrainingCommandParts, shell: Shell, template = USUAL_TEMPLATE): string {
  return template.replace(/\{(config|script|gpus)\}/g, (_, name: keyof TrainingCommandParts) => quoteArgument(String(parts[name]), shell))
}

/** A text as one argument of a command in a shell. */
export function quoteArgument(text: string, shell: Shell): string {
  if (text !== '' && PLAIN[shell].test(text)) return text
  switch (shell) {
    case 'bash':
      return `'${text.replaceAll("'", "'\\''")}'`
    case 'powershell':
      // typographic quotes end a text in single quotes too
      return `'${doubleBackslashes(text).replaceAll('"', '\\"').replace(/['\u2018-\u201b]/g, '$&$&')}'`
    case 'cmd':
      return quoteForCmd(text)
  }
}

/** Texts that need no quotes. */
const PLAIN: Readonly<Record<Shell, RegExp>> = {
  bash: /^[\w@%+=:,./-]+$/,
  powershell: /^[A-Za-z0-9_:./\\][\w:./\\-]*$/,
  cmd: /^[\w:./\\-]+$/,
}

/**
 * PowerShell hands arguments to programs between double quotes where they hold blanks (up to 7.2 without escaping quotes in them): backslashes
 * before a quote and at the end are doubled, as programs read them.
 */
function doubleBackslashes(text: string): string {
  const doubled = text.replace(/(\\+)(?=")/g, '$1$1')
  return /\s/.test(text) ? doubled.replace(/\\+$/, '$&$&') : doubled
}

/**
 * For the program: double quotes, `\"` for a quote, backslashes before it doubled. For cmd itself: `%` would be replaced even between quotes,
 * and a quote within would end them, so such signs are escaped by `^` outside of what cmd takes for quotes.
 */
function quoteForCmd(text: string): string {
  const inner = text.replace(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')
  if (!/["%!]/.test(text)) return `"${inner}"`
  // every sign that means something to cmd is escaped, the quotes too, so cmd sees no quoted text at all
  return `"${inner}"`.replace(/[()%!^"<>&|]/g, '^$&')
}
