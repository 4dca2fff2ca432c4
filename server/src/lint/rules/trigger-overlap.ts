import { say } from '../../base/message'
import type { Concept, Trigger } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import type { ClipTokenizer } from '../../tokens/clip-tokenizer'
import { isCommonWord, knownWord } from '../known-trigger'
import { renaming } from '../rename-trigger'
import type { DatasetRule, Fix, PlaceFinding } from '../rule'

export const triggerOverlap: DatasetRule = {
  id: 'trigger-overlap',
  scope: 'dataset',
  level: 'warning',
  summary: say`Two triggers share most of their tokens, or a trigger is a common word`,

  *check(dataset, context) {
    const { tokenizer } = context.knowledge
    if (!tokenizer) return
    const triggers = findTriggers(dataset, tokenizer)
    // a trigger may stand in many pairs
    const renamings = new Map<Trigger, readonly Fix[]>()
    const rename = (trigger: Trigger): readonly Fix[] => {
      const fixes = renamings.get(trigger) ?? renaming(trigger, { ...context, dataset })
      renamings.set(trigger, fixes)
      return fixes
    }
    for (const [at, first] of triggers.entries()) {
      if (isCommonWord(first.trigger.text, first.tokens) && !knownWord(first.trigger, context)) yield describeWord(first, dataset, rename)
      for (const second of triggers.slice(at + 1)) {
        const shared = sharedTokens(first, second)
        if (shared.length > 0 && !areFamily(first, second)) yield describePair(first, second, shared, dataset, rename)
      }
      yield
    }
  },
}

interface OwnTrigger {
  readonly trigger: Trigger
  readonly concepts: readonly Concept[]
  readonly tokens: readonly { readonly id: number; readonly text: string }[]
}

/** Every trigger once, in the order of the folders. */
function findTriggers(dataset: Dataset, tokenizer: ClipTokenizer): readonly OwnTrigger[] {
  const found = new Map<string, { trigger: Trigger; concepts: Concept[] }>()
  for (const concept of dataset.concepts()) {
    if (concept.regularization) continue
    for (const trigger of concept.triggers) {
      const known = found.get(trigger.key)
      if (known) known.concepts.push(concept)
      else if (trigger.key !== '') found.set(trigger.key, { trigger, concepts: [concept] })
    }
  }
  return [...found.values()].map(({ trigger, concepts }) => ({
    trigger,
    concepts,
    tokens: tokenizer.tokenSpans(trigger.text).map(({ id, start, end }) => ({ id, text: trigger.text.slice(start, end) })),
  }))
}

/** The tokens that both have, where these are more than half of each. */
function sharedTokens(first: OwnTrigger, second: OwnTrigger): readonly string[] {
  const left = [...second.tokens]
  const shared = first.tokens.filter(({ id }) => {
    const at = left.findIndex((other) => other.id === id)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return shared.length * 2 > Math.max(first.tokens.length, second.tokens.length) ? shared.map(({ text }) => text) : []
}

/** A character and its outfit share a name on purpose. */
function areFamily(first: OwnTrigger, second: OwnTrigger): boolean {
  return isParentOf(first, second) || isParentOf(second, first)
}

function isParentOf(parent: OwnTrigger, child: OwnTrigger): boolean {
  if (parent.trigger.parent && child.concepts.some((concept) => parent.concepts.includes(concept))) return true
  return child.concepts.some((concept) => concept.parent !== undefined && parent.concepts.some(({ name }) => name === concept.parent))
}

type Rename = (trigger: Trigger) => readonly Fix[]

function describeWord({ trigger, concepts }: OwnTrigger, dataset: Dataset, rename: Rename): PlaceFinding {
  return {
    anchor: dataset.root,
    tag: trigger.text,
    related: concepts.map(({ folder }) => folder.path).sort(),
    message: say`The trigger '${trigger.text}' is a common word or name: the base model has a meaning for it already`,
    fixes: rename(trigger),
  }
}

function describePair(first: OwnTrigger, second: OwnTrigger, shared: readonly string[], dataset: Dataset, rename: Rename): PlaceFinding {
  const tokens = shared.map((text) => `'${text}'`).join(', ')
  return {
    anchor: dataset.root,
    tag: second.trigger.text,
    related: [...new Set([...first.concepts, ...second.concepts].map(({ folder }) => folder.path))].sort(),
    message: say`The triggers '${first.trigger.text}' and '${second.trigger.text}' share most of their tokens (${tokens}): what one learns, the other learns too`,
    fixes: [...rename(second.trigger), ...rename(first.trigger)],
  }
}
