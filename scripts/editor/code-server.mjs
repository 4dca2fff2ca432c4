// Runs an installed code-server on a profile folder: `user/` (settings, logs), `extensions/`, `config.yaml`.
import { spawn } from 'node:child_process'
import { openSync, closeSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Failure } from '../command.mjs'

const startTimeout = 60_000

/** Where a profile keeps things. */
export function profileFiles(profile) {
  return {
    settings: join(profile, 'user/User/settings.json'),
    keys: join(profile, 'user/User/keybindings.json'),
    logs: join(profile, 'user/logs'),
    serverLog: join(profile, 'code-server.log'),
  }
}

export function prepareProfile(profile) {
  mkdirSync(join(profile, 'user/User'), { recursive: true })
  mkdirSync(join(profile, 'extensions'), { recursive: true })
  writeFileSync(join(profile, 'config.yaml'), 'auth: none\ncert: false\n')
}

/**
 * Has the extensions speak a language (`zh-cn`). The workbench itself stays English, since the language pack that is declared has
 * no words. Installing an extension forgets it.
 */
export function declareLanguage(profile, language) {
  const words = join(profile, 'user/words.json')
  writeFileSync(words, JSON.stringify({ version: '1.0.0', contents: {} }))
  const pack = { hash: 'none', extensions: [{ extensionIdentifier: { id: 'taglore.words' }, version: '1.0.0' }], translations: { vscode: words }, label: language }
  writeFileSync(join(profile, 'user/languagepacks.json'), JSON.stringify({ [language]: pack }))
  writeFileSync(join(profile, 'user/User/argv.json'), JSON.stringify({ locale: language }))
}

export async function installExtension({ codeServer, profile, vsix, env }) {
  const child = launch({ codeServer, profile, env, args: ['--install-extension', vsix, '--force'] })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Failure(`'${vsix}' could not be installed:\n${logEnd(profile)}`)
}

/**
 * Starts code-server on 127.0.0.1 and waits until it answers. `port` is taken when it is free, any other otherwise.
 * With `askTrust`, folders are opened in restricted mode until the user trusts them.
 * Returns `{ address, ended, stop }`; `ended` resolves when the process has ended by whatever cause.
 */
export async function startCodeServer({ codeServer, profile, port = 0, password = undefined, askTrust = false, env }) {
  const free = await freePort(port)
  const args = [
    '--bind-addr', `127.0.0.1:${free}`,
    '--auth', password ? 'password' : 'none',
    '--disable-telemetry',
    '--disable-update-check',
    ...(askTrust ? [] : ['--disable-workspace-trust']),
    '--disable-getting-started-override',
    '--disable-proxy',
    '--ignore-last-opened',
  ]
  const child = launch({ codeServer, profile, env: { ...env, ...(password && { PASSWORD: password }) }, args })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const forget = killWithUs(child)
  void ended.then(forget)
  const stop = async () => {
    killGroup(child, 'SIGTERM')
    const late = setTimeout(() => killGroup(child, 'SIGKILL'), 3000)
    await ended
    clearTimeout(late)
    // The processes below it may outlive the one that we waited for.
    killGroup(child, 'SIGKILL')
  }
  const address = `http://127.0.0.1:${free}`
  try {
    await untilHealthy({ child, address, profile })
  } catch (error) {
    await stop()
    throw error
  }
  return { address, ended, stop }
}

function launch({ codeServer, profile, args, env = {} }) {
  const log = openSync(profileFiles(profile).serverLog, 'a')
  const folders = ['--config', join(profile, 'config.yaml'), '--user-data-dir', join(profile, 'user'), '--extensions-dir', join(profile, 'extensions')]
  try {
    return spawn(codeServer.node, [codeServer.entry, ...folders, ...args], {
      env: { ...quietEnvironment(), ...env },
      stdio: ['ignore', log, log],
      // A process group of its own, so that the servers that it forks can be ended with it.
      detached: true,
    })
  } finally {
    closeSync(log)
  }
}

function quietEnvironment() {
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}' }
  for (const name of Object.keys(env)) {
    if (/^(VSCODE_|ELECTRON_|npm_)/.test(name) || ['NODE_OPTIONS', 'PASSWORD', 'HASHED_PASSWORD', 'PORT'].includes(name)) delete env[name]
  }
  return env
}

async function untilHealthy({ child, address, profile }) {
  const deadline = Date.now() + startTimeout
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Failure(`code-server ended at its start:\n${logEnd(profile)}`)
    const answer = await fetch(`${address}/healthz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    if (Date.now() > deadline) throw new Failure(`code-server did not answer within ${startTimeout / 1000} s:\n${logEnd(profile)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function logEnd(profile) {
  return readFileSync(profileFiles(profile).serverLog, 'utf8').slice(-3000).trim()
}

async function freePort(wanted) {
  const server = createServer()
  const listen = (port) =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve(server.address().port))
    })
  const port = await listen(wanted).catch(() => listen(0))
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Ends the group of the child when this process ends, also by a signal; returns a function that lifts this. */
function killWithUs(child) {
  const onExit = () => killGroup(child, 'SIGKILL')
  const onSignal = (signal) => {
    onExit()
    forget()
    process.kill(process.pid, signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const forget = () => {
    process.off('exit', onExit)
    for (const signal of signals) process.off(signal, onSignal)
  }
  process.on('exit', onExit)
  for (const signal of signals) process.on(signal, onSignal)
  return forget
}

function killGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has ended already.
  }
}
