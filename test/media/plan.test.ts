import assert from 'node:assert/strict'
import { choose, chooseRepeats, countChoices } from '../../media/plan/choose'
import { pathOf, tablePoints } from '../../media/plan/curve-points'
import { bytesText, countText, numberOf, rateText, signedText } from '../../media/plan/format'
import { drawCurve } from '../../server/src/planning/scheduler-curve'

describe('the plan page', () => {
  it('writes learning rates as trainers do', () => {
    assert.deepEqual([1e-4, 5e-5, 1.5e-4, 2e-6, 0, 0.01, 1].map(rateText), ['1e-4', '5e-5', '1.5e-4', '2e-6', '0', '0.01', '1'])
    for (const rate of [1e-4, 5e-5, 1.5e-4, 2e-6, 0.01]) assert.equal(Number(rateText(rate)), rate)
  })

  it('writes sizes, counts and differences briefly', () => {
    assert.deepEqual([600 * 1024, 9.5 * 2 ** 20, 18.3 * 2 ** 20, 1.25 * 2 ** 30].map(bytesText), ['600 KB', '9.5 MB', '18 MB', '1.3 GB'])
    assert.deepEqual([countText(1234), countText(12.25)], ['1,234', '12.3'])
    assert.deepEqual([signedText(12), signedText(-1.25), signedText(0.01)], ['+12', '−1.2', '±0'])
  })

  it('reads numbers as they are typed, and nothing else', () => {
    assert.deepEqual(['1e-4', ' 12 ', '0,5', '', '-', '1x'].map(numberOf), [1e-4, 12, 0.5, undefined, undefined, undefined])
  })

  it('keeps choices apart from what files say: a choice taken back leaves no trace', () => {
    const chosen = chooseRepeats(choose(choose({}, 'epochs', 5), 'batch', 2), '10_lumi', 3)
    assert.deepEqual(chosen, { epochs: 5, batch: 2, repeats: { '10_lumi': 3 } })
    assert.equal(countChoices(chosen), 3)
    assert.deepEqual(chooseRepeats(choose(chosen, 'epochs', undefined), '10_lumi', undefined), { batch: 2 })
    assert.equal(countChoices(chooseRepeats(chosen, '6_koro', 4)), 4)
  })

  it('draws the curve from the first step to the last, its highest value at the top', () => {
    const path = pathOf([{ step: 0, factor: 0 }, { step: 50, factor: 1 }, { step: 100, factor: 0.5 }], 101)
    assert.equal(path, 'M0 1000L500 0L1000 500')
    assert.equal(pathOf([{ step: 0, factor: 1 }], 1), 'M0 0')
  })

  it('tabulates the curve with its first and last step and the end of the warm-up', () => {
    const curve = drawCurve({ name: 'cosine', steps: 1000, warmup: 0.07 })
    const points = tablePoints(curve, 70)
    assert.deepEqual([points[0], points.at(-1)?.step, points.find(({ step }) => step === 70)?.factor], [{ step: 0, factor: 0 }, 999, 1])
    assert.equal(points.length, 12)
    assert.deepEqual(points.map(({ step }) => step), points.map(({ step }) => step).sort((a, b) => a - b))
    assert.deepEqual(tablePoints([], 10), [])
  })
})
