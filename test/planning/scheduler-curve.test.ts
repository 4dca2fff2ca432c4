import assert from 'node:assert/strict'
import { drawCurve, rateFactor, warmupSteps, type Schedule } from '../../server/src/planning/scheduler-curve'

function at(schedule: Schedule, ...steps: readonly number[]): readonly (string | undefined)[] {
  return steps.map((step) => rateFactor(schedule, step)?.toFixed(4))
}

describe('rateFactor', () => {
  it('rises evenly in the warm-up, then falls along a half wave', () => {
    const cosine: Schedule = { name: 'cosine', steps: 1000, warmup: 0.1 }
    assert.deepEqual(at(cosine, 0, 50, 100, 550, 1000), ['0.0000', '0.5000', '1.0000', '0.5000', '0.0000'])
    assert.deepEqual(at({ ...cosine, warmup: 100 }, 50, 325), ['0.5000', '0.8536'])
  })
  it('begins anew at each restart', () => {
    const restarts: Schedule = { name: 'cosine_with_restarts', steps: 900, cycles: 3 }
    assert.deepEqual(at(restarts, 0, 150, 299, 300, 450, 600, 899, 900), ['1.0000', '0.5000', '0.0000', '1.0000', '0.5000', '1.0000', '0.0000', '0.0000'])
  })
  it('falls evenly, by a power, or stays', () => {
    assert.deepEqual(at({ name: 'linear', steps: 100, warmup: 20 }, 10, 20, 60, 100), ['0.5000', '1.0000', '0.5000', '0.0000'])
    assert.deepEqual(at({ name: 'polynomial', steps: 100, power: 2, rate: 1e-4 }, 0, 50, 100), ['1.0000', '0.2507', '0.0010'])
    assert.deepEqual(at({ name: 'constant', steps: 100 }, 0, 99), ['1.0000', '1.0000'])
    assert.deepEqual(at({ name: 'constant_with_warmup', steps: 100, warmup: 10 }, 5, 10, 99), ['0.5000', '1.0000', '1.0000'])
  })
  it('ends at a share of the rate, or by the root of the steps', () => {
    assert.deepEqual(at({ name: 'cosine_with_min_lr', steps: 100, minRatio: 0.1 }, 0, 50, 100), ['1.0000', '0.5500', '0.1000'])
    assert.deepEqual(at({ name: 'inverse_sqrt', steps: 1000, warmup: 100 }, 50, 100, 400), ['0.5000', '1.0000', '0.5000'])
    assert.deepEqual(at({ name: 'warmup_stable_decay', steps: 100, warmup: 10, decay: 0.2, minRatio: 0.1 }, 5, 10, 79, 90, 100), ['0.5000', '1.0000', '1.0000', '0.5500', '0.1000'])
  })
  it('moves on by as many as there are graphics cards', () => {
    const two: Schedule = { name: 'cosine', steps: 500, processes: 2, warmup: 0.1 }
    assert.equal(warmupSteps(two), 100)
    assert.deepEqual(at(two, 25, 50, 275, 500), ['0.5000', '1.0000', '0.5000', '0.0000'])
    assert.deepEqual(at({ ...two, warmup: 100 }, 25), ['0.5000'])
  })
  it('of a scheduler that is not known beforehand is none', () => {
    for (const name of ['adafactor', 'piecewise_constant', 'my.Own']) assert.deepEqual(drawCurve({ name, steps: 10 }), [])
  })
})

describe('drawCurve', () => {
  it('has both ends, the corners, and few points in order', () => {
    const curve = drawCurve({ name: 'cosine_with_restarts', steps: 9973, warmup: 0.05, cycles: 4 })
    const steps = curve.map(({ step }) => step)
    assert.deepEqual(steps, [...new Set(steps)].sort((a, b) => a - b))
    assert.deepEqual([steps[0], steps.at(-1)], [0, 9972])
    assert.ok(curve.length <= 215)
    assert.equal(curve.filter(({ factor }) => factor > 0.9999).length >= 4, true)
    assert.equal(Math.max(...curve.map(({ factor }) => factor)), curve.find(({ step }) => step === 498)?.factor)
  })
  it('of a short run is every step', () => assert.equal(drawCurve({ name: 'linear', steps: 7 }).length, 7))
})
