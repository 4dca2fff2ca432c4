import assert from 'node:assert/strict'
import { formatMessage } from '../../../server/src/base/message'
import { recogniseSource } from '../../../server/src/tags/recognise-source'
import type { TagRecord } from '../../../server/src/tags/record'
import { tagSources } from '../../../server/src/tags/sources/index'

/** Reads a list, which must be recognised as `id`, and compares its tags and its problems (`line: text`, lines from 1). */
export function checkSource(
  id: string,
  text: string,
  records: readonly TagRecord[],
  problems: readonly string[] = [],
  name = 'list.csv',
): void {
  assert.equal(recogniseSource(text, name)?.id, id)
  const reading = tagSources.find(source => source.id === id)?.read(text, name)
  assert.deepEqual(reading?.records, records)
  assert.deepEqual(reading?.problems.map(({ line, message }) => `${line + 1}: ${formatMessage(message)}`), problems)
}
