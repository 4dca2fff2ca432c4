import assert from 'node:assert/strict'
import { createAttention } from '../../server/src/lsp/attention'

describe('background work', () => {
  const turns = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  const tell = (work: Promise<void>): { done: boolean } => {
    const state = { done: false }
    void work.then(() => (state.done = true))
    return state
  }

  it('goes on where nobody asks for anything', async () => {
    await createAttention().rest()
  })

  it('waits until every request is answered, also one that comes meanwhile and one that fails', async () => {
    const attention = createAttention()
    const ends: (() => void)[] = []
    const request = (): Promise<void> => attention.during(() => new Promise<void>((resolve) => ends.push(resolve)))
    const first = request()
    const state = tell(attention.rest())
    await turns(3)
    const second = request()
    const failing = assert.rejects(attention.during(() => Promise.reject(new Error('no answer'))), /no answer/)
    ends[0]?.()
    await Promise.all([first, failing])
    await turns(3)
    assert.equal(state.done, false)
    ends[1]?.()
    await second
    await turns(3)
    assert.equal(state.done, true)
  })

  it('does not wait for a request that has become long work', async () => {
    let time = 0
    const attention = createAttention(() => time)
    let end = (): void => undefined
    const audit = attention.during(() => new Promise<void>((resolve) => (end = resolve)))
    time = 5000
    await attention.rest()
    // but for the one that comes beside it
    let answer = (): void => undefined
    const hover = attention.during(() => new Promise<void>((resolve) => (answer = resolve)))
    const state = tell(attention.rest())
    await turns(3)
    assert.equal(state.done, false)
    answer()
    await hover
    await turns(3)
    assert.equal(state.done, true)
    end()
    await audit
  })
})
