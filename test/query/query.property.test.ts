import assert from 'node:assert/strict'
import fc from 'fast-check'
import { foldText, tagKey } from '../../server/src/caption/tag-key'
import { compileQuery, type QueryImage } from '../../server/src/dataset/query/compile-query'
import { parseQuery } from '../../server/src/dataset/query/parse-query'
import type { Pattern, PatternPart } from '../../server/src/dataset/query/pattern'
import { printQuery } from '../../server/src/dataset/query/print-query'
import { COMPARISONS, NUMBER_KEYS, TEXT_KEYS, type Query } from '../../server/src/dataset/query/query'
import { imageWith, parsed } from './check-query'

const text = fc.string({ unit: fc.constantFrom(...'aabB_ 1"\'\\(),:长é'), minLength: 1, maxLength: 4 })
const wildcard = fc.constantFrom<PatternPart>({ kind: 'any' }, { kind: 'one' })
const part = fc.oneof(text.map((value): PatternPart => ({ kind: 'text', text: value })), wildcard)
const pattern: fc.Arbitrary<Pattern> = fc
  .array(part, { maxLength: 4 })
  .map((parts) => parts.filter((one, index) => one.kind !== 'text' || parts[index - 1]?.kind !== 'text'))

const plain = { noNullPrototype: true }

const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ kind: fc.constant('text' as const), key: fc.constantFrom(...TEXT_KEYS), pattern }, plain),
    fc.record({ kind: fc.constant('number' as const), key: fc.constantFrom(...NUMBER_KEYS), comparison: fc.constantFrom(...COMPARISONS), value: fc.nat(4) }, plain),
    fc.record({ kind: fc.constant('not' as const), part: tie('query') }, plain),
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), parts: fc.array(tie('query'), { minLength: 2, maxLength: 3 }) }, plain),
  ),
}))

const word = fc.string({ unit: fc.constantFrom(...'aabB_ 1()长é'), minLength: 1, maxLength: 5 })
const image: fc.Arbitrary<QueryImage> = fc
  .record({ tags: fc.array(word, { maxLength: 3 }), name: word, path: word, concepts: fc.array(word, { maxLength: 2 }), rules: fc.array(word, { maxLength: 2 }), side: fc.option(fc.nat(4)), count: fc.nat(4) })
  .map(({ tags, name, path, concepts, rules, side, count }) => ({
    ...imageWith(tags.join(', ')),
    tags: tags.map(tagKey),
    name,
    path,
    concepts,
    repeats: count,
    size: side === null ? undefined : [side, count],
    bucket: side === null ? undefined : [count, side],
    tokens: () => side ?? undefined,
    rules: () => rules,
  }))

/** The same question asked with regular expressions and without any preparation. */
function naive(asked: Query, of: QueryImage): boolean {
  switch (asked.kind) {
    case 'and':
      return asked.parts.filter((one) => !naive(one, of)).length === 0
    case 'or':
      return asked.parts.filter((one) => naive(one, of)).length > 0
    case 'not':
      return naive(asked.part, of) === false
    case 'number': {
      const numbers = { tags: of.tags.length, chars: Array.from(of.caption).length, tokens: of.tokens(), width: of.size?.[0], height: of.size?.[1], area: of.size && of.size[0] * of.size[1], repeats: of.repeats }
      const number = numbers[asked.key]
      if (number === undefined) return false
      const sign = Math.sign(number - asked.value)
      return { '=': [0], '!=': [-1, 1], '<': [-1], '>': [1], '<=': [-1, 0], '>=': [1, 0] }[asked.comparison].includes(sign)
    }
    case 'text': {
      const whole = { tag: of.tags, concept: of.concepts, rule: of.rules(), bucket: of.bucket ? [of.bucket.join('x'), of.bucket.join('×')] : [] }
      const inside = { caption: of.caption, name: of.name, path: of.path }
      const source = asked.pattern.map((one) => (one.kind === 'any' ? '[^]*' : one.kind === 'one' ? '[^]' : foldText(one.text).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')))
      const { key } = asked
      if (key === 'caption' || key === 'name' || key === 'path') return new RegExp(source.join(''), 'u').test(foldText(inside[key]))
      if (asked.pattern[0]?.kind === 'text') source[0] = source[0]?.trimStart() ?? ''
      const last = source.length - 1
      if (asked.pattern[last]?.kind === 'text') source[last] = source[last]?.trimEnd() ?? ''
      return whole[key].some((value) => new RegExp(`^(?:${source.join('')})$`, 'u').test(tagKey(value)))
    }
  }
}

describe('the query language', () => {
  it('reads what it prints', () => {
    fc.assert(
      fc.property(query, (one) => {
        assert.deepEqual(parsed(printQuery(one)), one)
      }),
      { numRuns: 500 },
    )
  })

  it('answers as a naive evaluation does', () => {
    fc.assert(
      fc.property(query, image, (one, of) => {
        assert.equal(compileQuery(one)(of), naive(one, of))
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads any text or says what is wrong inside it', () => {
    const anyText = fc.array(fc.oneof(fc.constantFrom('tag:', 'tags:', '(', ')', ' AND ', ' OR ', 'NOT ', '"', "'", '\\', '>=', '1', ' '), fc.string({ maxLength: 3 })), { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(anyText, (one) => {
        const result = parseQuery(one)
        if ('query' in result) assert.deepEqual(parsed(printQuery(result.query)), result.query)
        else assert.ok(0 <= result.error.span.start && result.error.span.start <= result.error.span.end && result.error.span.end <= one.length)
      }),
      { numRuns: 2_000 },
    )
  })
})
