// Makes a fresh clone ready: the right Node, and node_modules as the lockfile says. Imports nothing but node:*.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, npmEnvironment, root, run } from './command.mjs'

export function checkNode() {
  const wanted = readJson(join(root, 'package.json')).engines.node.replace('>=', '')
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number)
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return
  throw new Failure(`Taglore needs Node ${wanted} or later to be built; this is Node ${process.versions.node}. Install a newer one (nodejs.org) and run this again.`)
}

/** Runs `npm ci` when node_modules is missing or holds something else than the lockfile says. */
export async function ensureDependencies({ say = console.log } = {}) {
  checkNode()
  const difference = findDifference()
  if (!difference) return
  say(`Installing what Taglore is built with (${difference})`)
  // The scripts of packages are not needed: whatever we use comes ready in its package.
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { env: npmEnvironment() })
}

/** What node_modules lacks, in words, or undefined. Versions are compared, not times: a checkout touches files. */
function findDifference() {
  const installedLock = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedLock)) return 'nothing is installed yet'
  const wanted = readJson(join(root, 'package-lock.json')).packages
  const installed = readJson(installedLock).packages
  for (const [path, { version, optional, devOptional, peer }] of Object.entries(wanted)) {
    if (path === '') continue
    const found = installed[path]
    if (!found && (optional || devOptional || peer)) continue
    if (found?.version !== version) return `${path.replace(/^.*node_modules\//, '')} ${version} is not installed`
  }
  return undefined
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
