import { say } from '../../base/message'
import type { TagEdit } from '../../caption/edit'
import { tagKey } from '../../caption/tag-key'
import { keepsUnderscores } from '../../tags/spelling'
import { findTag } from '../../tags/tag-index'
import { holdsProse } from '../format-caption'
import { keptKeys, triggerKeys } from '../locked-tags'
import { tagLines } from './parts/caption-lines'
import { planSteps } from './parts/plan-steps'
import type { CaptionStep, PlanWorld, Refactoring } from './parts/refactoring'
import { respell, spellingOf } from './parts/spell'

export interface UnifySpellingArguments {
  /** Without it the spelling in force: the setting, else what most of the dataset uses. */
  readonly to?: 'blank' | 'underscore'
}

/** Blanks or underscores, one of them everywhere. Faces, triggers, accepted words, kept tags and words of base models keep theirs. */
export const unifySpelling: Refactoring<'unify-spelling', UnifySpellingArguments> = {
  id: 'unify-spelling',
  label: say`Unify spelling`,

  plan(world, { to }, samples) {
    const spelling = to ?? spellingOf(world.dataset)
    if (spelling === 'as-is') return { fault: say`The setting 'captions.spelling' leaves every spelling as it is: choose blanks or underscores` }
    const title = spelling === 'blank' ? say`Spell tags with blanks` : say`Spell tags with underscores`
    return { plan: planSteps(title, world.dataset, samples, [spellStep(world, spelling)], { ignoreMissing: true }) }
  },
}

function spellStep({ dataset, knowledge }: PlanWorld, spelling: 'blank' | 'underscore'): CaptionStep {
  const words = new Set(dataset.settings.values.words.map(tagKey))
  // a trigger of one concept may stand in the captions of another
  const triggers = new Set(dataset.concepts().flatMap((concept) => [...triggerKeys(concept)]))
  return (caption, { sample }) => {
    const kept = keptKeys(dataset.conceptOf(sample.folder), dataset.settings.values)
    const isLocked = (key: string): boolean => words.has(key) || triggers.has(key) || kept.has(key)
    return tagLines(caption).flatMap((line) =>
      holdsProse(line, knowledge)
        ? []
        : line.flatMap((tag): TagEdit[] => {
            const text = respell(tag.name, spelling)
            if (text === tag.name || tag.choices.length > 0 || isLocked(tag.key) || keepsUnderscores(tag.name, findTag(knowledge.tags, tag.key))) return []
            return [{ kind: 'replace', tag, text }]
          }),
    )
  }
}
