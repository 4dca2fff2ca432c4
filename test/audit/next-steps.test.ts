import assert from 'node:assert/strict'
import { nextSteps } from '../../server/src/audit/next-steps'
import { groupProblems, type ProblemGroup } from '../../server/src/audit/problem-groups'
import type { Level } from '../../server/src/base/level'
import { say } from '../../server/src/base/message'
import { findRule } from '../../server/src/lint/registry'
import type { Fix } from '../../server/src/lint/rule'

function group(rule: string, level: Level, count: number, more: Partial<ProblemGroup> = {}): ProblemGroup {
  return { rule, level, summary: rule, count, places: count, safe: 0, unsafe: 0, offer: false, ...more }
}

function problem(id: string, level: Level, anchor: string, fixes: readonly Fix[] = []): Parameters<typeof groupProblems>[0][number] {
  const rule = findRule(id)
  assert.ok(rule)
  return { rule, level, anchor, fixes }
}

describe('the next steps of an audit', () => {
  const order = (groups: readonly ProblemGroup[], images = 100): string[] => nextSteps(groups, images).map(({ rule }) => rule)

  it('begin with what stops training, though it is one image', () => assert.deepEqual(order([group('a', 'warning', 100), group('b', 'error', 1)]), ['b', 'a']))

  it('put what concerns most images before what concerns few', () => assert.deepEqual(order([group('a', 'warning', 3), group('b', 'warning', 60)]), ['b', 'a']))

  it('weigh what is about the whole dataset as if all images had it', () => assert.deepEqual(order([group('a', 'warning', 60), group('unbalanced-concepts', 'warning', 1)]), ['unbalanced-concepts', 'a']))

  it('prefer what one button mends, of two that concern as many', () => assert.deepEqual(order([group('a', 'warning', 10), group('b', 'warning', 10, { safe: 10 })]), ['b', 'a']))

  it('are no offers, and not more than a reader can hold', () => {
    const many = Array.from({ length: 20 }, (_, index) => group(`r${index}`, 'info', index + 1))
    assert.equal(nextSteps(many, 100).length, 6)
    assert.deepEqual(order([group('a', 'info', 10, { offer: true })]), [])
  })

  it('say which button each has', () => {
    const actions = nextSteps([group('unbalanced-concepts', 'warning', 1), group('missing-caption', 'warning', 2), group('a', 'warning', 3, { safe: 1 }), group('b', 'warning', 3, { unsafe: 3 }), group('crop-loss', 'info', 1)], 10)
    assert.deepEqual(Object.fromEntries(actions.map(({ rule, action }) => [rule, action])), { 'unbalanced-concepts': 'balance', 'missing-caption': 'captions', a: 'fix', b: 'fix-unsafe', 'crop-loss': 'crop' })
    const others = nextSteps([group('extreme-aspect', 'warning', 1, { unsafe: 1 }), group('small-image', 'warning', 1, { unsafe: 1 }), group('c', 'info', 1)], 10)
    assert.deepEqual(Object.fromEntries(others.map(({ rule, action }) => [rule, action])), { 'extreme-aspect': 'crop', 'small-image': 'upscale', c: 'show' })
  })
})

describe('the problems by rule', () => {
  it('count rows, places and what can be fixed, the worst first', () => {
    const safe: Fix = { title: say`Remove it`, safe: true, edits: [] }
    const unsafe: Fix = { title: say`Replace it`, safe: false, edits: [] }
    const setting: Fix = { title: say`Accept the word`, safe: false, setting: { key: 'words', value: 'x' } }
    const groups = groupProblems(
      [problem('duplicate-tag', 'warning', '/a', [safe]), problem('duplicate-tag', 'warning', '/a', [unsafe]), problem('unknown-tag', 'info', '/a', [setting]), problem('duplicate-tag', 'error', '/b')],
      { 'duplicate-tag': 'A tag is there twice' },
    )
    assert.deepEqual(groups, [
      { rule: 'duplicate-tag', level: 'error', summary: 'A tag is there twice', count: 3, places: 2, safe: 1, unsafe: 1, offer: false },
      // what only adds to the settings is no fix of the captions
      { rule: 'unknown-tag', level: 'info', summary: 'unknown-tag', count: 1, places: 1, safe: 0, unsafe: 0, offer: false },
    ])
  })
})
