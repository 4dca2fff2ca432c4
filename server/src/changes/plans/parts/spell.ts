import type { Dataset } from '../../../dataset/dataset'
import { spellTag } from '../../../tags/spelling'

/** The separator of words in force, for the whole dataset. */
export function spellingOf(dataset: Pick<Dataset, 'settings' | 'usesUnderscores'>): 'blank' | 'underscore' | 'as-is' {
  const spelling = dataset.settings.values['captions.spelling']
  return spelling === 'auto' ? (dataset.usesUnderscores() ? 'underscore' : 'blank') : spelling
}

/** A name with its blanks or underscores changed and nothing else; faces keep theirs. */
export function respell(name: string, spelling: 'blank' | 'underscore'): string {
  return spellTag(name, spelling)
}
