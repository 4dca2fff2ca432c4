import type { Trigger } from '../dataset/concepts'
import type { Model } from '../settings'
import type { TagRecord } from '../tags/record'
import { findByAlias, findTag } from '../tags/tag-index'
import type { RuleContext } from './rule'

/** The tag that the base model knows under the trigger's name, where it has seen it often enough. */
export function knownWord(trigger: Trigger, { knowledge, settings }: Pick<RuleContext, 'knowledge' | 'settings'>): TagRecord | undefined {
  const own = findTag(knowledge.tags, trigger.key)
  const record = own ?? findByAlias(knowledge.tags, trigger.key)[0]
  return record && record.count >= threshold(record, settings.values.model) ? record : undefined
}

/** Posts from which on a model knows a word well. Illustrious and NoobAI were trained longer, and on names. */
function threshold({ category }: TagRecord, model: Model): number {
  const isName = category === 'character' || category === 'copyright'
  if (!isName) return 10_000
  return model === 'illustrious' || model === 'noobai' ? 200 : 1000
}
