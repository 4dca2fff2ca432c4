import assert from 'node:assert/strict'
import { atMostEvery } from '../../client/src/at-rest'
import { until } from '../editor/harness/until'

describe('work at most every so many milliseconds', () => {
  it('is done at once, and once more for all that was asked for meanwhile', async () => {
    let asked = 0
    const done: number[] = []
    const work = atMostEvery(20, () => done.push(asked))
    const ask = (): void => {
      asked++
      work.soon()
    }
    ask()
    assert.deepEqual(done, [1])
    ask()
    ask()
    assert.deepEqual(done, [1])
    await until('the second time', () => done.length === 2)
    assert.deepEqual(done, [1, 3])
  })

  it('is not done any more once it was stopped', async () => {
    let done = 0
    const work = atMostEvery(5, () => done++)
    work.soon()
    work.soon()
    work.stop()
    await new Promise((resume) => setTimeout(resume, 25))
    assert.equal(done, 1)
  })
})
