import { say } from '../base/message'
import { nameOf, relativePath } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import type { ConceptFolder } from '../dataset/folder'
import type { TrainingText } from '../dataset/training-in-force'
import type { Settings } from '../settings'
import type { Size } from '../trainer/buckets'
import { readDatasetConfig } from '../training-files/read-dataset-config'
import { guiOptionValues, readGuiPreset } from '../training-files/read-gui-preset'
import { readTrainingConfig } from '../training-files/read-training-config'
import { resolveDatasets, type ResolvedDataset } from '../training-files/resolve-datasets'
import { optionValues, type OptionValues } from '../training-files/training-config'
import { fromConfig, type Figure, type FileNames } from './figure'
import { collectModes, type ModeFacts } from './training-mode'

/** Images of one folder as one subset of a dataset. */
export interface PlanSubset {
  /** Relative to the dataset's root. */
  readonly folder: string
  readonly name: string
  readonly repeats: Figure
  readonly regularization: boolean
  /** Pixels of the images whose header could be read, in path order. */
  readonly sizes: readonly Size[]
  /** Images whose header could not be read. */
  readonly unmeasured: number
}

/** One `[[datasets]]`; other formats have one. */
export interface PlanDataset {
  readonly resolved: ResolvedDataset | undefined
  readonly subsets: readonly PlanSubset[]
  /** Sizes of its training images. */
  readonly sizes: readonly Size[]
}

/** All that a plan needs to know of a dataset: collected once, planned from many times. */
export interface PlanFacts {
  readonly root: string
  /** Id of the format; undefined where none was recognised. */
  readonly format: string | undefined
  readonly settings: Settings
  /** Training files in force, relative to the root. */
  readonly files: FileNames
  /** What the training configuration or the preset says; undefined without either. */
  readonly options: OptionValues | undefined
  readonly datasets: readonly PlanDataset[]
  /** Sizes of all training images; a folder that several datasets show counts once. */
  readonly sizes: readonly Size[]
  readonly modes: ModeFacts
}

export function collectFacts(dataset: Dataset): PlanFacts {
  const text = (kind: TrainingText['kind']): TrainingText | undefined => dataset.training?.files.find((file) => file.kind === kind)
  const [config, training, preset] = [text('dataset-config'), text('training-config'), text('gui-preset')]
  const relative = (file: TrainingText | undefined): string | undefined => file && relativePath(dataset.root, file.path)
  const files: FileNames = { dataset: relative(config), training: relative(training ?? preset) }
  const trainingConfig = training && readTrainingConfig(training.text, nameOf(training.path))
  const resolved = config ? resolveDatasets(readDatasetConfig(config.text, nameOf(config.path)), trainingConfig) : []
  const datasets = (resolved.length > 0 ? configDatasets(dataset, resolved, files) : [{ resolved: undefined, subsets: dataset.folders.map((folder) => folderSubset(dataset, folder)) }]).map(withSizes)
  return {
    root: dataset.root,
    format: dataset.format?.id,
    settings: dataset.settings,
    files,
    options: trainingConfig ? optionValues(trainingConfig) : preset && guiOptionValues(readGuiPreset(preset.text, nameOf(preset.path))),
    datasets,
    sizes: distinctSizes(datasets),
    modes: collectModes(dataset),
  }
}

/** A dataset with the sizes of its training images at hand. */
export function withSizes(dataset: Omit<PlanDataset, 'sizes'>): PlanDataset {
  return { ...dataset, sizes: dataset.subsets.flatMap(({ regularization, sizes }) => (regularization ? [] : sizes)) }
}

/** Sizes of the training images of all datasets, each folder once. */
export function distinctSizes(datasets: readonly Omit<PlanDataset, 'sizes'>[]): readonly Size[] {
  const seen = new Set<string>()
  return datasets.flatMap(({ subsets }) =>
    subsets.flatMap((subset) => {
      if (subset.regularization || seen.has(subset.folder)) return []
      seen.add(subset.folder)
      return subset.sizes
    }),
  )
}

function configDatasets(dataset: Dataset, resolved: readonly ResolvedDataset[], files: FileNames): readonly Omit<PlanDataset, 'sizes'>[] {
  return resolved.map((one, index) => {
    const uses = dataset.folders.flatMap((folder) => (folder.uses ?? []).filter((use) => use.dataset === index).map((use) => ({ folder, use })))
    const subsets = uses
      .sort((a, b) => a.use.subset - b.use.subset)
      .map(({ folder, use }): PlanSubset => {
        const repeats = fromConfig(one.subsets[use.subset]?.repeats, 'num_repeats', files) ?? { value: use.repeats, source: say`dataset configuration` }
        return { ...folderSubset(dataset, folder), repeats, regularization: use.regularization }
      })
    return { resolved: one, subsets }
  })
}

function folderSubset(dataset: Dataset, folder: ConceptFolder): PlanSubset {
  const images = dataset.samplesIn(folder.path).flatMap((sample) => sample.images)
  const sizes = images.flatMap(({ header, fault }): Size[] => (header && !fault ? [[header.width, header.height]] : []))
  const concept = dataset.conceptOf(folder.path)
  return {
    folder: folder.relative,
    name: concept?.name ?? nameOf(folder.path),
    repeats: { value: folder.repeats, source: repeatsSource(dataset, folder) },
    regularization: concept?.regularization ?? folder.regularization,
    sizes,
    unmeasured: images.length - sizes.length,
  }
}

function repeatsSource(dataset: Dataset, folder: ConceptFolder) {
  if (dataset.format?.id === 'kohya-folders') return say`name of the folder '${nameOf(folder.path)}'`
  return dataset.format ? say`format of the dataset` : say`no format gives repeats`
}
