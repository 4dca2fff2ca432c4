import { say } from '../../base/message'
import { folderOf, relativePath } from '../../base/path'
import type { ConceptFolder } from '../folder'
import type { FolderTree } from '../folder-tree'
import { listedFolders } from '../listed-folders'
import { assembleMetadataText, readMetadataFile } from '../metadata-captions'
import { optionCaptions } from '../../training-files/training-layer'
import { optionValues } from '../../training-files/training-config'
import { rememberFolders } from '../remember-folders'
import { findTrainingConfig } from './dataset-config'
import type { DatasetFormat, FormatFiles } from './format'

const metadataFolders = rememberFolders(readMetadataFolders)

/** `--in_json` of sd-scripts: one metadata file holds the captions of all images. */
export const metadataFile: DatasetFormat = {
  id: 'metadata-file',
  title: say`fine-tuning metadata`,
  sign: say`a metadata file has captions of its images`,
  recognise: (tree, files) => metadataFolders(tree, files).length > 0,
  folders: metadataFolders,
}

function readMetadataFolders(tree: FolderTree, files?: FormatFiles): readonly ConceptFolder[] {
  if (!files) return []
  const training = findTrainingConfig(tree, files)
  const options = optionValues(training?.config)
  const captions = optionCaptions(options)
  const { enableWildcard = false, captionSeparator = ',' } = captions
  const repeats = options.number('dataset_repeats') ?? 1
  for (const [path, text] of nearestFirst(tree, files)) {
    const entries = readMetadataFile(text, path)
    if (!entries) continue
    const listed = entries.map((entry) => ({ image: entry.key, text: assembleMetadataText(entry, enableWildcard, captionSeparator), file: path, span: entry.span }))
    const folders = listedFolders(listed, folderOf(path), tree, files, {
      classTokens: '',
      repeats,
      regularization: false,
      captions: { extension: '.txt', lines: enableWildcard ? 'choice' : 'first', options: captions, missing: 'empty' },
    })
    if (folders.length > 0) return folders
  }
  return []
}

/** Metadata files habitually get longer names with each step (`meta_cap.json`, `meta_clean.json`, `meta_lat.json`); the last by name has most in it. */
function nearestFirst(tree: FolderTree, files: FormatFiles): readonly (readonly [string, string])[] {
  const depth = (path: string): number => relativePath(tree.path, path).split('/').length
  return [...files.texts].filter(([path]) => /\.jsonl?$/i.test(path)).sort(([a], [b]) => depth(a) - depth(b) || (a < b ? 1 : -1))
}
