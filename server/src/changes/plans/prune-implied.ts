import { say } from '../../base/message'
import type { Caption, Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { allImplied, findTag, type TagIndex } from '../../tags/tag-index'
import { knownKey } from '../../tags/known-key'
import { holdsProse } from '../format-caption'
import { fixedPieces, keptKeys, linePieces, triggerKeys } from '../locked-tags'
import { trainedLines } from './parts/caption-lines'
import { planSteps } from './parts/plan-steps'
import type { CaptionStep, PlanWorld, Refactoring } from './parts/refactoring'

/** Nothing to choose. */
export type PruneImpliedArguments = Readonly<Record<string, never>>

/** Removes what another tag of the line implies (`shirt` beside `white shirt`), by the implication graph alone. */
export const pruneImplied: Refactoring<'prune-implied', PruneImpliedArguments> = {
  id: 'prune-implied',
  label: say`Prune implied tags`,

  plan(world, _, samples) {
    return { plan: planSteps(say`Prune implied tags`, world.dataset, samples, [pruneStep(world)], { ignoreMissing: true }) }
  },
}

function pruneStep({ dataset, knowledge }: PlanWorld): CaptionStep {
  const { values } = dataset.settings
  const implied = impliedBy(knowledge.tags)
  return (caption, { sample, refuse }) => {
    const concept = dataset.conceptOf(sample.folder)
    const spared = new Set([...keptKeys(concept, values), ...triggerKeys(concept)])
    return trainedLines(caption, values).flatMap((line) => {
      if (holdsProse(line, knowledge)) return []
      const superfluous = line.filter((tag) => tag.choices.length === 0 && isImplied(tag, line, implied) && !isCount(knowledge.tags, tag.key))
      const locked = superfluous.filter((tag) => spared.has(tag.key) || isKeptInFront(caption, tag, values))
      const weighted = superfluous.filter((tag) => !locked.includes(tag) && tag.text !== tag.name)
      refuse('locked', locked)
      refuse('weighted', weighted)
      return superfluous.filter((tag) => !locked.includes(tag) && !weighted.includes(tag)).map((tag): TagEdit => ({ kind: 'remove', tag }))
    })
  }
}

type Implied = (key: string) => ReadonlySet<string>

function impliedBy(index: TagIndex): Implied {
  const known = new Map<string, ReadonlySet<string>>()
  return (key) => {
    let found = known.get(key)
    if (!found) known.set(key, (found = new Set(allImplied(index, key).map((target) => knownKey(index, target)))))
    return found
  }
}

/** Of two that imply each other the first stays. */
function isImplied(tag: Tag, line: readonly Tag[], implied: Implied): boolean {
  return line.some((other) => {
    if (other.key === tag.key || other.choices.length > 0 || !implied(other.key).has(tag.key)) return false
    return !implied(tag.key).has(other.key) || other.index < tag.index
  })
}

/** `multiple girls` beside `2girls` is how captions say it. */
function isCount(index: TagIndex, key: string): boolean {
  return findTag(index, key)?.use === 'N'
}

function isKeptInFront(caption: Caption, tag: Tag, settings: Parameters<typeof fixedPieces>[2]): boolean {
  const line = linePieces(caption, true)[tag.line]
  if (!line) return false
  const { to, suffix } = fixedPieces(caption, line, settings)
  return tag.piece < to || tag.piece >= suffix
}
