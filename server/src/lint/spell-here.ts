import type { TagRecord } from '../tags/record'
import { spellTag } from '../tags/spelling'
import type { RuleContext } from './rule'

/** Groups of the vocabulary whose words keep their `_` everywhere. */
const SACRED: ReadonlySet<string | undefined> = new Set(['score-word', 'source-word', 'rating-word'])

/** Whether a word of this group is written as the model family knows it, whatever the dataset's spelling is. */
export function isSacred(group: string | undefined): boolean {
  return SACRED.has(group)
}

/** A tag's name as the dataset's captions write it. */
export function spellHere({ name, group }: Pick<TagRecord, 'name' | 'group'>, { dataset, settings }: Pick<RuleContext, 'dataset' | 'settings'>): string {
  const { 'captions.spelling': spelling, 'captions.weighted': escape } = settings.values
  const underscores = dataset ? dataset.usesUnderscores() : spelling === 'underscore'
  return spellTag(name, spelling === 'as-is' ? spelling : underscores ? 'underscore' : 'blank', { keep: isSacred(group), escape })
}
