import type { ReviewTag, ScoreCategory, TagDecisions } from '../../server/src/protocol/tagging'
import type { ChipKind } from '../categories'
import { t } from '../page'

export type Decision = 'accept' | 'reject'

export function decisionOf(decisions: TagDecisions, image: string, key: string): Decision | undefined {
  return decisions[image]?.[key]
}

/** With one more decision, or without it. */
export function decide(decisions: TagDecisions, image: string, key: string, decision: Decision | undefined): TagDecisions {
  const { [key]: _gone, ...others } = decisions[image] ?? {}
  const said = decision === undefined ? others : { ...others, [key]: decision }
  const { [image]: _image, ...images } = decisions
  return Object.keys(said).length === 0 ? images : { ...images, [image]: said }
}

export function countDecisions(decisions: TagDecisions): number {
  return Object.values(decisions).reduce((sum, said) => sum + Object.keys(said).length, 0)
}

/** What becomes of a tag in a caption. */
export type Outcome = 'added' | 'removed' | 'stays' | 'left-out'

export function outcomeOf({ written, taken }: Pick<ReviewTag, 'written' | 'taken'>, decision: Decision | undefined): Outcome {
  const isIn = decision === undefined ? taken : decision === 'accept'
  if (written) return isIn ? 'stays' : 'removed'
  return isIn ? 'added' : 'left-out'
}

export const SIGNS: Readonly<Record<Outcome, string>> = { added: '+', removed: '−', stays: '✓', 'left-out': '' }

export function outcomeName(outcome: Outcome): string {
  switch (outcome) {
    case 'added':
      return t('is added')
    case 'removed':
      return t('is removed')
    case 'stays':
      return t('in the caption')
    case 'left-out':
      return t('is left out')
  }
}

/** To be looked at: unsure, or taggers are of two minds about it, and nothing of the user's own. */
export function isOpen({ written, standing, disputed, taken }: ReviewTag): boolean {
  return !written && ((taken && standing === 'unsure') || disputed)
}

export function chipKind(category: ScoreCategory): ChipKind {
  return category === 'character' || category === 'copyright' || category === 'artist' || category === 'meta' ? category : 'general'
}

export function categoryName(category: ScoreCategory): string {
  switch (category) {
    case 'general':
      return t('general tags')
    case 'character':
      return t('characters')
    case 'copyright':
      return t('series of works')
    case 'artist':
      return t('artists')
    case 'meta':
      return t('meta tags')
    case 'species':
      return t('species')
    case 'rating':
      return t('ratings')
    case 'quality':
      return t('quality tags')
    case 'model':
      return t('model tags')
  }
}
