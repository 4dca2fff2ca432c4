// From a fresh clone to an open dataset: npm start [-- DIR] [--no-editor]
// Installs, builds, prints the audit, and opens the dataset in VS Code, or in a browser-based one that it sets up itself.
// Only node:* is imported here and below: nothing may be installed yet.
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { Failure, findOnPath, main, npmEnvironment, root, run } from './command.mjs'
import { checkNode, ensureDependencies } from './dependencies.mjs'
import { installExtension, prepareProfile, profileFiles, startCodeServer } from './editor/code-server.mjs'
import { setUpEditor } from './editor/set-up.mjs'

const usage = 'Usage: npm start [-- DIR] [--no-editor]'
const sample = 'samples/mascots'
// Always the same when it is free, so that the browser keeps what belongs to it.
const port = 39390

/** For the first start only; afterwards the settings are the user's. */
const firstSettings = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
}

await main(async () => {
  checkNode()
  const { folder, editor } = readArguments(process.argv.slice(2))
  await ensureDependencies({ say })
  say('Building')
  await run('npm', ['run', '--silent', 'build'], { env: npmEnvironment() })
  say(`Audit of ${relative(process.cwd(), folder) || folder}`)
  await run(process.execPath, [join(root, 'dist/cli.js'), 'audit', folder], { allowFailure: true })
  if (!editor) return
  say('Packaging the extension')
  await run(process.execPath, [join(root, 'scripts/package.mjs')])
  const { currentTarget, vsixPath } = await import('./package.mjs')
  const vsix = vsixPath(currentTarget())
  if (!(await openInVsCode(folder, vsix))) await openInBrowser(folder, vsix)
})

function readArguments(given) {
  let folder
  let editor = true
  for (const argument of given) {
    if (argument === '--no-editor') editor = false
    else if (argument.startsWith('-') || folder !== undefined) throw new Failure(`'${argument}' is not understood. ${usage}`)
    else folder = argument
  }
  // npm runs us in the checkout, whatever folder the user is in.
  const path = folder === undefined ? join(root, sample) : resolve(process.env.INIT_CWD ?? process.cwd(), folder)
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new Failure(`'${path}' is not a folder. ${usage}`)
  return { folder: path, editor }
}

/** Whether it was opened in the VS Code of the user. */
async function openInVsCode(folder, vsix) {
  const code = findOnPath('code')
  if (!code) return false
  say(`Installing the extension Taglore into your VS Code (${code}) and opening the dataset there`)
  if ((await run(code, ['--install-extension', vsix, '--force'], { allowFailure: true })) === 0 && (await run(code, [folder], { allowFailure: true })) === 0) {
    return true
  }
  say('That VS Code could not be used; going on with a browser-based one')
  return false
}

async function openInBrowser(folder, vsix) {
  const { codeServer } = await setUpEditor({ browser: false, say })
  const profile = join(root, '.editor/profile')
  prepareProfile(profile)
  const { settings } = profileFiles(profile)
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(firstSettings, null, 2))
  await installExtension({ codeServer, profile, vsix })
  const password = process.env.PASSWORD
  const server = await startCodeServer({ codeServer, profile, port, password })
  say(`VS Code with Taglore is running. Open this address in your browser:

    ${server.address}/?folder=${encodeURIComponent(folder)}

${password ? 'It asks for the password that you gave in PASSWORD.' : 'Everybody who is logged in to this machine can open it; to have it ask for a password, give one in PASSWORD.'}
Ctrl+C stops it.`)
  // A signal ends the server, and with that us, in good order. An npm that is ended takes only its shell with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
  const parent = process.ppid
  const watch = setInterval(() => process.ppid !== parent && void server.stop(), 1000)
  await server.ended
  clearInterval(watch)
}

function say(line) {
  process.stdout.write(`\n${line}\n`)
}
