import type { Dataset } from '../dataset/dataset'
import { hasCaption } from '../dataset/sample'
import type { Problem } from './problem'

/**
 * Whether a dataset has only begun: images as they were gathered, without a caption, repeats, settings or a training file. What could be
 * said of each of them would be a list of faults in something that nobody has finished.
 */
export function isBeginning(dataset: Dataset): boolean {
  if (dataset.captions > 0 || dataset.hasSettingsFile || dataset.training || (dataset.format?.id !== 'flat' && dataset.format?.id !== 'tree')) return false
  if (dataset.folders.some(({ repeats, regularization, masks }) => repeats !== 1 || regularization || masks)) return false
  for (const sample of dataset.samples.values()) if (hasCaption(sample)) return false
  return true
}

/** What is told of a beginning: what cannot be read, and what to do next. */
export function concernsBeginning({ level, rule }: Problem): boolean {
  return level === 'error' || rule.id === 'missing-caption'
}
