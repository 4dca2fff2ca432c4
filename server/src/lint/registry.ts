import type { Rule } from './rule'
import { aliasedTag } from './rules/aliased-tag'
import { byteOrderMark } from './rules/byte-order-mark'
import { constantTag } from './rules/constant-tag'
import { contradictingTags } from './rules/contradicting-tags'
import { duplicateTag } from './rules/duplicate-tag'
import { emptyCaption } from './rules/empty-caption'
import { emptyTag } from './rules/empty-tag'
import { fullwidthSeparator } from './rules/fullwidth-separator'
import { ignoredLines } from './rules/ignored-lines'
import { invalidEncoding } from './rules/invalid-encoding'
import { invalidSettings } from './rules/invalid-settings'
import { mergeableTags } from './rules/mergeable-tags'
import { missingCaption } from './rules/missing-caption'
import { missingTrigger } from './rules/missing-trigger'
import { orphanCaption } from './rules/orphan-caption'
import { triggerCollision } from './rules/trigger-collision'
import { unbalancedConcepts } from './rules/unbalanced-concepts'
import { unknownRule } from './rules/unknown-rule'
import { unknownTag } from './rules/unknown-tag'
import { unreadableFolder } from './rules/unreadable-folder'
import { unreadableImage } from './rules/unreadable-image'
import { waveringTag } from './rules/wavering-tag'

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  aliasedTag,
  byteOrderMark,
  constantTag,
  contradictingTags,
  duplicateTag,
  emptyCaption,
  emptyTag,
  fullwidthSeparator,
  ignoredLines,
  invalidEncoding,
  invalidSettings,
  mergeableTags,
  missingCaption,
  missingTrigger,
  orphanCaption,
  triggerCollision,
  unbalancedConcepts,
  unknownRule((id) => findRule(id) !== undefined),
  unknownTag,
  unreadableFolder,
  unreadableImage,
  waveringTag,
]

/** The rule of this id. */
export function findRule(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
