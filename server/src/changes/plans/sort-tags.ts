import { say } from '../../base/message'
import { keptKeys, linePieces, lockedTags, triggerKeys } from '../locked-tags'
import { holdsProse } from '../format-caption'
import { alphabeticalRank, categoryRank, frequencyRank, keepsTags, orderLine, type TagOrder, type TagRank } from '../tag-order'
import { planSteps } from './parts/plan-steps'
import type { CaptionStep, PlanWorld, Refactoring } from './parts/refactoring'
import { tagLines } from './parts/caption-lines'

export interface SortArguments {
  readonly by: TagOrder
}

/** Sorts the tags of each comma list; triggers lead, tags kept on purpose or in front stay where they are. */
export const sortTags: Refactoring<'sort-tags', SortArguments> = {
  id: 'sort-tags',
  label: say`Sort tags`,

  plan(world, { by }, samples) {
    const title = { category: say`Sort tags by category`, alphabetical: say`Sort tags alphabetically`, frequency: say`Sort tags by frequency` }[by]
    return { plan: planSteps(title, world.dataset, samples, [sortStep(world, by)], { ignoreMissing: true }) }
  },
}

/** Puts the tags of each line in order. */
export function sortStep(world: PlanWorld, by: TagOrder): CaptionStep {
  const { dataset, knowledge } = world
  const ranks = new Map<string, TagRank>()
  return (caption, { sample, refuse }) => {
    const rank = ranks.get(sample.folder) ?? rankIn(world, by, sample.folder)
    ranks.set(sample.folder, rank)
    const { values } = dataset.settings
    const kept = keptKeys(dataset.conceptOf(sample.folder), values)
    const prose = new Set(tagLines(caption).flatMap((line) => (holdsProse(line, knowledge) ? [line[0]?.line] : [])))
    const edits = linePieces(caption, values['captions.wildcards']).flatMap((line, number) =>
      prose.has(number) ? [] : orderLine(caption, line, lockedTags(caption, line, values, kept), rank),
    )
    if (edits.length === 0 || keepsTags(caption, edits)) return edits
    refuse('markup', caption.tags.filter((tag) => /[()[\]{}]/.test(tag.text)))
    return []
  }
}

function rankIn({ dataset, knowledge }: PlanWorld, by: TagOrder, folder: string): TagRank {
  const triggers = triggerKeys(dataset.conceptOf(folder))
  if (by === 'category') return categoryRank(knowledge, triggers)
  const rank = by === 'alphabetical' ? alphabeticalRank : frequencyRank(dataset)
  return (key) => (triggers.has(key) ? [0] : [1, ...rank(key)])
}
