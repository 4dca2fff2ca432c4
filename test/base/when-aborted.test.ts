import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { whenAborted } from '../../server/src/base/when-aborted'
import { ImageQueue } from '../../server/src/host/image-process/image-queue'

describe('waiting for an abort', () => {
  it('has one listener however many wait, and none once nobody does', () => {
    const { signal } = new AbortController()
    const taken = Array.from({ length: 50 }, () => whenAborted(signal, () => assert.fail('nothing was aborted')))
    assert.equal(getEventListeners(signal, 'abort').length, 1)
    for (const takeBack of taken) takeBack()
    assert.equal(getEventListeners(signal, 'abort').length, 0)
  })

  it('calls those that still wait, each once', () => {
    const stop = new AbortController()
    const called: number[] = []
    const [, second] = [0, 1, 2].map((number) => whenAborted(stop.signal, () => called.push(number)))
    second?.()
    second?.()
    stop.abort()
    second?.()
    assert.deepEqual(called, [0, 2])
  })

  it('serves those who come after all others have left', () => {
    const stop = new AbortController()
    let called = 0
    whenAborted(stop.signal, () => assert.fail('taken back'))()
    whenAborted(stop.signal, () => called++)
    stop.abort()
    assert.equal(called, 1)
  })

  it('is how jobs for images are given up, however many an audit has under way', async () => {
    const queue = new ImageQueue()
    const stop = new AbortController()
    const asked = Array.from({ length: 16 }, (_, at) => new Promise((resolve, reject) => queue.add({ job: { kind: 'facts', path: `${at}` }, resolve, reject }, 'idle', stop.signal)))
    assert.equal(getEventListeners(stop.signal, 'abort').length, 1)
    queue.next()?.reject(new Error('broken'))
    stop.abort(new Error('given up'))
    const ends = await Promise.allSettled(asked)
    assert.deepEqual(ends.map((end) => end.status === 'rejected' && String(end.reason)), ['Error: broken', ...Array.from({ length: 15 }, () => 'Error: given up')])
    assert.equal(queue.next(), undefined)
  })
})
