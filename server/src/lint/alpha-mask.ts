import { nameOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import type { TrainingText } from '../dataset/training-in-force'
import { guiOptionValues, readGuiPreset } from '../training-files/read-gui-preset'
import { readTrainingConfig } from '../training-files/read-training-config'
import { optionValues } from '../training-files/training-config'

const known = new WeakMap<TrainingText, boolean>()

/** Whether the alpha of a folder's images is trained as a mask (`alpha_mask`), so that what is transparent has no weight. */
export function usesAlphaMask({ folders, training }: Pick<Dataset, 'folders' | 'training'>, path: string): boolean {
  const uses = folders.find((folder) => folder.path === path)?.uses
  if (uses) return uses.every(({ alphaMask }) => alphaMask === true)
  return training?.files.some((file) => saysSo(file)) === true
}

function saysSo(file: TrainingText): boolean {
  const before = known.get(file)
  if (before !== undefined) return before
  const { kind, path, text } = file
  const values = kind === 'gui-preset' ? guiOptionValues(readGuiPreset(text, nameOf(path))) : kind === 'training-config' ? optionValues(readTrainingConfig(text, nameOf(path))) : undefined
  const found = values?.boolean('alpha_mask') === true
  known.set(file, found)
  return found
}
