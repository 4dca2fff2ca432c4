import assert from 'node:assert/strict'
import { createRestartPolicy } from '../../client/src/restart-policy'

/** Seconds at which the server ends, and whether it is started again each time. */
function checkRestarts(ends: readonly (readonly [seconds: number, restarts: boolean])[]): void {
  const policy = createRestartPolicy()
  assert.deepEqual(
    ends.map(([seconds]) => policy.mayRestart(seconds * 1000)),
    ends.map(([, restarts]) => restarts),
  )
}

describe('a server that has ended', () => {
  it('is started again five times within three minutes, and no more', () =>
    checkRestarts([[0, true], [10, true], [20, true], [30, true], [40, true], [50, false]]))

  it('may end now and then for ever', () => checkRestarts(Array.from({ length: 20 }, (_, index) => [index * 60, true] as const)))

  it('counts from nothing after the user has started it', () => {
    const policy = createRestartPolicy()
    for (let end = 0; end < 6; end++) policy.mayRestart(end)
    policy.reset()
    assert.equal(policy.mayRestart(10), true)
  })
})
