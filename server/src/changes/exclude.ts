import { say, type Message } from '../base/message'
import { comparePaths, folderOf, isInside, joinPath, nameOf, relativePath, stemOf } from '../base/path'
import { EXCLUDED_FOLDER } from '../dataset/folder-tree'
import { filesByOwner } from '../dataset/own-files'
import type { Sample } from '../dataset/sample'
import type { Change, FileChange } from './change'

export interface ExcludeWorld {
  readonly root: string
  /** Names of the files of a folder; none where there is no such folder. */
  readonly filesIn: (folder: string) => readonly string[]
  /** Folders of masks or conditioning images that belong to a folder of images: files of the same stem there go along. */
  readonly maskFolders?: (folder: string) => readonly string[]
}

/**
 * Moves samples out of the dataset: images and captions, and what belongs to them, keeps its place below `_excluded`. Where that is taken
 * by an earlier exclusion, all files of the sample get the same number: `a (2).png`, `a (2).txt`.
 */
export function planExclude(samples: readonly Sample[], world: ExcludeWorld): Change {
  const excluded = joinPath(world.root, EXCLUDED_FOLDER)
  const inside = samples.filter((sample) => !isInside(sample.folder, excluded))
  return planMoves(titleOf('exclude', inside), inside, world, (folder) => inFolder(excluded, relativePath(world.root, folder)))
}

/** Moves excluded samples back to where they were. Where a file of the dataset has the name by now, they get a number. */
export function planRestore(samples: readonly Sample[], world: ExcludeWorld): Change {
  const excluded = joinPath(world.root, EXCLUDED_FOLDER)
  const inside = samples.filter((sample) => isInside(sample.folder, excluded))
  return planMoves(titleOf('restore', inside), inside, world, (folder) => inFolder(world.root, relativePath(excluded, folder)))
}

/** Moves samples, with all that belongs to them, into the folders that `goalOf` gives for theirs; a name that is taken there gets a number. */
export function planMoveTo(title: Message, samples: readonly Sample[], world: ExcludeWorld, goalOf: (folder: string) => string): Change {
  return planMoves(title, samples, world, goalOf)
}

/** Deletes samples, with all that belongs to them. */
export function planDelete(samples: readonly Sample[], world: ExcludeWorld): Change {
  const listings = new Map<string, ReadonlyMap<string, readonly string[]>>()
  const listing = (folder: string): ReadonlyMap<string, readonly string[]> => {
    const names = listings.get(folder) ?? filesByOwner(world.filesIn(folder))
    listings.set(folder, names)
    return names
  }
  const paths = new Set(samples.flatMap((sample) => filesOf(sample, sampleStem(sample), listing, world)))
  const [first] = samples
  const title = first && samples.length === 1 ? say`Delete '${nameOf(first.images[0]?.path ?? first.id)}'` : say`Delete ${samples.length} images`
  return { title, files: [...paths].sort(comparePaths).map((path) => ({ kind: 'delete', path })) }
}

function titleOf(what: 'exclude' | 'restore', samples: readonly Sample[]): Message {
  const [first] = samples
  if (first && samples.length === 1) {
    const name = nameOf(first.images[0]?.path ?? first.caption?.path ?? first.id)
    return what === 'exclude' ? say`Exclude '${name}'` : say`Restore '${name}'`
  }
  return what === 'exclude' ? say`Exclude ${samples.length} images` : say`Restore ${samples.length} images`
}

function inFolder(folder: string, relative: string): string {
  return relative === '.' ? folder : joinPath(folder, relative)
}

function planMoves(title: Message, samples: readonly Sample[], world: ExcludeWorld, goalOf: (folder: string) => string): Change {
  const taken = new Map<string, Set<string>>()
  const namesIn = (folder: string): Set<string> => {
    const names = taken.get(folder) ?? new Set(world.filesIn(folder).map(foldName))
    taken.set(folder, names)
    return names
  }
  const listings = new Map<string, ReadonlyMap<string, readonly string[]>>()
  const listing = (folder: string): ReadonlyMap<string, readonly string[]> => {
    const names = listings.get(folder) ?? filesByOwner(world.filesIn(folder))
    listings.set(folder, names)
    return names
  }
  const files = new Map<string, FileChange>()
  for (const sample of samples) {
    const stem = sampleStem(sample)
    const paths = [...new Set([...filesOf(sample, stem, listing, world)])].filter((path) => !files.has(path))
    const goals = freeNames(paths, stem, goalOf, namesIn)
    paths.forEach((path, index) => files.set(path, { kind: 'rename', path, to: goals[index] ?? path }))
  }
  return { title, files: [...files.values()].sort((a, b) => comparePaths(a.path, b.path)) }
}

function sampleStem(sample: Sample): string {
  return stemOf(sample.images[0]?.path ?? sample.caption?.path ?? sample.id)
}

/** Image, caption, all other files of the stem, masks and caches. */
function filesOf(sample: Sample, stem: string, listing: (folder: string) => ReadonlyMap<string, readonly string[]>, { maskFolders }: ExcludeWorld): string[] {
  const own = [...sample.images.map((image) => image.path), ...(sample.caption ? [sample.caption.path] : [])]
  const folders = new Set([sample.folder, ...own.map(folderOf)])
  const beside = [...folders].flatMap((folder) => (listing(folder).get(stem) ?? []).map((name) => joinPath(folder, name)))
  const masks = (maskFolders?.(sample.folder) ?? []).flatMap((folder) => (listing(folder).get(stem) ?? []).map((name) => joinPath(folder, name)))
  return [...own, ...beside, ...masks]
}

/** Names that no file of the goal has, all with the same number. */
function freeNames(paths: readonly string[], stem: string, goalOf: (folder: string) => string, namesIn: (folder: string) => Set<string>): string[] {
  for (let number = 1; ; number++) {
    const goals = paths.map((path) => joinPath(goalOf(folderOf(path)), number === 1 ? nameOf(path) : numbered(nameOf(path), stem, number)))
    if (goals.some((goal) => namesIn(folderOf(goal)).has(foldName(nameOf(goal))))) continue
    for (const goal of goals) namesIn(folderOf(goal)).add(foldName(nameOf(goal)))
    return goals
  }
}

/** `a_mask.png` → `a (2)_mask.png`: the stem gets the number, so that the files still belong together. */
function numbered(name: string, stem: string, number: number): string {
  const folded = name.normalize('NFC')
  return folded.startsWith(stem) ? `${stem} (${number})${folded.slice(stem.length)}` : `${folded} (${number})`
}

/** Names that a disk without upper and lower case takes for one. */
function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
