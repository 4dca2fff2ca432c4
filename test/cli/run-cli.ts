import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import type { FileSystem } from '../../server/src/base/file-system'
import { runCli } from '../../server/src/cli/run'
import type { Terminal } from '../../server/src/cli/terminal'
import { disk } from '../../server/src/host/disk'
import { pngBytes } from '../support/memory-files'

const PRODUCT = join(__dirname, '../..')

export interface CliRun {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The program, bundled as `scripts/build.mjs` does it but into a folder of its own: never stale, and `dist/` stays as it is. */
export interface BuiltCli {
  /** Runs it with these arguments, in `folder` if given. Datasets made by `write` must be as they were afterwards. */
  run(args: readonly string[], options?: { readonly folder?: string; readonly environment?: Readonly<Record<string, string>> }): CliRun
  /** Makes a dataset and gives its folder. An image without content is a small PNG. */
  write(files: Readonly<Record<string, string | Uint8Array>>): string
  /** Gives the program these translations into Chinese, and no others. */
  translate(bundle: Readonly<Record<string, string>>): void
  /** The folder it runs in unless told otherwise. */
  readonly home: string
  /** Absolute path of the bundle. */
  readonly path: string
  readonly environment: NodeJS.ProcessEnv
  remove(): void
}

export async function buildCli(): Promise<BuiltCli> {
  const home = mkdtempSync(join(tmpdir(), 'taglore-cli-'))
  // laid out as the product is: what it reads besides its bundle lies in dist/ or beside it
  const path = join(home, 'dist/cli.js')
  await build({ absWorkingDir: PRODUCT, entryPoints: ['server/src/cli/main.ts'], outfile: path, bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['sharp'], mainFields: ['module', 'main'], logLevel: 'error' })
  copyData(home)
  const environment = { PATH: process.env['PATH'] }
  let sets = 0
  const written: string[] = []
  return {
    home,
    path,
    environment,
    translate: (bundle) => {
      mkdirSync(join(home, 'l10n'), { recursive: true })
      writeFileSync(join(home, 'l10n/bundle.l10n.zh-cn.json'), JSON.stringify(bundle))
    },
    run: (args, options = {}) => {
      const before = written.map(snapshot)
      const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { cwd: options.folder ?? home, env: { ...environment, ...options.environment }, encoding: 'utf8', maxBuffer: 1 << 28 })
      assert.deepEqual(written.map(snapshot), before, 'the program wrote into a dataset')
      return { code: status, out: stdout, err: stderr }
    },
    write: (files) => {
      const folder = join(home, `set-${++sets}`)
      mkdirSync(folder)
      for (const [name, content] of Object.entries(files)) {
        const file = join(folder, name)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, content === '' && /\.(png|jpg)$/.test(name) ? pngBytes() : content)
      }
      written.push(folder)
      return folder
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}

/** Runs the program inside this process: the same from its arguments to its output, and quick. */
export async function runHere(args: readonly string[], folder: string, { fileSystem = disk, interactive = false, environment = {} }: { fileSystem?: FileSystem; interactive?: boolean; environment?: Readonly<Record<string, string>> } = {}): Promise<CliRun> {
  let out = ''
  let err = ''
  const terminal: Terminal = {
    fileSystem,
    folder,
    environment,
    interactive,
    write: async (text) => void (out += text),
    tell: (text) => void (err += text),
  }
  const code = await runCli(args, terminal)
  return { code, out, err }
}

/** What the program reads besides its bundle. */
function copyData(home: string): void {
  cpSync(join(PRODUCT, 'package.json'), join(home, 'package.json'))
  cpSync(join(PRODUCT, 'docs/rules'), join(home, 'docs/rules'), { recursive: true })
  for (const [file, script] of [['vocabulary.json', 'build-vocabulary.mjs'], ['clip-merges.txt.br', 'build-clip.mjs']] as const) {
    if (!existsSync(join(PRODUCT, 'dist', file))) assert.equal(spawnSync(process.execPath, [join(PRODUCT, 'scripts', script)]).status, 0, script)
    cpSync(join(PRODUCT, 'dist', file), join(home, 'dist', file))
  }
}

/** Every file below a folder with its bytes. */
function snapshot(folder: string): Record<string, string> {
  const files: Record<string, string> = {}
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    files[name] = lstatSync(path).isFile() ? createHash('md5').update(readFileSync(path)).digest('hex') : ''
  }
  return files
}
