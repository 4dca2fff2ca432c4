import type { Rule } from './rule'
import { abortingCombination } from './rules/aborting-combination'
import { aliasedTag } from './rules/aliased-tag'
import { bareBracket } from './rules/bare-bracket'
import { borrowedCaption } from './rules/borrowed-caption'
import { brokenTrainingFile } from './rules/broken-training-file'
import { byteOrderMark } from './rules/byte-order-mark'
import { conflictingCopies } from './rules/conflicting-copies'
import { constantTag } from './rules/constant-tag'
import { contradictingTags } from './rules/contradicting-tags'
import { cropLoss } from './rules/crop-loss'
import { crowdedImage } from './rules/crowded-image'
import { deadWeight } from './rules/dead-weight'
import { duplicateImage } from './rules/duplicate-image'
import { duplicateTag } from './rules/duplicate-tag'
import { emptyCaption } from './rules/empty-caption'
import { emptyTag } from './rules/empty-tag'
import { escapedBracket } from './rules/escaped-bracket'
import { extremeAspect } from './rules/extreme-aspect'
import { fewSteps } from './rules/few-steps'
import { flawedImage } from './rules/flawed-image'
import { foreignName } from './rules/foreign-name'
import { fullwidthSeparator } from './rules/fullwidth-separator'
import { gluedPrefix } from './rules/glued-prefix'
import { identicalCaption } from './rules/identical-caption'
import { ignoredFolder } from './rules/ignored-folder'
import { ignoredLines } from './rules/ignored-lines'
import { impliedTag } from './rules/implied-tag'
import { infotextCaption } from './rules/infotext-caption'
import { invalidEncoding } from './rules/invalid-encoding'
import { invalidSettings } from './rules/invalid-settings'
import { invisibleTag } from './rules/invisible-tag'
import { learningRateRange } from './rules/learning-rate-range'
import { literalMarkup } from './rules/literal-markup'
import { looseTrigger } from './rules/loose-trigger'
import { manyRestarts } from './rules/many-restarts'
import { mergeableTags } from './rules/mergeable-tags'
import { mirroredAsymmetry } from './rules/mirrored-asymmetry'
import { misplacedTrigger } from './rules/misplaced-trigger'
import { misreadFolderName } from './rules/misread-folder-name'
import { missedTrait } from './rules/missed-trait'
import { missingCaption } from './rules/missing-caption'
import { missingFolder } from './rules/missing-folder'
import { missingTrigger } from './rules/missing-trigger'
import { mixedRegister } from './rules/mixed-register'
import { mixedSpelling } from './rules/mixed-spelling'
import { monotonousScene } from './rules/monotonous-scene'
import { narrowCoverage } from './rules/narrow-coverage'
import { oddResolution } from './rules/odd-resolution'
import { orphanCaption } from './rules/orphan-caption'
import { outfitLeak } from './rules/outfit-leak'
import { outlierCaption } from './rules/outlier-caption'
import { pixelsDisagree } from './rules/pixels-disagree'
import { rareTag } from './rules/rare-tag'
import { ratingOrQualityTag } from './rules/rating-or-quality-tag'
import { rawCachedCaption } from './rules/raw-cached-caption'
import { rotatedImage } from './rules/rotated-image'
import { sharedStem } from './rules/shared-stem'
import { shuffledProse } from './rules/shuffled-prose'
import { skippedImage } from './rules/skipped-image'
import { smallImage } from './rules/small-image'
import { splitTag } from './rules/split-tag'
import { staleCache } from './rules/stale-cache'
import { thinBucket } from './rules/thin-bucket'
import { tokenOverflow } from './rules/token-overflow'
import { tokenStraddle } from './rules/token-straddle'
import { tooFewImages } from './rules/too-few-images'
import { transparentImage } from './rules/transparent-image'
import { triggerCollision } from './rules/trigger-collision'
import { triggerOverlap } from './rules/trigger-overlap'
import { unbalancedConcepts } from './rules/unbalanced-concepts'
import { unfittingBaseModel } from './rules/unfitting-base-model'
import { unfittingNetwork } from './rules/unfitting-network'
import { unknownKey } from './rules/unknown-key'
import { unknownRule } from './rules/unknown-rule'
import { unknownTag } from './rules/unknown-tag'
import { unpairedMask } from './rules/unpaired-mask'
import { unreadCaptionExtension } from './rules/unread-caption-extension'
import { unreadableFolder } from './rules/unreadable-folder'
import { unreadableImage } from './rules/unreadable-image'
import { unseenAttribute } from './rules/unseen-attribute'
import { unusedRegularization } from './rules/unused-regularization'
import { warmupRange } from './rules/warmup-range'
import { waveringTag } from './rules/wavering-tag'
import { wrongType } from './rules/wrong-type'

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  abortingCombination,
  aliasedTag,
  bareBracket,
  borrowedCaption,
  brokenTrainingFile,
  byteOrderMark,
  conflictingCopies,
  constantTag,
  contradictingTags,
  cropLoss,
  crowdedImage,
  deadWeight,
  duplicateImage,
  duplicateTag,
  emptyCaption,
  emptyTag,
  escapedBracket,
  extremeAspect,
  fewSteps,
  flawedImage,
  foreignName,
  fullwidthSeparator,
  gluedPrefix,
  identicalCaption,
  ignoredFolder,
  ignoredLines,
  impliedTag,
  infotextCaption,
  invalidEncoding,
  invalidSettings,
  invisibleTag,
  learningRateRange,
  literalMarkup,
  looseTrigger,
  manyRestarts,
  mergeableTags,
  mirroredAsymmetry,
  misplacedTrigger,
  misreadFolderName,
  missedTrait,
  missingCaption,
  missingFolder,
  missingTrigger,
  mixedRegister,
  mixedSpelling,
  monotonousScene,
  narrowCoverage,
  oddResolution,
  orphanCaption,
  outfitLeak,
  outlierCaption,
  pixelsDisagree,
  rareTag,
  ratingOrQualityTag,
  rawCachedCaption,
  rotatedImage,
  sharedStem,
  shuffledProse,
  skippedImage,
  smallImage,
  splitTag,
  staleCache,
  thinBucket,
  tokenOverflow,
  tokenStraddle,
  tooFewImages,
  transparentImage,
  triggerCollision,
  triggerOverlap,
  unbalancedConcepts,
  unfittingBaseModel,
  unfittingNetwork,
  unknownKey,
  unknownRule((id) => findRule(id) !== undefined),
  unknownTag,
  unpairedMask,
  unreadCaptionExtension,
  unreadableFolder,
  unreadableImage,
  unseenAttribute,
  unusedRegularization,
  warmupRange,
  waveringTag,
  wrongType,
]

/** The rule of this id. */
export function findRule(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
