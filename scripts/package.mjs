// Packages the extension: node scripts/package.mjs [--target T] [--no-build]
// Everything that runs is copied into a folder of its own, with sharp built for the target, and vsce packs that folder.
// Targets: those of VS Code (linux-x64, win32-arm64, alpine-x64, …) or `universal`, which has only sharp's wasm build.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { Failure, main, npmEnvironment, root, run } from './command.mjs'

/** VS Code's name of a target → what npm calls it, and sharp. */
const targets = {
  'win32-x64': { os: 'win32', cpu: 'x64', sharp: 'win32-x64' },
  'win32-arm64': { os: 'win32', cpu: 'arm64', sharp: 'win32-arm64' },
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc', sharp: 'linux-x64', wasm: true },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc', sharp: 'linux-arm64', wasm: true },
  'linux-armhf': { os: 'linux', cpu: 'arm', libc: 'glibc', sharp: 'linux-arm', wasm: true },
  'alpine-x64': { os: 'linux', cpu: 'x64', libc: 'musl', sharp: 'linuxmusl-x64', wasm: true },
  'alpine-arm64': { os: 'linux', cpu: 'arm64', libc: 'musl', sharp: 'linuxmusl-arm64', wasm: true },
  'darwin-x64': { os: 'darwin', cpu: 'x64', sharp: 'darwin-x64' },
  'darwin-arm64': { os: 'darwin', cpu: 'arm64', sharp: 'darwin-arm64' },
  universal: { wasm: true },
}

/** Files and folders of the checkout that run or are read by people, as far as they exist. */
const parts = ['dist', 'media', 'syntaxes', 'schemas', 'l10n', 'docs/rules', 'docs/walkthrough', 'LICENSE', 'CHANGELOG.md', 'THIRD_PARTY_NOTICES.md']
const partNames = /^(package\.nls.*\.json|README.*\.md)$/
/** Sources, which are built into dist/, and what vsce made before. */
const notPackaged = new Set(['.ts', '.css', '.map', '.vsix', '.log'])

export function currentTarget() {
  const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime
  const platform = musl ? 'alpine' : process.platform
  const cpu = process.arch === 'arm' ? 'armhf' : process.arch
  const target = `${platform}-${cpu}`
  return target in targets ? target : 'universal'
}

export function vsixPath(target) {
  return join(root, 'dist', `taglore-${target}.vsix`)
}

/** Makes the VSIX of a target from what is built in dist/; returns its path. */
export async function packageExtension({ target = currentTarget(), say = console.log } = {}) {
  if (!(target in targets)) throw new Failure(`There is no target '${target}'; there are ${Object.keys(targets).join(', ')}`)
  const stage = mkdtempSync(join(tmpdir(), `taglore-package-`))
  try {
    const manifest = readJson(join(root, 'package.json'))
    const sharp = await sharpPackages(targets[target])
    stageFiles(stage)
    stageManifest(stage, manifest, sharp)
    for (const [name, folder] of sharp) cpSync(folder, join(stage, 'node_modules', name), { recursive: true, dereference: true })
    checkPaths(stage, manifest)
    const made = join(stage, 'made.vsix')
    await pack({ stage, target, made, manifest })
    mkdirSync(join(root, 'dist'), { recursive: true })
    // In one step: an editor may be installing the one before.
    const partial = `${vsixPath(target)}.${process.pid}`
    cpSync(made, partial)
    renameSync(partial, vsixPath(target))
    say(`${basename(vsixPath(target))}: ${(statSync(vsixPath(target)).size / 1e6).toFixed(2)} MB`)
    return vsixPath(target)
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

function stageFiles(stage) {
  const names = [...parts, ...readdirSync(root).filter((name) => partNames.test(name))]
  for (const name of names) {
    if (!existsSync(join(root, name))) continue
    cpSync(join(root, name), join(stage, name), {
      recursive: true,
      // the style sheets in dist/ are the built ones
      filter: (path) => (!notPackaged.has(extname(path)) || (name === 'dist' && extname(path) === '.css')) && basename(path) !== 'tsconfig.json',
    })
  }
  cpSync(join(root, '.vscodeignore'), join(stage, '.vscodeignore'))
}

/** The manifest without what is only for developing. Everything but sharp is bundled. */
function stageManifest(stage, manifest, sharp) {
  const { devDependencies: _dev, scripts: _scripts, private: _private, bin: _bin, ...rest } = manifest
  const versionOf = (name) => readJson(join(sharp.get(name), 'package.json')).version
  const wasm = '@img/sharp-wasm32'
  const dependencies = { sharp: versionOf('sharp'), ...(sharp.has(wasm) && { [wasm]: versionOf(wasm) }) }
  writeFileSync(join(stage, 'package.json'), JSON.stringify({ ...rest, dependencies }, null, 2))
}

/** Every path that the manifest names must be in the package. */
function checkPaths(stage, manifest) {
  const visit = (value) => {
    if (typeof value === 'string' && value.startsWith('./') && !existsSync(join(stage, value))) {
      throw new Failure(`package.json names '${value}', which is not in the package; is it built, and is its folder in 'parts' of scripts/package.mjs?`)
    }
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
  }
  const { scripts: _scripts, bin: _bin, ...rest } = manifest
  visit(rest)
}

async function pack({ stage, target, made, manifest }) {
  const log = join(root, 'dist/package.log')
  rmSync(log, { force: true })
  const args = [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', '--out', made]
  if (target !== 'universal') args.push('--target', target)
  // Without a repository vsce cannot turn relative links into addresses.
  if (!manifest.repository) args.push('--allow-missing-repository', '--no-rewrite-relative-links')
  await run(process.execPath, args, { cwd: stage, log, env: npmEnvironment() })
}

/** sharp and all that it needs for a target: name of the package → its folder. */
async function sharpPackages({ sharp: native, wasm, ...platform }) {
  const found = new Map()
  addInstalled('sharp', found)
  const { optionalDependencies } = readJson(join(found.get('sharp'), 'package.json'))
  if (native) await addBinary(`@img/sharp-${native}`, optionalDependencies, platform, found)
  if (wasm) await addBinary('@img/sharp-wasm32', { '@img/sharp-wasm32': readJson(join(found.get('sharp'), 'package.json')).version }, { cpu: 'wasm32' }, found)
  return found
}

/** Adds a package of the checkout with its dependencies, optional ones only where they are installed. */
function addInstalled(name, found, modules = join(root, 'node_modules')) {
  const folder = join(modules, name)
  if (found.has(name)) return
  if (!existsSync(folder)) throw new Failure(`'${name}' is not installed: run 'npm ci'`)
  found.set(name, folder)
  const { dependencies = {}, optionalDependencies = {} } = readJson(join(folder, 'package.json'))
  for (const dependency of Object.keys(dependencies)) addInstalled(dependency, found, modules)
  if (name === 'sharp') return
  for (const dependency of Object.keys(optionalDependencies)) {
    if (existsSync(join(modules, dependency))) addInstalled(dependency, found, modules)
  }
}

/** Adds a package of binaries from the checkout when it is there, else from npm (kept in node_modules/.cache). */
async function addBinary(name, versions, platform, found) {
  const version = versions[name]
  const installed = join(root, 'node_modules', name, 'package.json')
  if (existsSync(installed) && readJson(installed).version === version) {
    addInstalled(name, found)
    return
  }
  const cache = join(root, 'node_modules/.cache/taglore', `${basename(name)}-${version}`)
  if (!existsSync(cache)) await fetchBinary(name, version, platform, cache)
  addInstalled(name, found, join(cache, 'node_modules'))
}

async function fetchBinary(name, version, platform, cache) {
  const partial = `${cache}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  const log = join(dirname(cache), 'install.log')
  // Optional, because npm refuses other dependencies for another platform than its own, whatever it is told.
  writeFileSync(join(partial, 'package.json'), JSON.stringify({ private: true, optionalDependencies: { [name]: version }, overrides: lockedVersions() }))
  const args = ['install', '--omit=dev', '--ignore-scripts', '--prefer-offline', ...Object.entries(platform).map(([key, value]) => `--${key}=${value}`)]
  await run('npm', args, { cwd: partial, log, env: npmEnvironment() })
  if (!existsSync(join(partial, 'node_modules', name))) throw new Failure(`npm did not install '${name}' ${version}; see ${log}`)
  renameSync(partial, cache)
}

/** What a package of binaries may ask for with a range; the lockfile decides. */
function lockedVersions() {
  const { packages } = readJson(join(root, 'package-lock.json'))
  const names = ['@emnapi/runtime', 'tslib']
  return Object.fromEntries(names.flatMap((name) => (packages[`node_modules/${name}`] ? [[name, packages[`node_modules/${name}`].version]] : [])))
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** What an earlier build left would be packaged too. */
function emptyDist() {
  const dist = join(root, 'dist')
  if (!existsSync(dist)) return
  for (const name of readdirSync(dist)) {
    if (extname(name) !== '.vsix') rmSync(join(dist, name), { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    const { values } = parseArgs({ options: { target: { type: 'string', multiple: true }, 'no-build': { type: 'boolean' } } })
    if (!values['no-build']) {
      emptyDist()
      await run(process.execPath, [join(root, 'scripts/build.mjs'), '--production'])
    }
    for (const target of values.target ?? [currentTarget()]) await packageExtension({ target })
  })
}
