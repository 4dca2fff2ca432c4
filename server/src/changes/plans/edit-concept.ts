import { say, type Message } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import { familyOf } from '../identity-sheet'
import type { ListAddition } from '../settings-change'
import { addStep, type AddPlace } from './parts/add-step'
import { isFault, readNewTag, readNewTags } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { CaptionStep, Refactoring } from './parts/refactoring'
import { removeWhere } from './parts/remove-where'
import { substitute } from './parts/substitute'

/** One decision on the identity sheet; `folder` limits it to one outfit. */
export type SheetAction =
  /** Removed from the captions, so that the trigger takes it in. */
  | { readonly kind: 'bake'; readonly tag: string; readonly folder?: string }
  /** Left in on purpose: an entry of `keep`. */
  | { readonly kind: 'keep'; readonly tag: string; readonly folder?: string }
  /** Several names of one thing become one. */
  | { readonly kind: 'unify'; readonly tags: readonly string[]; readonly to: string; readonly folder?: string }
  | { readonly kind: 'rename'; readonly tag: string; readonly to: string; readonly folder?: string }
  /** Added where it is missing; at the end without `at`. */
  | { readonly kind: 'add'; readonly tag: string; readonly at?: AddPlace; readonly folder?: string }

export interface EditConceptArguments {
  /** Name of the concept; its siblings belong to the sheet. */
  readonly concept: string
  /** Done one after another, in this order. */
  readonly actions: readonly SheetAction[]
}

/** All decisions on the identity sheet as one plan. */
export const editConcept: Refactoring<'edit-concept', EditConceptArguments> = {
  id: 'edit-concept',
  label: say`Edit concept`,

  plan({ dataset }, { concept: name, actions }, samples) {
    const concept = dataset.concepts().find((candidate) => candidate.name === name)
    if (!concept) return { fault: say`There is no concept '${name}'` }
    if (actions.length === 0) return { fault: say`Nothing is chosen yet` }
    const family = familyOf(dataset, concept)
    const steps: CaptionStep[] = []
    for (const action of actions) {
      const step = stepOf(action, dataset)
      if (isFault(step)) return step
      steps.push(inFolder(step, action.folder))
    }
    const folders = new Set(family.map(({ folder }) => folder.path))
    const plan = planSteps(say`Edit '${name}'`, dataset, [...samples].filter((sample) => folders.has(sample.folder)), steps, {
      ignoreMissing: true,
      settings: keepEntries(family, concept, actions),
    })
    return { plan }
  },
}

function stepOf(action: SheetAction, dataset: Dataset): CaptionStep | { readonly fault: Message } {
  switch (action.kind) {
    case 'keep':
      return () => []
    case 'bake': {
      const key = tagKey(action.tag)
      return removeWhere((candidate) => candidate === key)
    }
    case 'rename':
    case 'unify': {
      const target = readNewTag(action.to)
      if (isFault(target)) return target
      if (action.kind === 'rename') return substitute({ sources: new Set([tagKey(action.tag)]), targets: [target], all: false })
      const sources = readNewTags(action.tags)
      if (isFault(sources)) return sources
      return substitute({ sources: new Set(sources.map((source) => source.key)), targets: [target], all: false, earliest: true })
    }
    case 'add': {
      const tag = readNewTag(action.tag)
      return isFault(tag) ? tag : addStep([tag], action.at ?? 'end', dataset.settings.values)
    }
  }
}

function inFolder(step: CaptionStep, folder: string | undefined): CaptionStep {
  return folder === undefined ? step : (caption, context) => (context.sample.folder === folder ? step(caption, context) : [])
}

/** One entry a concept; without a folder every outfit of the family keeps the tag. */
function keepEntries(family: readonly Concept[], concept: Concept, actions: readonly SheetAction[]): readonly ListAddition[] {
  const kept = new Map<string, string[]>()
  for (const action of actions) {
    if (action.kind !== 'keep') continue
    const members = action.folder === undefined ? family : family.filter(({ folder }) => folder.path === action.folder)
    for (const { name } of members.length > 0 ? members : [concept]) kept.set(name, [...new Set([...(kept.get(name) ?? []), action.tag])])
  }
  return [...kept].map(([name, tags]) => ({ key: 'keep', value: { concept: name, tags } }))
}
