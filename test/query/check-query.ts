import assert from 'node:assert/strict'
import { parseCaption } from '../../server/src/caption/parse'
import { compileQuery, type QueryImage } from '../../server/src/dataset/query/compile-query'
import { parseQuery, type QueryError } from '../../server/src/dataset/query/parse-query'
import type { Query } from '../../server/src/dataset/query/query'
import { formatMessage } from '../../server/src/base/message'

/** An image with this caption; everything else has a value of its own or is overridden. */
export function imageWith(caption: string, more: Partial<QueryImage> = {}): QueryImage {
  return {
    tags: parseCaption(caption).tags.map((tag) => tag.key),
    caption: caption.trim(),
    name: 'lumi-01.png',
    path: '10_lumi girl/lumi-01.png',
    concepts: ['lumi girl', '10_lumi girl', 'lumi'],
    repeats: 10,
    size: [832, 1216],
    bucket: [832, 1216],
    tokens: () => 12,
    rules: () => ['duplicate-tag'],
    ...more,
  }
}

export function parsed(text: string): Query {
  const result = parseQuery(text)
  if ('error' in result) assert.fail(`${text}: ${formatMessage(result.error.message)}`)
  return result.query
}

export function checkMatch(text: string, image: QueryImage, matches = true): void {
  assert.equal(compileQuery(parsed(text))(image), matches, `${text} ${matches ? 'matches' : 'does not match'} '${image.caption}'`)
}

/**
 * Checks that a query is refused: the second line marks the characters with `^` and gives the message after a blank.
 */
export function checkError(marked: string): void {
  const [text = '', marks = ''] = marked.replace(/^\n/, '').split('\n')
  const start = marks.search(/\^|\|/)
  const end = marks[start] === '|' ? start : marks.lastIndexOf('^') + 1
  const message = marks.slice(marks[start] === '|' ? start + 1 : end).trim()
  const result = parseQuery(text)
  assert.ok('error' in result, `${text} is a query`)
  const error: QueryError = result.error
  assert.deepEqual({ message: formatMessage(error.message), span: error.span }, { message, span: { start, end } })
}
