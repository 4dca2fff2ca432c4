import type { Dataset } from '../dataset/dataset'
import { hasCaption } from '../dataset/sample'
import { captionSuffix } from '../trainer/files'

/** The extension that a training file makes the trainer look for in a folder, and the one that its captions have. */
export interface UnreadExtension {
  readonly read: string
  readonly present: string
}

/** Undefined where captions are read, where there are none, or where no training file is to blame. */
export function unreadExtension(dataset: Dataset, folder: string): UnreadExtension | undefined {
  const present = dataset.unread.get(folder)
  if (present === undefined || !dataset.training || dataset.training.files.length === 0) return undefined
  const { values, originOf } = dataset.settingsIn(folder)
  const read = captionSuffix(values['captions.extension'])
  if (originOf('captions.extension') !== 'training-file' || read.toLowerCase() === present) return undefined
  // what was read at the scan may have been renamed since
  return dataset.samplesIn(folder).some(hasCaption) ? undefined : { read, present }
}
