import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { planRefactoring, REFACTORINGS, type RefactoringRequest } from '../../../server/src/changes/plans/index'
import { smallKnowledge } from '../../support/vocabulary'
import { datasetOf } from './check-plan'

const ROOT = join(__dirname, '../../..')

function names(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length)).sort()
}

describe('the drawer of refactorings', () => {
  it('lists each of its files once, and each has a test', () => {
    const ids = REFACTORINGS.map(({ id }) => id).sort()
    assert.deepEqual(ids, names('server/src/changes/plans', '.ts').filter((name) => name !== 'index'))
    const tests = names('test/changes/plans', '.test.ts')
    assert.deepEqual(ids.filter((id) => !tests.includes(id)), [])
  })

  it('says so when it is asked for what it does not have', async () => {
    const dataset = await datasetOf(['a'])
    // as a client of another version might ask
    const request = { id: 'unheard-of', args: {} } as unknown as RefactoringRequest
    assert.ok('fault' in planRefactoring(request, { dataset, knowledge: smallKnowledge }, []))
  })
})
