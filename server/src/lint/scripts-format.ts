import type { Dataset } from '../dataset/dataset'

/** Layouts that sd-scripts trains; the others have trainers and habits of their own. */
const OF_SCRIPTS: ReadonlySet<string> = new Set(['kohya-folders', 'dataset-config', 'metadata-file', 'masked-folders', 'flat', 'tree'])

/** Whether what sd-scripts does with files holds for the dataset. */
export function isForScripts({ format }: Pick<Dataset, 'format'>): boolean {
  return format !== undefined && OF_SCRIPTS.has(format.id)
}
