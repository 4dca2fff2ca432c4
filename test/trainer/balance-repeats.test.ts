import assert from 'node:assert/strict'
import fc from 'fast-check'
import { balanceRepeats } from '../../server/src/trainer/balance-repeats'

const units = (...samples: number[]): { samples: number; weight: number }[] => samples.map((value) => ({ samples: value, weight: 1 }))

describe('balanced repeats', () => {
  it('are the smallest whole numbers within the tolerance', () => {
    assert.deepEqual(balanceRepeats(units(23, 7), { tolerance: 0.1 }), { factors: [1, 3], ratio: 23 / 21, samples: 44, reached: true })
    assert.deepEqual(balanceRepeats(units(50, 20), { tolerance: 0 }).factors, [2, 5])
    assert.deepEqual(balanceRepeats(units(40, 30), { tolerance: 0.5 }).factors, [1, 1])
  })
  it('give outfits the part of their character', () => {
    assert.deepEqual(balanceRepeats([{ samples: 40, weight: 1 }, { samples: 10, weight: 0.5 }, { samples: 10, weight: 0.5 }], { tolerance: 0 }).factors, [1, 2, 2])
  })
  it('come as near as a limit of samples allows', () => {
    const found = balanceRepeats(units(100, 9), { tolerance: 0.01, most: 170 })
    assert.deepEqual([found.factors, found.samples, found.reached], [[1, 7], 163, false])
    assert.deepEqual(balanceRepeats(units(100, 9), { tolerance: 0, most: 50 }), { factors: [1, 1], ratio: 100 / 9, samples: 109, reached: false })
  })
  it('are 1 for one concept, and none for none', () => {
    assert.deepEqual(balanceRepeats(units(7), { tolerance: 0 }), { factors: [1], ratio: 1, samples: 7, reached: true })
    assert.deepEqual(balanceRepeats([], { tolerance: 0 }), { factors: [], ratio: 1, samples: 0, reached: true })
  })

  it('are what trying all of them finds', () => {
    const most = 12
    const sets = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 3 })
    fc.assert(
      fc.property(sets, fc.integer({ min: 0, max: 100 }), (samples, percent) => {
        const tolerance = percent / 100
        const found = balanceRepeats(units(...samples), { tolerance })
        let least: number | undefined
        for (const factors of all(samples.length, most)) {
          const totals = samples.map((value, at) => value * (factors[at] ?? 1))
          const total = totals.reduce((sum, value) => sum + value, 0)
          if (Math.max(...totals) <= Math.min(...totals) * (1 + tolerance) + 1e-6 && (least === undefined || total < least)) least = total
        }
        const totals = samples.map((value, at) => value * (found.factors[at] ?? 1))
        assert.ok(found.reached && Math.max(...totals) <= Math.min(...totals) * (1 + tolerance) + 1e-6)
        assert.equal(found.samples, totals.reduce((sum, value) => sum + value, 0))
        if (least !== undefined) assert.equal(found.samples, least)
      }),
    )
  })

  it('under a limit are the nearest of all that fit, and the smallest of these', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 3 }), fc.integer({ min: 1, max: 60 }), (samples, most) => {
        const found = balanceRepeats(units(...samples), { tolerance: 0, most })
        if (samples.reduce((sum, value) => sum + value, 0) > most) return assert.deepEqual(found.factors, samples.map(() => 1))
        const fitting = [...all(samples.length, most)].map((factors) => samples.map((value, at) => value * (factors[at] ?? 1))).filter((totals) => totals.reduce((sum, value) => sum + value, 0) <= most)
        const best = Math.min(...fitting.map((totals) => Math.max(...totals) / Math.min(...totals)))
        assert.ok(found.samples <= most)
        assert.ok(Math.abs(found.ratio - best) < 1e-9, `${found.ratio} is not ${best}`)
      }),
      { numRuns: 40 },
    )
  })
})

function* all(length: number, most: number): Generator<readonly number[]> {
  if (length === 0) return yield []
  for (const rest of all(length - 1, most)) for (let value = 1; value <= most; value++) yield [...rest, value]
}
