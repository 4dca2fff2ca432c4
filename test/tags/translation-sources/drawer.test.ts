import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { translationSources } from '../../../server/src/tags/translation-sources/index'

describe('the drawer of translation sources', () => {
  it('lists each of its files once, and each has a test', () => {
    const names = (folder: string, ending: string) =>
      readdirSync(folder)
        .filter(name => name.endsWith(ending))
        .map(name => name.slice(0, -ending.length))
        .sort()
    const ids = translationSources.map(source => source.id).sort()
    assert.deepEqual(ids, names('server/src/tags/translation-sources', '.ts').filter(name => name !== 'index'))
    assert.deepEqual(ids, names('test/tags/translation-sources', '.test.ts').filter(name => name !== 'drawer'))
  })
})
