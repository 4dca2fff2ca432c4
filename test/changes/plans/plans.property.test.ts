import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseCaption } from '../../../server/src/caption/parse'
import { planRefactoring, type RefactoringId, type RefactoringRequest } from '../../../server/src/changes/plans/index'
import { anyText, someCaption } from '../../support/caption-arbitrary'
import { smallKnowledge } from '../../support/vocabulary'
import { datasetOf, textsAfter } from './check-plan'

const settings = fc.constantFrom<object>(
  {},
  { captions: { wildcards: true } },
  { captions: { keepTokens: 2 }, concepts: [{ name: 'lumi', folders: ['1_lumi'], triggers: ['lumi', 'smile'] }], keep: [{ concept: 'lumi', tags: ['long hair'] }] },
)
const name = fc.constantFrom<string>('long hair', 'smile', 'solo', 'a', 'b', 'new tag', 'white shirt', '1girl', 'lumi')
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 })

/** Refactorings that change nothing the second time, with any arguments; patterns are not among them. */
const REQUESTS: { readonly [Id in Exclude<RefactoringId, 'replace-pattern'>]: fc.Arbitrary<Extract<RefactoringRequest, { id: Id }>['args']> } = {
  'rename-tag': fc.record({ from: name, to: name }),
  'merge-tags': fc.record({ tags: names, into: name, when: fc.constantFrom('any', 'all') }),
  'split-tag': fc.record({ tag: name, into: names }),
  'remove-tags': fc.record({ tags: names }),
  'remove-by-category': fc.record({ groups: fc.constantFrom(['hair'], ['clothes', 'face']), categories: fc.constantFrom([], ['meta'] as const) }),
  'add-tags': fc.record({ tags: names, at: fc.oneof(fc.constantFrom('start', 'end', 'after-keep-tokens'), fc.record({ index: fc.nat(3) }), fc.record({ before: name }), fc.record({ after: name })) }),
  'sort-by-tag': fc.record({ tag: name, give: fc.constantFrom([], ['1_lumi/a0.png'], ['1_lumi/a0.png', '1_lumi/a2.png']), take: fc.constantFrom([], ['1_lumi/a1.png']) }),
  'move-tags': fc.record({ tags: names, to: fc.constantFrom('start', 'after-keep-tokens', 'end') }),
  'replace-list': fc.record({ from: names, to: names }),
  'sort-tags': fc.record({ by: fc.constantFrom('category', 'alphabetical', 'frequency') }),
  'format-captions': fc.record({ order: fc.boolean() }),
  'unify-spelling': fc.record({ to: fc.constantFrom('blank', 'underscore') }),
  'prune-implied': fc.constant({}),
  'set-trigger': fc.record({ concept: fc.constant('lumi'), trigger: name }),
  'edit-concept': fc.record({ concept: fc.constant('lumi'), actions: fc.tuple(fc.record({ kind: fc.constant('bake' as const), tag: fc.constantFrom('smile', 'a') }), fc.record({ kind: fc.constant('add' as const), tag: fc.constantFrom('solo', 'b') })) }),
}

/** What the disk would take from a file's start, or call no text, is no caption; see the tests of reading. */
const text = fc.oneof(someCaption, anyText).map((any) => any.replace(/[\uFEFF\0]|\p{Surrogate}/gu, ''))
const RUNS = 150

async function apply(captions: readonly string[], request: RefactoringRequest, values: object, reversed = false): Promise<readonly string[]> {
  const dataset = await datasetOf(captions, { settings: values })
  const samples = [...dataset.samples.values()]
  const answer = planRefactoring(request, { dataset, knowledge: smallKnowledge }, reversed ? samples.reverse() : samples)
  return 'fault' in answer ? captions : textsAfter(dataset, answer.plan.change)
}

/** Keys on each line; alternatives of a choice that is a whole tag count. */
function keysOf(caption: string): readonly string[] {
  return parseCaption(caption).tags.flatMap((tag) => (tag.name.startsWith('{') && tag.name.indexOf('}') === tag.name.length - 1 ? tag.choices.flatMap((choice) => parseCaption(choice.name).tags.map(({ key }) => key)) : [tag.key]))
}

describe('every refactoring', () => {
  for (const [id, args] of Object.entries(REQUESTS)) {
    // the record ties each arbitrary to its id
    const requests = (args as fc.Arbitrary<unknown>).map((some) => ({ id, args: some }) as RefactoringRequest)

    it(`${id} changes nothing the second time, in whatever order the samples come`, () =>
      fc.assert(
        fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 3 }), requests, settings, async (captions, request, values) => {
          const once = await apply(captions, request, values)
          assert.deepEqual(await apply(captions, request, values, true), once)
          // what a dataset infers may change with its captions
          const declared = { concepts: [{ name: 'lumi', folders: ['1_lumi'], triggers: [] }], ...values }
          const first = await apply(captions, request, declared)
          assert.deepEqual(await apply(first, request, declared), first, JSON.stringify([captions, request, first]))
        }),
        { numRuns: RUNS },
      ))
  }

  it('leaves a tag that another was renamed or merged to once on each line that it came to', () =>
    fc.assert(
      fc.asyncProperty(someCaption, fc.oneof(REQUESTS['rename-tag'].map((args): RefactoringRequest => ({ id: 'rename-tag', args })), REQUESTS['merge-tags'].map((args): RefactoringRequest => ({ id: 'merge-tags', args }))), async (caption, request) => {
        const [after = ''] = await apply([caption], request, {})
        const target = request.id === 'rename-tag' ? request.args.to : request.id === 'merge-tags' ? request.args.into : ''
        const [before, now] = [caption, after].map((some) => parseCaption(some).tags)
        const lines = new Set(now?.map((tag) => tag.line))
        for (const line of lines) {
          const [old, found] = [before, now].map((tags) => tags?.filter((tag) => tag.line === line) ?? [])
          const same = JSON.stringify(old?.map((tag) => tag.text)) === JSON.stringify(found?.map((tag) => tag.text))
          if (!same) assert.ok((found?.filter((tag) => tag.key === target).length ?? 0) <= 1, JSON.stringify([caption, request, after]))
        }
      }),
      { numRuns: RUNS * 3 },
    ))

  it('changes only the bytes of the tag that is renamed', () =>
    fc.assert(
      fc.asyncProperty(text, fc.nat(), async (caption, at) => {
        const { tags } = parseCaption(caption)
        const tag = tags[at % Math.max(1, tags.length)]
        if (!tag || tag.choices.length > 0 || tags.some((other) => other !== tag && other.key === tag.key) || tags.some((other) => other.choices.length > 0)) return
        // a bracket that another tag shares stays
        if (!isBalanced(caption.slice(tag.nameSpan.start, tag.nameSpan.end))) return
        const [after] = await apply([caption], { id: 'rename-tag', args: { from: tag.name, to: 'zzz' } }, {})
        assert.equal(after, caption.slice(0, tag.nameSpan.start) + 'zzz' + caption.slice(tag.nameSpan.end))
      }),
      { numRuns: RUNS * 3 },
    ))

  it('leaves nothing of a tag that was removed, and every other tag', () =>
    fc.assert(
      fc.asyncProperty(text, names, async (caption, tags) => {
        const [after = ''] = await apply([caption], { id: 'remove-tags', args: { tags } }, {})
        assert.deepEqual(keysOf(after).filter((key) => key !== '' && tags.includes(key)), [])
        if (!/[()[\]{}]/.test(caption)) assert.deepEqual(keysOf(after), keysOf(caption).filter((key) => !tags.includes(key)))
      }),
      { numRuns: RUNS * 3 },
    ))

  it('plans over every one of 10,000 captions', async function () {
    this.timeout(60_000)
    const dataset = await datasetOf(Array.from({ length: 10_000 }, (_, at) => `lumi, 1girl, solo, long hair, blonde hair, blue eyes, smile, looking at viewer, white shirt, t${at % 500}, outdoors, standing`))
    const samples = [...dataset.samples.values()]
    const requests: readonly RefactoringRequest[] = [
      { id: 'rename-tag', args: { from: 'long hair', to: 'very long hair' } },
      { id: 'sort-tags', args: { by: 'category' } },
      { id: 'replace-pattern', args: { pattern: '^t(\\d+)$', replacement: 'x$1' } },
    ]
    for (const request of requests) {
      const answer = planRefactoring(request, { dataset, knowledge: smallKnowledge }, samples)
      assert.ok('plan' in answer && answer.plan.change.files.length === 10_000)
    }
  })
})

function isBalanced(text: string): boolean {
  let depth = 0
  for (const [, letter] of text.replaceAll(/\\./g, '').matchAll(/([()[\]{}<>])/g)) {
    depth += letter !== undefined && '([{<'.includes(letter) ? 1 : -1
    if (depth < 0) return false
  }
  return depth === 0
}
