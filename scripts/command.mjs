// Running other programs from our scripts. Imports nothing but node:*, so it works before anything is installed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. (Not by `import.meta.dirname`: a Node that is too old must get as far as being told so.) */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A failure that is told to the user as one message, without a stack. */
export class Failure extends Error {}

/**
 * Runs a program and waits for it. With `log`, its output goes to the end of that file (the last lines are part of the error);
 * otherwise it is shown. `allowFailure` returns the exit code instead of throwing.
 */
export async function run(command, args, { cwd = root, env = process.env, log, allowFailure = false } = {}) {
  const sink = log ? createWriteStream(log, { flags: 'a' }) : undefined
  if (sink) await once(sink, 'open')
  sink?.write(`\n$ ${command} ${args.join(' ')}   (in ${cwd})\n`)
  // On Windows npm and the like are scripts, which only a shell can run.
  const shell = process.platform === 'win32' && !command.endsWith('.exe')
  const quote = (text) => (shell && /\s/.test(text) ? `"${text}"` : text)
  const child = spawn(quote(command), args.map(quote), {
    cwd,
    env,
    stdio: ['ignore', log ? 'pipe' : 'inherit', log ? 'pipe' : 'inherit'],
    shell,
  })
  let tail = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      sink.write(chunk)
      tail = (tail + chunk).slice(-3000)
    })
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failure(`${command} could not be started: ${error.message}`)))
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal))
  })
  sink?.end()
  if (code !== 0 && !allowFailure) {
    const shown = [command, ...args].join(' ')
    throw new Failure(`'${shown}' ended with ${code}${log ? `; the whole output is in ${log}, its end is:\n${tail.trim()}` : ''}`)
  }
  return code
}

/** The path of a program on the PATH, or undefined. */
export function findOnPath(name) {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe', '.bat'] : ['']
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, name + ending)
      if (folder && existsSync(path)) return path
    }
  }
  return undefined
}

/** The environment for an npm of its own: without what an outer `npm run` says about its own project. */
export function npmEnvironment(extra = {}) {
  const env = {}
  for (const [name, value] of Object.entries(process.env)) {
    // what an outer npm has read from our .npmrc holds for our packages, not for those of other programs
    if (/^npm_(package|lifecycle)_/.test(name) || name === 'npm_config_local_prefix' || name === 'npm_config_ignore_scripts' || name === 'npm_command') continue
    env[name] = value
  }
  return { ...env, npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false', ...extra }
}

/** Runs the main function of a script: a Failure becomes one message and exit code 1. */
export async function main(work) {
  try {
    await work()
  } catch (error) {
    process.stderr.write(`\n${error instanceof Failure ? error.message : error.stack}\n`)
    process.exitCode = 1
  }
}
