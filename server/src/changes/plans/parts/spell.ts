import type { Dataset } from '../../../dataset/dataset'
import type { TagRecord } from '../../../tags/record'
import { spellTag } from '../../../tags/spelling'

/** Groups of the vocabulary whose words keep their `_` everywhere. */
const SACRED: ReadonlySet<string | undefined> = new Set(['score-word', 'source-word', 'rating-word'])

/** Words that base models were trained on as they stand, also those that no list has. */
export function keepsUnderscores(name: string, record: Pick<TagRecord, 'group'> | undefined): boolean {
  return SACRED.has(record?.group) || /^(?:score_\d+(?:_up)?|source_[a-z]+|rating[_:][a-z]+)$/i.test(name)
}

/** The separator of words in force, for the whole dataset. */
export function spellingOf(dataset: Pick<Dataset, 'settings' | 'usesUnderscores'>): 'blank' | 'underscore' | 'as-is' {
  const spelling = dataset.settings.values['captions.spelling']
  return spelling === 'auto' ? (dataset.usesUnderscores() ? 'underscore' : 'blank') : spelling
}

/** A name with its blanks or underscores changed and nothing else; faces keep theirs. */
export function respell(name: string, spelling: 'blank' | 'underscore'): string {
  return spellTag(name, spelling)
}
