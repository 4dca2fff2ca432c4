import type { Trigger } from '../dataset/concepts'
import type { Model } from '../settings'
import type { TagRecord } from '../tags/record'
import { findByAlias, findTag } from '../tags/tag-index'
import type { RuleContext } from './rule'

/** The tag that the base model knows under the trigger's name, where it has seen it often enough. */
export function knownWord(trigger: Pick<Trigger, 'key'>, { knowledge, settings }: Pick<RuleContext, 'knowledge' | 'settings'>): TagRecord | undefined {
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

/** Tokens are numbered by how common they were: words below this one are in everybody's mouth (`luna`, `maid`), those above are names and scraps. */
const COMMON = 16_000

/** Whether a text of these tokens is a word that every base model has a meaning for. */
export function isCommonWord(text: string, tokens: readonly { readonly id: number }[]): boolean {
  const [token, ...more] = tokens
  return token !== undefined && more.length === 0 && token.id < COMMON && /^[a-z]{3,}$/i.test(text)
}
