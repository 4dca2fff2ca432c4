import { say } from '../../base/message'
import { comparePaths, folderOf, nameOf, relativePath } from '../../base/path'
import type { DatasetConfig } from '../../training-files/dataset-config'
import { readDatasetConfig } from '../../training-files/read-dataset-config'
import { readTrainingConfig } from '../../training-files/read-training-config'
import { recogniseTrainingFile } from '../../training-files/recognise'
import { resolveDatasets, type ResolvedDataset, type ResolvedSubset } from '../../training-files/resolve-datasets'
import { optionValues, type TrainingConfig } from '../../training-files/training-config'
import { findNamedFolder, findNamedText, resolvePath } from '../find-folder'
import type { ConceptFolder, FolderCaptions, FolderUse } from '../folder'
import type { FolderTree } from '../folder-tree'
import { listedFolders } from '../listed-folders'
import { pairMasks } from '../masks'
import { assembleMetadataText, readMetadataFile } from '../metadata-captions'
import { rememberFolders } from '../remember-folders'
import type { DatasetFormat, FormatFiles } from './format'

const configFolders = rememberFolders(readConfigFolders)

/** `--dataset_config` of sd-scripts: the folders it lists, wherever they lie; folder names give no repeats. */
export const datasetConfig: DatasetFormat = {
  id: 'dataset-config',
  title: say`dataset configuration of sd-scripts`,
  sign: say`a dataset configuration names folders that are there`,
  recognise: (tree, files) => configFolders(tree, files).some((folder) => folder.files?.length !== 0),
  folders: configFolders,
  outside: (tree, files) => {
    const held = findDatasetConfig(tree, files)
    if (!held) return []
    const bases = [folderOf(held.path), tree.path]
    const written = resolveDatasets(held.config, held.training).flatMap((dataset) => dataset.subsets.flatMap((subset) => [subset.imageDir, subset.conditioningDir]))
    const paths = written.flatMap((path) => (path && path.value.trim() !== '' ? bases.map((base) => resolvePath(base, path.value)) : []))
    return [...new Set(paths)].filter((path) => relativePath(tree.path, path) === path)
  },
}

export interface FoundConfig {
  readonly path: string
  readonly config: DatasetConfig
  readonly training: TrainingConfig | undefined
}

/**
 * The dataset configuration in force: the one that the settings name, the one that the training configuration names, else one that
 * lies in the dataset: nearest to its root first, then those with `dataset` in their name, then by path.
 */
export function findDatasetConfig(tree: FolderTree, files: FormatFiles): FoundConfig | undefined {
  const training = findTrainingConfig(tree, files)
  const named = files.datasetConfig === undefined ? undefined : textAt(files, files.datasetConfig)
  const written = training && optionValues(training.config).text('dataset_config')
  const referred = training && written !== undefined ? findNamedText(written, folderOf(training.path), tree, files) : undefined
  const found = named ?? referred ?? filesOfKind(tree, files, 'dataset-config')[0]
  return found && { path: found.path, config: readDatasetConfig(found.text, nameOf(found.path)), training: training?.config }
}

/** The training configuration in force: the one that the settings name, else the only one that lies in the dataset. */
export function findTrainingConfig(tree: FolderTree, files: FormatFiles): { readonly path: string; readonly config: TrainingConfig } | undefined {
  const named = files.trainingConfig === undefined ? undefined : textAt(files, files.trainingConfig)
  const found = named ? [named] : filesOfKind(tree, files, 'training-config')
  // the file of a graphical trainer counts where there is no other: its program hands it on in another form
  const direct = found.filter(({ text }) => !/^\s*model_train_type\s*=/m.test(text))
  const [only, second] = direct.length > 0 ? direct : found
  return only && !second ? { path: only.path, config: readTrainingConfig(only.text, nameOf(only.path)) } : undefined
}

function textAt(files: FormatFiles, path: string): { readonly path: string; readonly text: string } | undefined {
  const text = files.texts.get(path)
  return text === undefined ? undefined : { path, text }
}

/** The training files of one kind: nearest to the root first, then those with `dataset` in their name, then by path. */
export function filesOfKind(tree: FolderTree, files: FormatFiles, kind: 'dataset-config' | 'training-config' | 'gui-preset'): readonly { readonly path: string; readonly text: string }[] {
  const rank = (path: string): number => relativePath(tree.path, path).split('/').length * 2 - (/dataset/i.test(nameOf(path)) ? 1 : 0)
  return [...files.texts]
    .map(([path, text]) => ({ path, text }))
    .filter(({ path, text }) => /\.(?:toml|json)$/i.test(path) && recogniseTrainingFile(text, nameOf(path)) === kind)
    .sort((a, b) => rank(a.path) - rank(b.path) || comparePaths(a.path, b.path))
}

function readConfigFolders(tree: FolderTree, files?: FormatFiles): readonly ConceptFolder[] {
  const held = files && findDatasetConfig(tree, files)
  if (!held) return []
  const found = new Map<string, ConceptFolder>()
  for (const [dataset, resolved] of resolveDatasets(held.config, held.training).entries()) {
    for (const [subset, one] of resolved.subsets.entries()) {
      if (one.leftOut) continue
      const use = { file: held.path, dataset, subset, repeats: one.repeats.value, regularization: one.regularization, resolution: resolved.resolution?.value, batchSize: resolved.batchSize.value, ...(one.alphaMask ? { alphaMask: true } : {}) }
      for (const folder of subsetFolders(resolved, one, use, held.path, tree, files)) {
        const older = found.get(folder.path)
        found.set(folder.path, older ? mergeUses(older, folder) : folder)
      }
    }
  }
  return [...found.values()]
}

/** A folder that several datasets list is shown in each: its repeats add up, and the first says how captions are read. */
function mergeUses(older: ConceptFolder, folder: ConceptFolder): ConceptFolder {
  return {
    ...older,
    repeats: older.repeats + folder.repeats,
    regularization: older.regularization && folder.regularization,
    uses: [...(older.uses ?? []), ...(folder.uses ?? [])],
  }
}

function subsetFolders(dataset: ResolvedDataset, subset: ResolvedSubset, use: FolderUse, file: string, tree: FolderTree, files: FormatFiles): readonly ConceptFolder[] {
  const base = {
    classTokens: subset.classTokens.value ?? '',
    repeats: subset.repeats.value,
    regularization: subset.regularization,
    captions: folderCaptions(subset),
    uses: [use],
  }
  const folder = subset.imageDir && findNamedFolder(subset.imageDir.value, folderOf(file), tree, files)
  if (dataset.mode === 'fine-tuning') {
    const metadata = subset.metadataFile && findNamedText(subset.metadataFile.value, folderOf(file), tree, files)
    const entries = metadata && readMetadataFile(metadata.text, metadata.path)
    if (!entries) return []
    const { enableWildcard = false, captionSeparator = ',' } = subset.captions
    const listed = entries.map((entry) => ({ image: entry.key, text: assembleMetadataText(entry, enableWildcard, captionSeparator), file: metadata.path, span: entry.span }))
    return listedFolders(listed, folder?.path ?? tree.path, tree, files, base)
  }
  if (!folder?.tree) return []
  const masks = subset.conditioningDir && findNamedFolder(subset.conditioningDir.value, folderOf(file), tree, files)?.tree
  return [{ ...base, path: folder.path, relative: relativePath(tree.path, folder.path), ...(masks ? { masks: pairMasks(folder.tree, masks) } : {}) }]
}

function folderCaptions(subset: ResolvedSubset): FolderCaptions {
  return {
    extension: subset.captionExtension.value,
    lines: subset.captions.enableWildcard ? 'choice' : 'first',
    options: subset.captions,
    missing: subset.classTokens.value === null ? 'empty' : 'class-tokens',
  }
}
