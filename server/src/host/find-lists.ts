import { orNothing, type FileSystem, type FolderEntry } from '../base/file-system'
import { comparePaths, joinPath, relativePath } from '../base/path'
import { formatOf, recogniseList, type RecognisedList } from '../tags/describe-list'
import type { Message } from '../base/message'

/** A list in the folder of a program. */
export interface ListPlace {
  readonly path: string
  /** The program; undefined where the place is not a known one. */
  readonly program: string | undefined
  readonly kind: RecognisedList['kind']
  readonly format: Message
  /** Bytes. */
  readonly size: number
}

/** Where programs keep lists, from their own folder; `*` in a name stands for anything, and names match in either case. */
const PLACES: readonly { readonly program: string; readonly path: string }[] = [
  // DominikDoom/a1111-sd-webui-tagcomplete, in A1111, Forge and their kin
  { program: 'a1111-sd-webui-tagcomplete', path: 'extensions/*tagcomplete*/tags/*.csv' },
  // newtextdoc1111/ComfyUI-Autocomplete-Plus
  { program: 'ComfyUI-Autocomplete-Plus', path: 'custom_nodes/*autocomplete-plus*/data/*.csv' },
  // pythongosssss/ComfyUI-Custom-Scripts
  { program: 'ComfyUI-Custom-Scripts', path: 'custom_nodes/*custom-scripts*/user/autocomplete.txt' },
  // pythongosssss/ComfyUI-WD14-Tagger keeps the table of each model under the model's name
  { program: 'ComfyUI-WD14-Tagger', path: 'custom_nodes/*wd14-tagger*/models/*.csv' },
  // sd-scripts: tag_images_by_wd14_tagger.py, model_dir; older releases have no folder for each model
  { program: 'sd-scripts', path: 'wd14_tagger_model/selected_tags.csv' },
  { program: 'sd-scripts', path: 'wd14_tagger_model/*/selected_tags.csv' },
  { program: 'sd-scripts', path: 'sd-scripts/wd14_tagger_model/selected_tags.csv' },
  { program: 'sd-scripts', path: 'sd-scripts/wd14_tagger_model/*/selected_tags.csv' },
  // the cache of huggingface_hub, which most taggers use
  { program: 'Hugging Face', path: 'models--*/snapshots/*/selected_tags.csv' },
  { program: 'Hugging Face', path: 'hub/models--*/snapshots/*/selected_tags.csv' },
  // starik222/BooruDatasetTagManager and its forks
  { program: 'BooruDatasetTagManager', path: 'Tags/*.csv' },
  { program: 'BooruDatasetTagManager', path: 'Tags/*.txt' },
  { program: 'BooruDatasetTagManager', path: 'Translations/*.txt' },
  { program: 'BooruDatasetTagManager', path: 'Translations/*.csv' },
]

/** Folders below the given one that may be a program's own: bundles and package managers put them there. */
const BUNDLES = ['', '*', 'Packages/*', 'Data/Packages/*']
/** Folders that are looked into in all: someone may point at a whole disk. */
const MOST_FOLDERS = 2_000
/** Lists that are named. */
const MOST_LISTS = 100
/** Bytes that tell what a file is. */
const HEAD = 32 * 1024

/**
 * The lists of the programs that are installed in a folder, or whose folder lies in it. Where there are none, the lists that
 * lie in the folder itself. What cannot be read is left out; rejects only where the folder itself cannot be read.
 */
export async function findLists(fileSystem: FileSystem, folder: string): Promise<readonly ListPlace[]> {
  const walk = createWalk(fileSystem)
  // what cannot be listed is told
  await fileSystem.list(folder)
  const programs = new Map<string, string | undefined>()
  for (const bundle of BUNDLES) {
    for (const { program, path } of PLACES) {
      for (const found of await walk(folder, [...bundle.split('/'), ...path.split('/')].filter((part) => part !== ''))) if (!programs.has(found)) programs.set(found, program)
    }
  }
  const found = await describeAll(fileSystem, folder, programs)
  if (found.length > 0) return found
  const own = (await Promise.all(['*.csv', '*.txt', 'tag_mapping.json'].map((name) => walk(folder, [name])))).flat()
  return describeAll(fileSystem, folder, new Map(own.map((path) => [path, undefined])))
}

async function describeAll(fileSystem: FileSystem, folder: string, places: ReadonlyMap<string, string | undefined>): Promise<readonly ListPlace[]> {
  const lists: ListPlace[] = []
  const paths = [...places.keys()].sort((a, b) => comparePaths(relativePath(folder, a), relativePath(folder, b)))
  for (const path of paths) {
    if (lists.length === MOST_LISTS) break
    const list = await recogniseFile(fileSystem, path)
    if (list) lists.push({ path, program: places.get(path), ...list })
  }
  return lists
}

async function recogniseFile(fileSystem: FileSystem, path: string): Promise<Omit<ListPlace, 'path' | 'program'> | undefined> {
  const [size, bytes] = await Promise.all([orNothing(fileSystem.stat(path)), orNothing(fileSystem.read(path, HEAD))])
  const list = bytes && recogniseList(new TextDecoder().decode(bytes), path)
  return size && list && { kind: list.kind, format: formatOf(list), size: size.size }
}

type Walk = (folder: string, parts: readonly string[]) => Promise<readonly string[]>

/** Follows patterns down from a folder; each folder is listed once. */
function createWalk(fileSystem: FileSystem): Walk {
  const listings = new Map<string, Promise<readonly FolderEntry[]>>()
  const list = (folder: string): Promise<readonly FolderEntry[]> => {
    const known = listings.get(folder)
    if (known) return known
    const listing = listings.size >= MOST_FOLDERS ? Promise.resolve([]) : orNothing(fileSystem.list(folder)).then((entries) => entries ?? [])
    listings.set(folder, listing)
    return listing
  }
  const walk: Walk = async (folder, [part = '', ...rest]) => {
    const wanted = rest.length === 0 ? 'file' : 'folder'
    const matches = matcher(part)
    const found: string[] = []
    for (const { name, kind } of await list(folder)) {
      if (kind !== wanted || !matches(name)) continue
      const path = joinPath(folder, name)
      if (wanted === 'file') found.push(path)
      else for (const below of await walk(path, rest)) found.push(below)
    }
    return found
  }
  return walk
}

function matcher(pattern: string): (name: string) => boolean {
  const expression = new RegExp(`^${pattern.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 'i')
  return (name) => expression.test(name)
}
