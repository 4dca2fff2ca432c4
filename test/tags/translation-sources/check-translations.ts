import assert from 'node:assert/strict'
import { formatMessage } from '../../../server/src/base/message'
import { translationSources } from '../../../server/src/tags/translation-sources/index'

/** Reads a list, which must be recognised as `id`, and compares its rows (`tag → name, name`) and its problems. */
export function checkTranslations(id: string, text: string, rows: readonly string[], problems: readonly string[] = []): void {
  const source = translationSources.find(candidate => candidate.recognise(text))
  assert.equal(source?.id, id)
  const reading = source?.read(text)
  assert.deepEqual(reading?.rows.map(({ tag, names }) => `${tag} → ${names.join(', ')}`), rows)
  assert.deepEqual(reading?.problems.map(({ line, message }) => `${line + 1}: ${formatMessage(message)}`), problems)
}
