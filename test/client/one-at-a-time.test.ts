import assert from 'node:assert/strict'
import { oneAtATime } from '../../client/src/one-at-a-time'

describe('work that is done once at a time', () => {
  it('is done once more for all who asked while it went on, and then with what holds by then', async () => {
    let value = 'first'
    const seen: string[] = []
    const gates: (() => void)[] = []
    const ask = oneAtATime(async () => {
      seen.push(value)
      await new Promise<void>((resolve) => gates.push(resolve))
    })
    const done = ask()
    for (value of ['second', 'third', 'last']) await ask()
    assert.deepEqual(seen, ['first'])
    gates[0]?.()
    await new Promise(setImmediate)
    assert.deepEqual(seen, ['first', 'last'])
    gates[1]?.()
    await done
    assert.equal(gates.length, 2)
  })

  it('is done again after it has failed', async () => {
    let times = 0
    const ask = oneAtATime(() => (++times === 1 ? Promise.reject(new Error('once')) : Promise.resolve()))
    await assert.rejects(ask(), /once/)
    await ask()
    assert.equal(times, 2)
  })
})
