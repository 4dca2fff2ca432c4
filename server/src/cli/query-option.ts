import { say } from '../base/message'
import { compileQuery, type QueryTest } from '../dataset/query/compile-query'
import { parseQuery } from '../dataset/query/parse-query'
import { valueOf, type Call } from './command'
import { UsageError } from './usage-error'

/** The test that a query on the command line is. */
export function readQuery(call: Call, text: string): QueryTest {
  const parsed = parseQuery(text)
  if ('error' in parsed) throw new UsageError(say`Bad query at character ${parsed.error.span.start + 1}: ${call.translate(parsed.error.message)}`)
  return compileQuery(parsed.query)
}

/** The test of `--where`; undefined without it. */
export function whereOption(call: Call): QueryTest | undefined {
  const text = valueOf(call, 'where')
  return text === undefined ? undefined : readQuery(call, text)
}
