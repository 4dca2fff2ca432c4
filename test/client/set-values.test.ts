import assert from 'node:assert/strict'
import { setValues, type Inspected } from '../../client/src/set-values'

describe('settings for the server', () => {
  const inspected: Readonly<Record<string, Inspected>> = {
    goal: { key: 'taglore.goal', defaultValue: 'character', globalValue: undefined },
    model: { key: 'taglore.model', defaultValue: 'sdxl', globalValue: 'sdxl' },
    'buckets.enabled': { key: 'taglore.buckets.enabled', defaultValue: true, workspaceFolderValue: false, languageIds: ['x'] },
    exclude: { key: 'taglore.exclude', defaultValue: [], workspaceLanguageValue: ['a'], languageIds: ['x'] },
    tokens: { key: 'taglore.tokens', defaultValue: null, languageIds: ['x'] },
  }

  it('are those that the user has set at some level, also to what is the default', () => {
    const values: Readonly<Record<string, unknown>> = { goal: 'character', model: 'sdxl', 'buckets.enabled': false, exclude: ['a'], tokens: null }
    assert.deepEqual(setValues([...Object.keys(inspected), 'unknown'], (key) => inspected[key], (key) => values[key]), { model: 'sdxl', 'buckets.enabled': false, exclude: ['a'] })
  })
})
