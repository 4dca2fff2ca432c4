import { folderOf, nameOf } from '../base/path'
import type { Layer } from '../settings'
import { guiOptionValues, readGuiPreset, type GuiPreset } from '../training-files/read-gui-preset'
import { optionValues, type OptionValues } from '../training-files/training-config'
import { trainingLayer } from '../training-files/training-layer'
import { resolvePath } from './find-folder'
import type { ConceptFolder } from './folder'
import type { FolderTree } from './folder-tree'
import { filesOfKind, findDatasetConfig, findTrainingConfig } from './formats/dataset-config'
import type { DatasetFormat, FormatFiles } from './formats/format'

/** A training file as it was read; text without byte order mark. */
export interface TrainingText {
  readonly kind: 'dataset-config' | 'training-config' | 'gui-preset'
  readonly path: string
  readonly text: string
}

/** The training files that concern a dataset, and the settings that they put in force. */
export interface TrainingInForce {
  readonly layer: Layer
  /** The dataset configuration first. */
  readonly files: readonly TrainingText[]
}

/** Layouts that sd-scripts trains; the others have trainers and files of their own. */
const OF_SCRIPTS: readonly string[] = ['kohya-folders', 'metadata-file', 'masked-folders', 'flat', 'tree']

/**
 * The training files that concern these folders: a dataset configuration that gave them, else the training configuration that the
 * settings name, else the only one in the dataset, else the only preset there, where they do not speak of other folders. Configurations
 * of other trainers say the resolution only.
 */
export function findTraining(tree: FolderTree, files: FormatFiles, format: DatasetFormat | undefined, folders: readonly ConceptFolder[]): TrainingInForce | undefined {
  if (format?.id === 'dataset-config') {
    const dataset = findDatasetConfig(tree, files)
    const training = dataset?.training && findTrainingConfig(tree, files)
    return inForce(trainingLayer({ dataset: dataset?.config, training: dataset?.training }), [dataset && textOf(files, 'dataset-config', dataset.path), training && textOf(files, 'training-config', training.path)])
  }
  if (!format || !OF_SCRIPTS.includes(format.id)) return inForce(otherLayer(folders), [])
  const concerns = (path: string, options: OptionValues): boolean => speaksOf(options, folderOf(path), tree, folders)
  const training = findTrainingConfig(tree, files)
  if (training && (training.path === files.trainingConfig || concerns(training.path, optionValues(training.config)))) {
    return inForce(trainingLayer({ training: training.config }), [textOf(files, 'training-config', training.path)])
  }
  const preset = training ? undefined : findPreset(tree, files)
  if (!preset || !concerns(preset.path, guiOptionValues(preset.preset))) return undefined
  return inForce(trainingLayer({ preset: preset.preset }), [textOf(files, 'gui-preset', preset.path)])
}

/** Of another trainer: those of the first folder that says something; it has no model and no buckets of sd-scripts. */
function otherLayer(folders: readonly ConceptFolder[]): Layer | undefined {
  const resolution = folders.find((folder) => folder.resolution)?.resolution
  return resolution && { origin: 'training-file', values: { resolution } }
}

function inForce(layer: Layer | undefined, texts: readonly (TrainingText | undefined)[]): TrainingInForce | undefined {
  return layer && { layer, files: texts.filter((text) => text !== undefined) }
}

function textOf(files: FormatFiles, kind: TrainingText['kind'], path: string): TrainingText | undefined {
  const text = files.texts.get(path)
  return text === undefined ? undefined : { kind, path, text }
}

function findPreset(tree: FolderTree, files: FormatFiles): { readonly path: string; readonly preset: GuiPreset } | undefined {
  const [only, second] = filesOfKind(tree, files, 'gui-preset')
  return only && !second ? { path: only.path, preset: readGuiPreset(only.text, nameOf(only.path)) } : undefined
}

/** Whether options are about these folders, or name none: one that names a `dataset_config` trains what that describes. */
function speaksOf(options: OptionValues, fileFolder: string, tree: FolderTree, folders: readonly ConceptFolder[]): boolean {
  if (options.text('dataset_config') !== undefined) return false
  const written = options.text('train_data_dir')?.trim()
  if (written === undefined || written === '') return true
  const holders = new Set([tree.path, ...folders.flatMap(({ path }) => [path, folderOf(path)])])
  return [resolvePath(fileFolder, written), resolvePath(tree.path, written)].some((path) => holders.has(path))
}
