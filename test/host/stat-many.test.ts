import assert from 'node:assert/strict'
import { statMany } from '../../server/src/host/stat-many'

const known = { size: 1, modified: 2 }

describe('size and time of very many files', () => {
  it('are asked for one after the other where the answers are there at once, and others get a turn meanwhile', async () => {
    let later = 0
    let turns = 0
    let working = true
    const turn = (): void => {
      turns++
      if (working) setImmediate(turn)
    }
    setImmediate(turn)
    const stat = statMany(
      () => known,
      async () => void later++,
      () => 0,
    )
    // no end without a turn would hang the test
    for (let call = 0; turns < 2 && call < 5_000_000; call++) assert.equal(await stat('a'), known)
    working = false
    assert.equal(later, 0)
    assert.equal(turns, 2)
  })

  it('are asked for together where the answers take their time, and at once again later', async () => {
    let [atOnce, clock] = [0, 0]
    const wait = (path: string): typeof known => {
      atOnce++
      clock += path === 'slow' ? 0.2 : 0.002
      return known
    }
    const stat = statMany(wait, async () => known, () => clock)
    for (let call = 0; call < 2000; call++) await stat('slow')
    assert.equal(atOnce, 256)
    for (let call = 0; call < 4000; call++) await stat('quick')
    assert.equal(atOnce, 256 + 2000 + 4000 - 256 - 4096)
  })

  it('are asked for again where there is no answer at once', async () => {
    assert.deepEqual(await statMany(() => undefined, async () => known)('a'), known)
    assert.equal(await statMany(() => undefined, async () => undefined)('a'), undefined)
  })
})
