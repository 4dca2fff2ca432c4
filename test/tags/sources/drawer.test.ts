import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { tagSources } from '../../../server/src/tags/sources/index'

describe('the drawer of tag sources', () => {
  it('lists each of its files once, and each has a test', () => {
    const names = (folder: string, ending: string) =>
      readdirSync(folder)
        .filter(name => name.endsWith(ending))
        .map(name => name.slice(0, -ending.length))
        .sort()
    const ids = tagSources.map(source => source.id).sort()
    assert.deepEqual(ids, names('server/src/tags/sources', '.ts').filter(name => name !== 'index'))
    assert.deepEqual(ids, names('test/tags/sources', '.test.ts').filter(name => name !== 'drawer'))
  })
})
