import { say } from '../../base/message'
import { folderOf, nameOf, relativePath, stemOf } from '../../base/path'
import { classifyImageFile } from '../../trainer/files'
import { booleanOf, numberOf, textOf, valueOf, type ConfigTable } from '../../training-files/config-tree'
import { parseJson } from '../../training-files/parse-json'
import { allFolders, findNamedFolder } from '../find-folder'
import type { ConceptFolder, FolderCaptions } from '../folder'
import type { FolderTree } from '../folder-tree'
import { rememberFolders } from '../remember-folders'
import type { DatasetFormat, FormatFiles } from './format'

const conceptFolders = rememberFolders(readConceptFolders)

/** OneTrainer: a list of concepts in JSON; each line of a caption is one of several; masks `<stem>-masklabel.png` lie beside the images. */
export const onetrainer: DatasetFormat = {
  id: 'onetrainer',
  title: say`OneTrainer concepts`,
  sign: say`a list of OneTrainer concepts or masks of OneTrainer are there`,
  recognise: (tree, files) => conceptFolders(tree, files).length > 0 || allFolders(tree).some(hasMask),
  folders: (tree, files) => {
    const named = conceptFolders(tree, files)
    return named.length > 0 ? named : allFolders(tree).filter(({ hasImages }) => hasImages).map((folder) => toFolder(folder, undefined))
  },
}

/** Its own defaults: `,` between tags, one tag kept, nothing shuffled. An image without caption gets an empty one. */
const CAPTIONS: FolderCaptions = { extension: '.txt', lines: 'choice', options: { keepTokens: 1, captionSeparator: ',' }, missing: 'empty' }
const LABEL = /-(?:mask|cond)label$/

function hasMask(folder: FolderTree): boolean {
  const stems = new Set(folder.files.filter((file) => classifyImageFile(file).kind !== 'other').map(stemOf))
  return [...stems].some((stem) => stem.endsWith('-masklabel') && stems.has(stem.replace(LABEL, '')))
}

function readConceptFolders(tree: FolderTree, files?: FormatFiles): readonly ConceptFolder[] {
  const found = new Map<string, ConceptFolder>()
  for (const { file, concept } of conceptsIn(files)) {
    const folder = findNamedFolder(textOf(concept, 'path') ?? '', folderOf(file), tree, files)?.tree
    if (!folder) continue
    const folders = booleanOf(concept, 'include_subdirectories') ? allFolders(folder) : [folder]
    for (const one of folders.filter(({ hasImages }) => hasImages)) if (!found.has(one.path)) found.set(one.path, toFolder(one, concept, tree))
  }
  return [...found.values()]
}

/** The enabled concepts of every list of concepts; the list may stand alone or in a configuration. */
function conceptsIn(files: FormatFiles | undefined): readonly { readonly file: string; readonly concept: ConfigTable }[] {
  return [...(files?.texts ?? [])].flatMap(([file, text]) => {
    if (!/\.json$/i.test(file) || !/"(?:balancing|include_subdirectories|prompt_source)"/.test(text)) return []
    const { top } = parseJson(text)
    const list = top.kind === 'table' ? valueOf(top, 'concepts') : top
    if (list?.kind !== 'list') return []
    return list.items.flatMap((item) => (item.kind === 'table' && textOf(item, 'path') !== undefined && booleanOf(item, 'enabled') !== false ? [{ file, concept: item }] : []))
  })
}

function toFolder(folder: FolderTree, concept: ConfigTable | undefined, root?: FolderTree): ConceptFolder {
  const images = folder.files.filter((file) => !LABEL.test(stemOf(file)))
  const count = images.filter((file) => classifyImageFile(file).kind === 'found').length
  const type = concept && textOf(concept, 'type')
  const name = (concept && textOf(concept, 'name')) || nameOf(folder.path)
  return {
    path: folder.path,
    relative: root ? relativePath(root.path, folder.path) : folder.relative,
    classTokens: name,
    repeats: repeatsOf(concept, count),
    regularization: type === 'PRIOR_PREDICTION',
    captions: captionsOf(concept),
    ...(images.length < folder.files.length ? { files: images } : {}),
  }
}

/** `balancing` is a number of repeats, or of samples that an epoch takes from the concept. */
function repeatsOf(concept: ConfigTable | undefined, images: number): number {
  const balancing = (concept && numberOf(concept, 'balancing')) ?? 1
  return concept && textOf(concept, 'balancing_strategy') === 'SAMPLES' && images > 0 ? balancing / images : balancing
}

function captionsOf(concept: ConfigTable | undefined): FolderCaptions {
  const text = concept && valueOf(concept, 'text')
  if (text?.kind !== 'table') return CAPTIONS
  const separator = textOf(text, 'tag_delimiter')
  return {
    ...CAPTIONS,
    options: {
      shuffleCaption: booleanOf(text, 'enable_tag_shuffling'),
      keepTokens: numberOf(text, 'keep_tags_count') ?? 1,
      captionSeparator: separator === undefined || separator === '' ? ',' : separator,
      captionTagDropoutRate: booleanOf(text, 'tag_dropout_enable') ? numberOf(text, 'tag_dropout_probability') : undefined,
      captionDropoutRate: numberOf(text, 'caption_dropout_probability'),
    },
  }
}
