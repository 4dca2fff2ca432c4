import { say } from '../../base/message'
import type { Tag } from '../../caption/caption'
import type { CaptionStep, PlanWorld, Refactoring } from './parts/refactoring'
import { keptKeys, triggerKeys } from '../locked-tags'
import type { TagCategory, TagRecord, TagUse } from '../../tags/record'
import { knownKey, recordOfPhrase } from '../../tags/known-key'
import { findTag, type TagIndex } from '../../tags/tag-index'
import { planSteps } from './parts/plan-steps'
import { removeWhere } from './parts/remove-where'

export interface RemoveByCategoryArguments {
  readonly categories?: readonly TagCategory[]
  /** Ids of vocabulary groups. */
  readonly groups?: readonly string[]
  /** Whole kinds of groups: `X` flaws and text, `M` facts about the file … */
  readonly uses?: readonly TagUse[]
}

/** Removes tags by what they are: names, facts about the file, flaws, chosen groups. Triggers and kept tags stay. */
export const removeByCategory: Refactoring<'remove-by-category', RemoveByCategoryArguments> = {
  id: 'remove-by-category',
  label: say`Remove tags by category`,

  plan(world, args, samples) {
    const { categories = [], groups = [], uses = [] } = args
    const kinds = [...categories, ...groups, ...uses]
    if (kinds.length === 0) return { fault: say`Choose at least one category or group` }
    const unknown = groups.filter((id) => !world.knowledge.groups.some((group) => group.id === id))
    if (unknown.length > 0) return { fault: say`There is no group '${unknown.join(', ')}'` }
    const step = removeKinds(world, args)
    return { plan: planSteps(say`Remove tags of ${kinds.length} categories`, world.dataset, samples, [step], { ignoreMissing: true }) }
  },
}

function removeKinds({ dataset, knowledge }: PlanWorld, { categories = [], groups = [], uses = [] }: RemoveByCategoryArguments): CaptionStep {
  const isOfKind = (record: TagRecord): boolean =>
    categories.includes(record.category) || groups.includes(record.group ?? '') || (record.use !== undefined && uses.includes(record.use))
  const isGone = remembered((key) => {
    const record = aboutRecord(knowledge.tags, key)
    return record !== undefined && isOfKind(record)
  })
  return (caption, context) => {
    const concept = dataset.conceptOf(context.sample.folder)
    const locked = new Set([...keptKeys(concept, dataset.settings.values), ...triggerKeys(concept)])
    return removeWhere(isGone, (tag: Tag) => locked.has(tag.key))(caption, context)
  }
}

/** The tag that says what a key is about. A phrase about hair is about hair; one that ends in a name is no name. */
export function aboutRecord(tags: TagIndex, key: string): TagRecord | undefined {
  const known = knownKey(tags, key)
  const record = findTag(tags, known)
  if (record) return record
  const noun = recordOfPhrase(tags, known)
  return noun?.category === 'general' ? noun : undefined
}

function remembered(test: (key: string) => boolean): (key: string) => boolean {
  const known = new Map<string, boolean>()
  return (key) => {
    let found = known.get(key)
    if (found === undefined) known.set(key, (found = test(key)))
    return found
  }
}
