import type { Caption, Tag } from '../../../caption/caption'
import type { TagEdit } from '../../../caption/edit'
import { editAlternatives, filledKeys, isChoice } from './alternatives'
import type { CaptionStep } from './refactoring'

/** Removes every tag that `isGone`, also among alternatives of `{a|b}`. */
export function removeWhere(isGone: (key: string) => boolean, isLocked: (tag: Tag) => boolean = () => false): CaptionStep {
  const removeIn = (caption: Caption): TagEdit[] =>
    caption.tags.flatMap((tag): TagEdit[] => {
      if (isChoice(tag)) return editAlternatives(tag, removeIn)
      return isGone(tag.key) && !isLocked(tag) ? [{ kind: 'remove', tag }] : []
    })
  return (caption, { refuse }) => {
    refuse('locked', caption.tags.filter((tag) => isGone(tag.key) && isLocked(tag)))
    refuse('wildcard', caption.tags.filter((tag) => filledKeys(tag).some(isGone)))
    return removeIn(caption)
  }
}
