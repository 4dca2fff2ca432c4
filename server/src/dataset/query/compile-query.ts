import type { Size } from '../../trainer/buckets'
import { foldText, tagKey } from '../../caption/tag-key'
import { compileInside, compileWhole, type TextTest } from './pattern'
import type { Comparison, NumberKey, Query, TextKey } from './query'

/** One image as a query sees it: plain fields, filled by `describeImage` or by a test. What costs is asked for only when it is needed. */
export interface QueryImage {
  /** Keys of the caption's tags, repeated ones included. */
  readonly tags: readonly string[]
  /** The caption without blanks at its ends; '' where there is none. */
  readonly caption: string
  /** File name of the image. */
  readonly name: string
  /** Relative to the dataset. */
  readonly path: string
  /** The names its concept goes by: its own, its folder's, its triggers. */
  readonly concepts: readonly string[]
  readonly repeats: number
  /** Pixels; undefined where the header cannot be read. */
  readonly size: Size | undefined
  readonly bucket: Size | undefined
  /** Content tokens of what is trained; undefined where they are not known. */
  tokens(): number | undefined
  /** Ids of the rules with a problem at the image or its caption. */
  rules(): readonly string[]
}

export type QueryTest = (image: QueryImage) => boolean

/** The test that a query is. What an image does not have (the size of a broken file) fits no comparison. */
export function compileQuery(query: Query): QueryTest {
  switch (query.kind) {
    case 'and': {
      const tests = query.parts.map(compileQuery)
      return (image) => tests.every((test) => test(image))
    }
    case 'or': {
      const tests = query.parts.map(compileQuery)
      return (image) => tests.some((test) => test(image))
    }
    case 'not': {
      const test = compileQuery(query.part)
      return (image) => !test(image)
    }
    case 'text':
      return compileText(query.key, WHOLE.has(query.key) ? compileWhole(query.pattern) : compileInside(query.pattern))
    case 'number': {
      const read = NUMBERS[query.key]
      const compare = COMPARE[query.comparison]
      return (image) => {
        const number = read(image)
        return number !== undefined && compare(number, query.value)
      }
    }
  }
}

/** Keys whose values are compared as a whole; the others search inside. */
const WHOLE: ReadonlySet<TextKey> = new Set(['tag', 'concept', 'bucket', 'rule'])

function compileText(key: TextKey, test: TextTest): QueryTest {
  switch (key) {
    case 'tag':
      return (image) => image.tags.some(test)
    case 'caption':
      return (image) => test(foldText(image.caption))
    case 'name':
      return (image) => test(foldText(image.name))
    case 'path':
      return (image) => test(foldText(image.path))
    case 'concept':
      return (image) => image.concepts.some((name) => test(tagKey(name)))
    case 'bucket':
      return ({ bucket }) => bucket !== undefined && (test(`${bucket[0]}x${bucket[1]}`) || test(`${bucket[0]}×${bucket[1]}`))
    case 'rule':
      return (image) => image.rules().some((id) => test(tagKey(id)))
  }
}

const NUMBERS: Readonly<Record<NumberKey, (image: QueryImage) => number | undefined>> = {
  tags: (image) => image.tags.length,
  chars: (image) => countCharacters(image.caption),
  tokens: (image) => image.tokens(),
  width: (image) => image.size?.[0],
  height: (image) => image.size?.[1],
  area: (image) => image.size && image.size[0] * image.size[1],
  repeats: (image) => image.repeats,
}

/** Characters as people count them: a pair of surrogates is one. */
function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
}
