import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { ConceptFolder } from '../dataset/folder'
import { guiOptionValues, readGuiPreset } from '../training-files/read-gui-preset'
import { readTrainingConfig } from '../training-files/read-training-config'
import { optionValues, type OptionValues } from '../training-files/training-config'
import { nameOf } from '../base/path'
import type { Size } from '../trainer/buckets'
import { balanceRegularization, type Regularization } from '../trainer/regularization'

/** A folder as one dataset of the trainer shows it. */
interface ShownFolder {
  readonly folder: ConceptFolder
  readonly repeats: number
  readonly regularization: boolean
}

/** What the trainer takes as one dataset: with a configuration one of its `[[datasets]]`, else all folders. */
export interface EpochSet {
  readonly folders: readonly ShownFolder[]
  /** Undefined where no training file tells. */
  readonly batchSize: number | undefined
  /** Undefined where the one in force holds. */
  readonly resolution: Size | undefined
}

/** The datasets of an epoch. */
export function epochSets(dataset: Dataset): readonly EpochSet[] {
  const sets = new Map<number, { folders: ShownFolder[]; batchSize: number; resolution: Size | undefined }>()
  for (const folder of dataset.folders) {
    for (const { dataset: index, repeats, regularization, batchSize, resolution } of folder.uses ?? []) {
      const set = sets.get(index) ?? { folders: [], batchSize, resolution }
      set.folders.push({ folder, repeats, regularization })
      sets.set(index, set)
    }
  }
  if (sets.size > 0) return [...sets.values()]
  const folders = dataset.concepts().map(({ folder, regularization }) => ({ folder, repeats: folder.repeats, regularization }))
  return [{ folders, batchSize: batchSizeOf(dataset), resolution: undefined }]
}

/** `train_batch_size` of a training configuration or preset. */
function batchSizeOf({ training }: Dataset): number | undefined {
  for (const { kind, text, path } of training?.files ?? []) {
    const options: OptionValues | undefined = kind === 'training-config' ? optionValues(readTrainingConfig(text, nameOf(path))) : kind === 'gui-preset' ? guiOptionValues(readGuiPreset(text, nameOf(path))) : undefined
    const size = options?.number('train_batch_size')
    if (size !== undefined) return size
  }
  return undefined
}

/** The regularisation images of a set in the trainer's order, with the repeats that an epoch really has of them. */
export function balanceSet({ folders }: EpochSet, dataset: Dataset): Regularization & { readonly images: readonly string[]; readonly trained: number } {
  const imagesOf = ({ folder }: ShownFolder): string[] => dataset.samplesIn(folder.path).flatMap((sample) => sample.images.map(({ path }) => path))
  const trained = folders.filter(({ regularization }) => !regularization).reduce((sum, { folder, repeats }) => sum + countImages(dataset.samplesIn(folder.path)) * repeats, 0)
  const reg = folders.filter(({ regularization }) => regularization).flatMap((shown) => imagesOf(shown).map((path) => ({ path, repeats: shown.repeats })))
  return { ...balanceRegularization(trained, reg.map(({ repeats }) => repeats)), images: reg.map(({ path }) => path), trained }
}

function countImages(samples: readonly Sample[]): number {
  let count = 0
  for (const { images } of samples) count += images.length
  return count
}
