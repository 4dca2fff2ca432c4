import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

// The plan of the house (docs/architecture.md): a file imports from its own step or a lower one.
const STEPS = [
  'base', 'settings', 'caption', 'tokens', 'tags', 'trainer', 'training-files', 'dataset', 'planning', 'tagging', 'workspace',
  'changes', 'lint', 'features', 'audit', 'protocol', 'host', 'lsp', 'cli',
]
const ROOT = join(__dirname, '..')
const DISK = ['host', 'cli', 'client']

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
    .map((path) => join(folder, path).replaceAll('\\', '/'))
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|(?:import|require)\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  )
}

/** `server/src/<step>/…` → the step; other files by their first folder. */
function stepOf(file: string): string {
  const [top, , step = ''] = file.split('/')
  return top === 'server' ? step.replace(/\.ts$/, '') : (top ?? '')
}

function target(file: string, specifier: string): string {
  return relative(ROOT, normalize(join(ROOT, dirname(file), specifier))).replaceAll('\\', '/')
}

describe('the staircase', () => {
  it('a file of the server imports from its own step or a lower one', () => {
    for (const file of sources('server/src')) {
      const own = STEPS.indexOf(stepOf(file))
      assert.ok(own >= 0, `${file} stands on no step`)
      for (const specifier of importsOf(file).filter((name) => name.startsWith('.'))) {
        const step = stepOf(target(file, specifier))
        const doors = own >= STEPS.indexOf('lsp') && step !== stepOf(file) && ['lsp', 'cli'].includes(step)
        assert.ok(STEPS.indexOf(step) <= own && STEPS.indexOf(step) >= 0 && !doors, `${file} imports '${specifier}' from the higher step '${step}'`)
      }
    }
  })

  it('the client takes only the protocol from the server, pages also base and caption', () => {
    for (const [folder, allowed] of [['client/src', ['protocol']], ['media', ['protocol', 'base', 'caption']]] as const) {
      for (const file of sources(folder)) {
        for (const specifier of importsOf(file).filter((name) => name.startsWith('.'))) {
          const path = target(file, specifier)
          if (!path.startsWith('server/')) continue
          assert.ok((allowed as readonly string[]).includes(stepOf(path)), `${file} imports '${specifier}'`)
        }
      }
    }
  })

  it('nothing imports tests', () => {
    for (const file of [...sources('server/src'), ...sources('client/src'), ...sources('media')]) {
      for (const specifier of importsOf(file)) assert.ok(!target(file, specifier).startsWith('test/') || !specifier.startsWith('.'), `${file} imports '${specifier}'`)
    }
  })

  it('what comes from outside enters only where it may', () => {
    for (const file of [...sources('server/src'), ...sources('client/src'), ...sources('media')]) {
      const step = stepOf(file)
      for (const name of importsOf(file)) {
        const where = `${file} imports '${name}'`
        if (name === 'vscode' || name.startsWith('vscode-languageclient')) assert.equal(step, 'client', where)
        if (/^vscode-languageserver(\/|$)/.test(name)) assert.equal(step, 'lsp', where)
        if (name.startsWith('node:')) assert.ok(DISK.includes(step) || file === 'server/src/lsp/main.ts', where)
        if (name === 'sharp' || name === 'onnxruntime-node') assert.equal(step, 'host', where)
      }
    }
  })
})
