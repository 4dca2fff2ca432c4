import { say } from '../base/message'
import { tagKey } from '../caption/tag-key'
import type { Change } from '../changes/change'
import { planTagChange, replaceTag } from '../changes/tag-change'
import type { Trigger } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import { proposeTrigger } from '../tags/propose-trigger'
import type { Fix, RuleContext } from './rule'

/** Renames a trigger in every caption, and where it is declared, to a name that is rare, short in tokens and unlike the others. */
export function renaming(trigger: Trigger, context: RuleContext & { readonly dataset: Dataset }): Fix[] {
  const { dataset, settings } = context
  const name = proposeName(trigger, context)
  const declared = settings.values.concepts.filter((concept) => concept.triggers?.some((text) => tagKey(text) === trigger.key))
  // one entry can be written with the change; a trigger of several concepts is the user's to rename
  const [setting, ...more] = declared
  if (name === undefined || more.length > 0) return []
  const title = say`Rename the trigger '${trigger.text}' to '${name}' in the whole dataset`
  const change = (): Change => planTagChange(title, dataset.samples.values(), replaceTag(trigger.key, name, tagKey(name)))
  const triggers = setting?.triggers?.map((text) => (tagKey(text) === trigger.key ? name : text))
  return [{ title, safe: false, change, setting: setting && { key: 'concepts', value: { ...setting, triggers } } }]
}

function proposeName(trigger: Trigger, { dataset, knowledge }: RuleContext & { readonly dataset: Dataset }): string | undefined {
  const names = new Set(dataset.concepts().flatMap((concept) => concept.triggers.map(({ key }) => key)))
  return proposeTrigger(trigger.text, knowledge, { has: (name) => names.has(name) || dataset.counts.get(name) !== undefined })
}
