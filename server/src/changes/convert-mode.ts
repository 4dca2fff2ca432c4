import { say, type Message } from '../base/message'
import { comparePaths, folderOf, joinPath, nameOf, relativePath, stemOf } from '../base/path'
import { readsAsProse } from '../caption/prose'
import type { Dataset } from '../dataset/dataset'
import type { ConceptFolder } from '../dataset/folder'
import { captionTextOf, type Sample } from '../dataset/sample'
import { setToml, type TomlValue } from '../training-files/edit-toml'
import { readDatasetConfig } from '../training-files/read-dataset-config'
import type { Change, FileChange } from './change'
import { EXCLUDED_FOLDER } from '../dataset/folder-tree'
import { shortestEdit } from '../base/span'

/** Modes that a dataset can be brought to. */
export const CONVERTIBLE_MODES = ['dreambooth-class', 'dreambooth-captions', 'fine-tuning'] as const
export type ConvertibleMode = (typeof CONVERTIBLE_MODES)[number]

export interface ConvertWorld {
  readonly dataset: Dataset
  /** The dataset configuration in force, as it is now; undefined without one. */
  readonly config: { readonly path: string; readonly text: string } | undefined
  /** Whether there is a file at a path. */
  readonly exists: (path: string) => boolean
}

export type ConvertAnswer = { readonly change: Change } | { readonly fault: Message }

/**
 * The change that has every training image trained in another mode, with the text that it is trained with now:
 * - `dreambooth-captions`: images without caption get one, of the text that stands for it; captions that were put aside come back;
 *   entries of a metadata file become caption files;
 * - `dreambooth-class`: captions are put aside below `_excluded`, so that the folder's text is trained;
 * - `fine-tuning`: all captions go into one metadata file a folder, named by the dataset configuration.
 */
export function planModeConversion(to: ConvertibleMode, world: ConvertWorld): ConvertAnswer {
  const { dataset } = world
  const folders = dataset.folders.filter((folder) => !(dataset.conceptOf(folder.path)?.regularization ?? folder.regularization))
  if (folders.length === 0) return { fault: say`There are no training images` }
  switch (to) {
    case 'dreambooth-captions':
      return toCaptions(folders, world)
    case 'dreambooth-class':
      return toClass(folders, world)
    case 'fine-tuning':
      return toMetadata(folders, world)
  }
}

function finish(title: Message, files: readonly FileChange[]): ConvertAnswer {
  return { change: { title, files: [...files].sort((a, b) => comparePaths(a.path, b.path)) } }
}

function asidePath(root: string, path: string): string {
  return joinPath(joinPath(root, EXCLUDED_FOLDER), relativePath(root, path))
}

function imageOf({ images }: Sample): string | undefined {
  return images[0]?.path
}

function toCaptions(folders: readonly ConceptFolder[], world: ConvertWorld): ConvertAnswer {
  const { dataset, exists } = world
  const files: FileChange[] = []
  for (const folder of folders) {
    const listed = folder.listed !== undefined
    const extension = listed ? '.txt' : dataset.settingsIn(folder.path).values['captions.extension']
    for (const sample of dataset.samplesIn(folder.path)) {
      const image = imageOf(sample)
      if (image === undefined || sample.caption) continue
      const path = joinPath(folderOf(image), stemOf(image) + (extension.startsWith('.') ? extension : `.${extension}`))
      const aside = asidePath(dataset.root, path)
      const text = captionTextOf(sample) ?? folder.classTokens
      if (exists(path)) continue
      if (exists(aside)) files.push({ kind: 'rename', path: aside, to: path })
      else if (text !== '') files.push({ kind: 'create', path, text })
    }
  }
  const config = editConfig(world, (text, at) => {
    const plain = setToml(text, at, 'metadata_file', undefined)
    return plain === undefined || plain === text ? plain : setToml(plain, at, 'caption_extension', '.txt')
  })
  if (config && 'fault' in config) return config
  if (config) files.push(...config.files)
  // without a configuration the metadata file itself makes the mode
  else for (const path of metadataFiles(folders)) files.push({ kind: 'rename', path, to: asidePath(dataset.root, path) })
  return finish(say`Train with captions`, files)
}

function metadataFiles(folders: readonly ConceptFolder[]): readonly string[] {
  return [...new Set(folders.flatMap(({ listed }) => [...(listed?.values() ?? [])].map(({ file }) => file)))]
}

function toClass(folders: readonly ConceptFolder[], world: ConvertWorld): ConvertAnswer {
  const { dataset, exists } = world
  if (folders.some(({ listed }) => listed !== undefined)) return { fault: say`The captions stand in a metadata file; convert to captions first` }
  const bare = folders.find(({ classTokens }) => classTokens.trim() === '')
  if (bare) return { fault: say`The folder '${bare.relative}' has no text to be trained with: name it <repeats>_<text>, or give class_tokens` }
  const files = folders.flatMap((folder) =>
    dataset.samplesIn(folder.path).flatMap((sample): FileChange[] => {
      const path = sample.caption?.path
      if (path === undefined || imageOf(sample) === undefined) return []
      return [{ kind: 'rename', path, to: freeName(asidePath(dataset.root, path), exists) }]
    }),
  )
  return finish(say`Train with the text of the folder`, files)
}

function freeName(path: string, exists: (path: string) => boolean): string {
  const name = nameOf(path)
  const stem = stemOf(name)
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : joinPath(folderOf(path), `${stem} (${number})${name.slice(stem.length)}`)
    if (!exists(candidate)) return candidate
  }
}

function toMetadata(folders: readonly ConceptFolder[], world: ConvertWorld): ConvertAnswer {
  const { dataset, exists } = world
  if (dataset.folders.length > folders.length) return { fault: say`Regularisation images have no place in fine-tuning; take them out first` }
  if (folders.every(({ listed }) => listed !== undefined)) return finish(say`Train with a metadata file`, [])
  const files: FileChange[] = []
  const metadata = new Map<string, string>()
  for (const folder of folders) {
    const path = freeName(joinPath(dataset.root, `${nameOf(folder.path)}.json`), exists)
    metadata.set(folder.path, path)
    files.push({ kind: 'create', path, text: metadataText(dataset, folder) })
  }
  const config = editConfig(world, (text, at, folder) => {
    const path = folder && metadata.get(folder.path)
    if (path === undefined) return undefined
    let now: string | undefined = setToml(text, at, 'metadata_file', path)
    for (const key of ['class_tokens', 'is_reg', 'caption_extension', 'cache_info']) now = now === undefined ? undefined : setToml(now, at, key, undefined)
    return now
  })
  if (config && 'fault' in config) return config
  if (config) files.push(...config.files)
  else {
    const path = joinPath(dataset.root, 'dataset.toml')
    if (exists(path)) return { fault: say`'${'dataset.toml'}' is there and not in force; take it away or put it in force first` }
    files.push({ kind: 'create', path, text: freshConfig(dataset, folders, metadata) })
  }
  return finish(say`Train with a metadata file`, files)
}

/** By name of the image, with its suffix, as sd-scripts wants it since 0.10. Tags with wildcards would be lost, so they are captions then. */
function metadataText(dataset: Dataset, folder: ConceptFolder): string {
  const wildcards = dataset.settingsIn(folder.path).values['captions.wildcards']
  const entries = dataset.samplesIn(folder.path).flatMap((sample) =>
    sample.images.map(({ path }): [string, object] => {
      const text = captionTextOf(sample) ?? folder.classTokens
      const line = wildcards ? text : (text.split(/\r\n|\r|\n/)[0] ?? '').trim()
      return [relativePath(folder.path, path), wildcards || readsAsProse(line) ? { caption: line } : { tags: line }]
    }),
  )
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`
}

function freshConfig(dataset: Dataset, folders: readonly ConceptFolder[], metadata: ReadonlyMap<string, string>): string {
  const { values } = dataset.settings
  const set = (text: string, path: readonly (string | number)[], key: string, value: TomlValue): string => setToml(text, path, key, value) ?? text
  let text = `[general]\n\n[[datasets]]\n${folders.map(() => '\n  [[datasets.subsets]]\n').join('')}`
  text = set(text, ['general'], 'enable_bucket', values['buckets.enabled'])
  if (values['captions.shuffle']) text = set(text, ['general'], 'shuffle_caption', true)
  for (const [index, folder] of folders.entries()) {
    const at = ['datasets', 0, 'subsets', index]
    text = set(text, at, 'image_dir', folder.path)
    text = set(text, at, 'metadata_file', metadata.get(folder.path) ?? '')
    text = set(text, at, 'num_repeats', Math.max(1, Math.round(folder.repeats)))
  }
  return text
}

type SubsetEdit = (text: string, at: readonly (string | number)[], folder: ConceptFolder | undefined) => string | undefined

/** The dataset configuration in force with every subset edited; undefined without one. */
function editConfig({ dataset, config }: ConvertWorld, edit: SubsetEdit): { readonly files: readonly FileChange[] } | { readonly fault: Message } | undefined {
  if (!config || dataset.format?.id !== 'dataset-config') return undefined
  const { datasets } = readDatasetConfig(config.text, nameOf(config.path))
  let text = config.text
  for (const [index, { subsets }] of datasets.entries()) {
    for (const subset of subsets.keys()) {
      const folder = dataset.folders.find(({ uses }) => uses?.some((use) => use.dataset === index && use.subset === subset))
      const next = edit(text, ['datasets', index, 'subsets', subset], folder)
      if (next === undefined) return { fault: say`'${nameOf(config.path)}' cannot be edited here; mend it first` }
      text = next
    }
  }
  return { files: text === config.text ? [] : [{ kind: 'edit', path: config.path, text: config.text, edits: shortestEdit(config.text, text) }] }
}
