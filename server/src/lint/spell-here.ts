import type { TagRecord } from '../tags/record'
import { keepsUnderscores, spellTag } from '../tags/spelling'
import type { RuleContext } from './rule'

/** A tag's name as the dataset's captions write it. */
export function spellHere({ name, group }: Pick<TagRecord, 'name' | 'group'>, { dataset, settings }: Pick<RuleContext, 'dataset' | 'settings'>): string {
  const { 'captions.spelling': spelling, 'captions.weighted': escape } = settings.values
  const underscores = dataset ? dataset.usesUnderscores() : spelling === 'underscore'
  return spellTag(name, spelling === 'as-is' ? spelling : underscores ? 'underscore' : 'blank', { keep: keepsUnderscores(name, { group }), escape })
}
