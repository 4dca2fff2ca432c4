// Installs code-server from npm without its postinstall scripts, which want system libraries and downloads that it can do without.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { Failure, findOnPath, npmEnvironment, run } from '../command.mjs'
import { setUpPart } from './part.mjs'

// The newest code-server for Node 20 (VS Code 1.100.3, our oldest supported version).
const codeServerVersion = '4.100.3'
const ripgrepVersion = '1.18.0'
const nodeMajor = 20
// With another Node, code-server gets one of its own from npm.
const nodeVersion = '20.19.5'

/** Returns `{ node, entry }`: run `node entry …`. */
export async function setUpCodeServer({ home, say }) {
  if (process.platform === 'win32') {
    throw new Failure('code-server does not run on Windows. Install VS Code with its command `code` on the PATH, then run this again.')
  }
  const stamp = { codeServer: codeServerVersion, ripgrep: ripgrepVersion, node: ownNode() ? process.versions.modules : nodeVersion, arch: process.arch }
  const log = join(home, 'code-server-set-up.log')
  const folder = await setUpPart({
    home,
    name: 'code-server',
    stamp,
    build: (partial) => install(partial, { say, log }),
  })
  return { node: nodeIn(folder), entry: join(folder, 'node_modules/code-server/out/node/entry.js') }
}

function ownNode() {
  return Number(process.versions.node.split('.')[0]) === nodeMajor
}

function nodeIn(folder) {
  return ownNode() ? process.execPath : join(folder, 'node_modules', nodePackage(), 'bin/node')
}

function nodePackage() {
  return `node-${process.platform === 'darwin' ? 'darwin' : 'linux'}-${process.arch}`
}

async function install(folder, { say, log }) {
  needCompiler()
  const started = Date.now()
  say(`code-server ${codeServerVersion} (VS Code in the browser): installing into .editor/, once; about a minute`)
  const packages = { 'code-server': codeServerVersion, [ripgrepPackage()]: ripgrepVersion }
  if (!ownNode()) packages[nodePackage()] = nodeVersion
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }, null, 2))

  const npm = (cwd, args, extra) => run('npm', args, { cwd, log, env: environment(folder, extra) })
  const bare = ['install', '--ignore-scripts', '--omit=dev']
  const codeServer = join(folder, 'node_modules/code-server')
  const vscode = join(codeServer, 'lib/vscode')

  say('  1/4 code-server')
  await npm(folder, bare)
  await npm(folder, ['rebuild', 'argon2'])
  say('  2/4 VS Code')
  await npm(vscode, bare)
  say('  3/4 native modules')
  // node-pty runs `npx node-gyp`, which asks a question without `yes`.
  await npm(vscode, ['rebuild', '@vscode/spdlog', 'native-watchdog', 'node-pty'], { npm_config_yes: 'true' })
  say('  4/4 built-in extensions')
  await npm(join(vscode, 'extensions'), bare)
  finish(folder, vscode)
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`)
}

/** What the postinstall scripts would have done besides: ripgrep and links. */
function finish(folder, vscode) {
  const ripgrep = join(vscode, 'node_modules/@vscode/ripgrep/bin/rg')
  mkdirSync(dirname(ripgrep), { recursive: true })
  copyFileSync(join(folder, 'node_modules', ripgrepPackage(), 'bin/rg'), ripgrep)
  chmodSync(ripgrep, 0o755)
  const system = process.platform === 'darwin' ? 'darwin' : 'linux'
  link('node_modules', join(vscode, 'node_modules.asar'))
  link(`code-${system}.sh`, join(vscode, 'bin/remote-cli/code-server'))
  link(`browser-${system}.sh`, join(vscode, 'bin/helpers/browser.sh'))
}

function link(target, path) {
  if (existsSync(dirname(path)) && !existsSync(path)) symlinkSync(target, path)
}

function ripgrepPackage() {
  return `@vscode/ripgrep-${process.platform}-${process.arch}`
}

function environment(folder, extra = {}) {
  const node = nodeIn(folder)
  const env = npmEnvironment(extra)
  if (ownNode() && !env.npm_config_nodedir && headersBeside(node)) env.npm_config_nodedir = dirname(dirname(node))
  if (!ownNode()) env.PATH = dirname(node) + delimiter + env.PATH
  return env
}

/** The headers that come with this very Node spare node-gyp a download. */
function headersBeside(node) {
  try {
    const header = readFileSync(join(dirname(dirname(node)), 'include/node/node_version.h'), 'utf8')
    const [major, minor, patch] = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(header)?.[1])
    return `${major}.${minor}.${patch}` === process.versions.node
  } catch {
    return false
  }
}

function needCompiler() {
  const missing = ['python3', 'make', 'g++'].filter((name) => !findOnPath(name))
  if (missing.length > 0) {
    throw new Failure(
      `Setting up the browser-based VS Code needs ${missing.join(', ')} (to compile two small modules). ` +
        'On Debian or Ubuntu: apt-get install python3 make g++. Or install VS Code with its command `code` on the PATH.',
    )
  }
}
