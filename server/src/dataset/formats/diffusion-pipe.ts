import { say } from '../../base/message'
import { folderOf, joinPath, relativePath } from '../../base/path'
import { booleanOf, numberOf, plainValue, tablesOf, textOf, valueOf, type ConfigNode, type ConfigTable } from '../../training-files/config-tree'
import { parseJson } from '../../training-files/parse-json'
import { parseToml } from '../../training-files/parse-toml'
import { allFolders, findNamedFolder } from '../find-folder'
import type { ConceptFolder, FolderCaptions, ListedCaption } from '../folder'
import type { FolderTree } from '../folder-tree'
import { largestResolution } from '../largest-resolution'
import { pairMasks } from '../masks'
import { rememberFolders } from '../remember-folders'
import type { DatasetFormat, FormatFiles } from './format'

const directories = rememberFolders(readDirectories)

/** diffusion-pipe: folders stand in `[[directory]]`; a caption is the whole text, or stands in `captions.json`; images without one are skipped. */
export const diffusionPipe: DatasetFormat = {
  id: 'diffusion-pipe',
  title: say`diffusion-pipe`,
  sign: say`a configuration of diffusion-pipe or a captions.json is there`,
  recognise: (tree, files) => directories(tree, files).length > 0 || allFolders(tree).some((folder) => folder.hasImages && files?.texts.has(joinPath(folder.path, CAPTIONS_FILE)) && listedIn(folder, files) !== undefined),
  folders: (tree, files) => {
    const named = directories(tree, files)
    return named.length > 0 ? named : allFolders(tree).filter(({ hasImages }) => hasImages).map((folder) => toFolder(folder, undefined, undefined, tree, '', files))
  },
}

const CAPTIONS_FILE = 'captions.json'

function readDirectories(tree: FolderTree, files?: FormatFiles): readonly ConceptFolder[] {
  const found = new Map<string, ConceptFolder>()
  for (const [file, text] of files?.texts ?? []) {
    if (!/\.toml$/i.test(file) || !/^\s*\[\[\s*directory\s*\]\]/m.test(text)) continue
    const { root } = parseToml(text)
    for (const directory of tablesOf(valueOf(root, 'directory'))) {
      const folder = findNamedFolder(textOf(directory, 'path') ?? '', folderOf(file), tree, files)?.tree
      if (folder?.hasImages && !found.has(folder.path)) found.set(folder.path, toFolder(folder, directory, root, tree, folderOf(file), files))
    }
  }
  return [...found.values()]
}

function toFolder(folder: FolderTree, directory: ConfigTable | undefined, root: ConfigTable | undefined, tree: FolderTree, fileFolder: string, files?: FormatFiles): ConceptFolder {
  const tables = [directory, root].flatMap((table) => table ?? [])
  const maskPath = directory && textOf(directory, 'mask_path')
  const masks = maskPath === undefined ? undefined : findNamedFolder(maskPath, fileFolder, tree, files)?.tree
  const listed = files && listedIn(folder, files)
  const resolution = largestResolution(firstOf(tables, (table, key) => plainOf(valueOf(table, key)), 'resolutions'))
  return {
    path: folder.path,
    relative: relativePath(tree.path, folder.path),
    classTokens: '',
    repeats: firstOf(tables, numberOf, 'num_repeats') ?? 1,
    regularization: false,
    captions: captionsOf(tables),
    ...(masks ? { masks: pairMasks(folder, masks) } : {}),
    ...(listed ? { listed } : {}),
    ...(resolution ? { resolution } : {}),
  }
}

/** Tags are parted at exactly comma and blank when shuffling is on. */
function captionsOf(tables: readonly ConfigTable[]): FolderCaptions {
  const shuffled = firstOf(tables, numberOf, 'cache_shuffle_num') ?? 0
  const prefix = firstOf(tables, textOf, 'caption_prefix')
  return {
    extension: '.txt',
    lines: 'whole',
    options: {
      captionSeparator: firstOf(tables, textOf, 'cache_shuffle_delimiter') ?? ', ',
      shuffleCaption: shuffled > 0 || firstOf(tables, booleanOf, 'shuffle_tags') === true,
      // glued to the caption as it stands
      ...(prefix === undefined ? {} : { captionPrefix: prefix.trimEnd() }),
    },
    missing: firstOf(tables, booleanOf, 'skip_empty_caption') === false ? 'empty' : 'skipped',
  }
}

function plainOf(node: ConfigNode | undefined): unknown {
  return node && plainValue(node)
}

function firstOf<Value>(tables: readonly ConfigTable[], read: (table: ConfigTable, key: string) => Value | undefined, key: string): Value | undefined {
  for (const table of tables) {
    const value = read(table, key)
    if (value !== undefined) return value
  }
  return undefined
}

/** `captions.json` takes the place of the text files: file name → captions. */
function listedIn(folder: FolderTree, files: FormatFiles): ReadonlyMap<string, ListedCaption> | undefined {
  const file = joinPath(folder.path, CAPTIONS_FILE)
  const text = files.texts.get(file)
  if (text === undefined) return undefined
  const names = new Set(folder.files)
  const found = new Map<string, ListedCaption>()
  for (const { key, keySpan, value } of parseJson(text).root.entries) {
    if (value.kind !== 'list' || !names.has(key)) continue
    const captions = value.items.flatMap((item) => (item.kind === 'string' ? [String(item.value)] : []))
    found.set(joinPath(folder.path, key), { text: captions[0] ?? '', ...(captions.length > 1 ? { alternatives: captions } : {}), file, span: { start: keySpan.start, end: value.span.end } })
  }
  return found.size > 0 ? found : undefined
}
