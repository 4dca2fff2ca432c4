import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { FORMATS } from '../server/src/dataset/formats/index'
import { capabilities } from '../server/src/lsp/server'
import { ROUTES } from '../server/src/lsp/routes'
import { CAPTION_SOURCES } from '../server/src/tagging/sources/index'
import { tagSources } from '../server/src/tags/sources/index'

const ROOT = join(__dirname, '..')

function files(folder: string, except: readonly string[]): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.ts') && !except.includes(name))
    .map((name) => name.replace(/\.ts$/, ''))
    .sort()
}

describe('the drawers', () => {
  it('every dataset format is a file and stands in the list', () => {
    assert.deepEqual(FORMATS.map(({ id }) => id).sort(), files('server/src/dataset/formats', ['index.ts', 'format.ts']))
  })

  it('every tag source is a file and stands in the list', () => {
    assert.deepEqual(tagSources.map(({ id }) => id).sort(), files('server/src/tags/sources', ['index.ts']))
  })

  it('every caption source is a file and stands in the list', () => {
    assert.deepEqual(CAPTION_SOURCES.map(({ id }) => id).sort(), files('server/src/tagging/sources', ['index.ts', 'source.ts', 'json-values.ts']))
  })

  it('what the server announces is what its routes answer', () => {
    const announced = Object.keys(capabilities({ capabilities: {} })).filter((key) => key !== 'textDocumentSync')
    assert.deepEqual(announced.sort(), ROUTES.flatMap((route) => Object.keys(route.capability)).sort())
  })
})
