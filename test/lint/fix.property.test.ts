import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseCaption } from '../../server/src/caption/parse'
import { fixCaption, safeEdits } from '../../server/src/lint/fix'
import { lintCaption } from '../../server/src/lint/lint'
import type { Problem } from '../../server/src/lint/problem'
import { RULES } from '../../server/src/lint/registry'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { someCaption } from '../support/caption-arbitrary'
import { fullKnowledge } from '../support/vocabulary'
import { worldOf } from './check'

const rules = RULES.filter((rule) => rule.scope === 'caption')
const rulesOn = Object.fromEntries(rules.filter(({ level }) => level === 'off').map(({ id }) => [id, 'info']))
const settings = [
  {},
  { captions: { wildcards: true, shuffle: true } },
  { captions: { secondarySeparator: ';;;', weighted: true } },
  { maxTokenLength: 75, captions: { spelling: 'blank' } },
  { maxTokenLength: 150, captions: { keepTokensSeparator: '|||', spelling: 'underscore' } },
].map((values) => ({ ...values, rules: rulesOn }))

/** Short ones, and long ones for the limits of the text encoder. */
const someCaptions = fc.oneof({ weight: 3, arbitrary: someCaption }, { weight: 1, arbitrary: fc.array(someCaption, { minLength: 8, maxLength: 12 }).map((parts) => parts.join(', ').replace(/[\r\n]+/g, ' ')) })

/** The first fix that edits the caption. */
function firstEdits(problem: Problem): ReturnType<typeof safeEdits> {
  return problem.fixes.find((fix) => fix.edits)?.edits
}

/** Keys of all tags; full-width commas part them too, on one line as any comma. */
function keysOf(text: string): ReadonlySet<string> {
  return new Set(parseCaption(text.replace(/(?:[^\S\r\n]*[，、；])+[^\S\r\n]*/g, ', ')).tags.map((tag) => tag.key))
}

describe('fixing a caption', () => {
  let knowledge: Knowledge
  before(async () => void (knowledge = await fullKnowledge()))

  for (const rule of rules) {
    it(`leaves nothing that ${rule.id} could fix, and a second time changes nothing`, () => {
      fc.assert(
        fc.property(someCaptions, fc.constantFrom(...settings), (text, values) => {
          const world = worldOf({ rule: rule.id, settings: values, knowledge })
          const once = fixCaption(text, '/a.txt', world, firstEdits)
          const left = lintCaption(parseCaption(once.text), '/a.txt', world).filter(firstEdits)
          assert.deepEqual(left.map((problem) => problem.message), [], JSON.stringify(once.text))
          assert.equal(fixCaption(once.text, '/a.txt', world, firstEdits).text, once.text)
        }),
        { numRuns: 300 },
      )
    })
  }

  it('loses and adds no tag where fixes are safe', () => {
    fc.assert(
      fc.property(someCaption, fc.constantFrom(...settings), (text, values) => {
        const { text: fixed } = fixCaption(text, '/a.txt', worldOf({ settings: values, knowledge }), safeEdits)
        assert.deepEqual([...keysOf(fixed)].sort(), [...keysOf(text)].sort())
      }),
      { numRuns: 500 },
    )
  })

  it('changes nothing where nothing is wrong', () => {
    fc.assert(
      fc.property(someCaption, (text) => {
        const world = worldOf({})
        const wrong = lintCaption(parseCaption(text), '/a.txt', world).some(safeEdits)
        assert.equal(fixCaption(text, '/a.txt', world, safeEdits).text === text, !wrong)
      }),
      { numRuns: 500 },
    )
  })
})
