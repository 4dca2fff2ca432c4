import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..')
// the list stands in a file that needs VS Code to run
const LIST = /export const PANELS = \[([^\]]*)\] as const/.exec(readFileSync(join(ROOT, 'client/src/panels/index.ts'), 'utf8'))?.[1] ?? ''
const PANELS = [...LIST.matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '').sort()

// what panels have in common
const SHARED = ['index', 'one-panel', 'panel', 'panels-by-subject']

describe('the panels', () => {
  it('each have a file in client/src/panels', () => {
    const files = readdirSync(join(ROOT, 'client/src/panels')).map((name) => name.replace(/\.ts$/, ''))
    assert.deepEqual(files.filter((name) => !SHARED.includes(name)).sort(), PANELS)
  })

  it('each have a folder in media with a page of its name', () => {
    const folders = readdirSync(join(ROOT, 'media'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    assert.deepEqual(folders.map(({ name }) => name).sort(), PANELS)
    for (const name of PANELS) assert.ok(existsSync(join(ROOT, 'media', name, `${name}.ts`)), `media/${name}/${name}.ts`)
  })

  it('each are restored after a reload of the window', () => {
    const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8')
    for (const name of PANELS) assert.ok(manifest.includes(`"onWebviewPanel:taglore.${name}"`), name)
  })
})
