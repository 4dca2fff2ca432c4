import { say } from '../../base/message'
import { folderOf, relativePath, suffixOf } from '../../base/path'
import { captionSuffix } from '../../trainer/files'
import { plainValue, tablesOf, valueOf } from '../../training-files/config-tree'
import { parseJson } from '../../training-files/parse-json'
import { allFolders, findNamedFolder } from '../find-folder'
import type { ConceptFolder, FolderCaptions } from '../folder'
import type { FolderTree } from '../folder-tree'
import { largestResolution } from '../largest-resolution'
import { pairMasks } from '../masks'
import { readYamlTables, type YamlValue } from '../read-yaml-tables'
import { rememberFolders } from '../remember-folders'
import type { DatasetFormat, FormatFiles } from './format'

const configFolders = rememberFolders(readConfigFolders)

/** ai-toolkit: a caption is the whole of `<stem>.txt`; `[trigger]` stands for the trigger word; the folders stand in its YAML. */
export const aiToolkit: DatasetFormat = {
  id: 'ai-toolkit',
  title: say`ai-toolkit`,
  sign: say`a configuration of ai-toolkit names folders that are there`,
  recognise: (tree, files) => configFolders(tree, files).length > 0,
  folders: (tree, files) => {
    const named = configFolders(tree, files)
    return named.length > 0 ? named : allFolders(tree).filter(({ hasImages }) => hasImages).map((folder) => toFolder(folder, {}, undefined, tree, ''))
  },
}

type Values = Readonly<Record<string, YamlValue>>

function readConfigFolders(tree: FolderTree, files?: FormatFiles): readonly ConceptFolder[] {
  const found = new Map<string, ConceptFolder>()
  for (const [file, text] of files?.texts ?? []) {
    if (!text.includes('folder_path')) continue
    const { datasets, trigger } = readConfig(text, file)
    for (const values of datasets) {
      const folder = findNamedFolder(textValue(values, 'folder_path') ?? '', folderOf(file), tree, files)?.tree
      if (folder?.hasImages && !found.has(folder.path)) found.set(folder.path, toFolder(folder, values, trigger, tree, folderOf(file), files))
    }
  }
  return [...found.values()]
}

function readConfig(text: string, file: string): { readonly datasets: readonly Values[]; readonly trigger: string | undefined } {
  const suffix = suffixOf(file).toLowerCase()
  if (suffix === '.yaml' || suffix === '.yml') {
    return { datasets: readYamlTables(text, 'datasets'), trigger: /^\s*trigger_word\s*:\s*(["']?)([^"'#\r\n]+?)\1\s*(?:#.*)?$/m.exec(text)?.[2] }
  }
  const config = valueOf(parseJson(text).root, 'config')
  const processes = config?.kind === 'table' ? tablesOf(valueOf(config, 'process')) : []
  const trigger = processes.map((process) => plainValue(valueOf(process, 'trigger_word') ?? { kind: 'null', value: null, span: { start: 0, end: 0 } })).find((value) => typeof value === 'string')
  const datasets = processes.flatMap((process) => tablesOf(valueOf(process, 'datasets')))
  // scalars are scalars in both languages; what is nested is not looked at
  return { datasets: datasets.map((table) => plainValue(table) as Values), trigger }
}

function toFolder(folder: FolderTree, values: Values, trigger: string | undefined, tree: FolderTree, fileFolder: string, files?: FormatFiles): ConceptFolder {
  const maskPath = textValue(values, 'mask_path') ?? textValue(values, 'control_path')
  const masks = maskPath === undefined ? undefined : findNamedFolder(maskPath, fileFolder, tree, files)?.tree
  const regularization = values.is_reg === true
  const resolution = largestResolution(values.resolution)
  return {
    path: folder.path,
    relative: relativePath(tree.path, folder.path),
    classTokens: textValue(values, 'default_caption') ?? '',
    repeats: numberValue(values, 'num_repeats') ?? 1,
    regularization,
    captions: captionsOf(values, regularization ? undefined : (textValue(values, 'trigger_word') ?? trigger)),
    ...(masks ? { masks: pairMasks(folder, masks) } : {}),
    ...(resolution ? { resolution } : {}),
  }
}

function captionsOf(values: Values, trigger: string | undefined): FolderCaptions {
  return {
    extension: captionSuffix(textValue(values, 'caption_ext') ?? 'txt'),
    lines: 'whole',
    options: {
      shuffleCaption: values.shuffle_tokens === true,
      keepTokens: numberValue(values, 'keep_tokens') ?? 0,
      captionTagDropoutRate: numberValue(values, 'token_dropout_rate'),
      captionDropoutRate: numberValue(values, 'caption_dropout_rate'),
    },
    missing: 'class-tokens',
    ...(trigger === undefined ? {} : { trigger }),
  }
}

function textValue(values: Values, key: string): string | undefined {
  const value = values[key]
  return typeof value === 'string' ? value : undefined
}

function numberValue(values: Values, key: string): number | undefined {
  const value = values[key]
  return typeof value === 'number' ? value : undefined
}
