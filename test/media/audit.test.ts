import assert from 'node:assert/strict'
import { balanceOf } from '../../media/audit/balance'
import { groupProblems } from '../../media/audit/problem-groups'
import type { Level } from '../../server/src/base/level'
import type { ReportConcept, ReportProblem } from '../../server/src/protocol/audit'

function concept(name: string, images: number, repeats: number, regularization = false): ReportConcept {
  return { name, folder: `${repeats}_${name}`, images, repeats, effective: images * repeats, triggers: [name], inferred: true, regularization }
}

function problem(rule: string, level: Level): ReportProblem {
  const start = { line: 0, character: 0 }
  return { rule, level, file: 'a.txt', range: { start, end: start }, message: rule, fixes: [] }
}

describe('the balance in the audit', () => {
  it('draws the line at the mean of images × repeats', () => {
    const { rows, equalShare, line } = balanceOf([concept('lumi', 18, 10), concept('koro', 6, 10)])
    assert.deepEqual([equalShare, line, rows.map(({ length }) => length)], [120, 120 / 180, [1, 60 / 180]])
  })

  it('leaves regularisation images out of the mean', () => {
    assert.equal(balanceOf([concept('lumi', 10, 10), concept('koro', 20, 10), concept('girl', 500, 1, true)]).equalShare, 150)
  })

  it('has no line for one concept', () => assert.equal(balanceOf([concept('lumi', 10, 10)]).equalShare, null))
})

describe('the problems in the audit', () => {
  it('stand by rule, the worst level first, then the most frequent', () => {
    const groups = groupProblems({
      problems: [problem('a', 'info'), problem('b', 'warning'), problem('c', 'warning'), problem('c', 'warning'), problem('a', 'info'), problem('d', 'error')],
      rules: { d: 'D is wrong' },
    })
    assert.deepEqual(groups.map(({ rule, rows }) => `${rule}${rows.length}`), ['d1', 'c2', 'b1', 'a2'])
    assert.equal(groups[0]?.summary, 'D is wrong')
  })

  it('know their place in the report', () => {
    const [, second] = groupProblems({ problems: [problem('a', 'info'), problem('b', 'warning'), problem('a', 'info')], rules: {} })
    assert.deepEqual(second?.rows.map(({ index }) => index), [0, 2])
  })
})
