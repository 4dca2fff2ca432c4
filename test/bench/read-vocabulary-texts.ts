import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { joinVocabulary, type Vocabulary } from '../../server/src/tags/check-vocabulary'
import { parseVocabulary } from '../../server/src/tags/vocabulary'

/** The vocabulary from its texts, for benches that need no build. */
export function readVocabularyTexts(folder = 'server/vocabulary'): Vocabulary {
  const names = readdirSync(folder).filter(name => name.endsWith('.txt') && name !== 'exclusive.txt' && name !== 'merge.txt')
  return joinVocabulary(names.sort().map(file => ({ file, parsed: parseVocabulary(readFileSync(join(folder, file), 'utf8')) })))
}
