import { kindAt, orNothing, type EntryKind, type FileSystem } from '../base/file-system'
import { comparePaths, folderOf, joinPath, nameOf, suffixOf } from '../base/path'
import type { DatasetConfig } from '../training-files/dataset-config'
import { namedPaths } from '../training-files/named-paths'
import { readDatasetConfig } from '../training-files/read-dataset-config'
import { readTrainingConfig } from '../training-files/read-training-config'
import { recogniseTrainingFile, type TrainingFileKind } from '../training-files/recognise'
import { optionValues, type TrainingConfig } from '../training-files/training-config'
import { classifyImageFile } from '../trainer/files'
import { parseFolderName } from '../trainer/folder-name'
import { resolvePath } from './find-folder'

/** A training file with its text, as its editor or the disk has it. */
export interface TrainingDocument {
  readonly path: string
  readonly text: string
  readonly kind: TrainingFileKind
}

/** What a path in a training file leads to. */
export interface FoundPath {
  readonly path: string
  /** What the path counts from. */
  readonly from: 'absolute' | 'file' | 'workspace'
  readonly kind: EntryKind
  /** Images directly in a folder. */
  readonly images: number
  /** Folders in it that are named with repeats. */
  readonly subsets: number
}

/** The other half of a training: the dataset configuration of a training configuration, or the reverse. */
export interface TrainingPartner {
  readonly path: string
  readonly text: string
  readonly file: DatasetConfig | TrainingConfig
}

/** What the disk says about a training file. */
export interface TrainingSurroundings {
  /** By the path as it is written; those that lead nowhere are absent. */
  readonly found: ReadonlyMap<string, FoundPath>
  readonly partner: TrainingPartner | undefined
}

export interface SurroundingsOptions {
  /** Folders that relative paths are tried against, after the file's own. */
  readonly roots: readonly string[]
  /** The text of a file; undefined where it cannot be read. */
  readonly readText: (path: string) => Promise<string | undefined>
}

/** Looks up what a training file names, and the file it belongs together with. Never rejects for a file that is not there. */
export async function readSurroundings(fileSystem: Pick<FileSystem, 'stat' | 'list'>, document: TrainingDocument, options: SurroundingsOptions): Promise<TrainingSurroundings> {
  const named = document.kind === 'sample-prompts' ? [] : namedPaths(document.text, nameOf(document.path), document.kind)
  const found = new Map<string, FoundPath>()
  for (const written of new Set(named.map((path) => path.written))) {
    const path = await findPath(fileSystem, written, document.path, options.roots)
    if (path) found.set(written, path)
  }
  return { found, partner: await findPartner(fileSystem, document, options) }
}

/** Where a path leads that the file at `path` names: relative ones are tried against its folder, then the roots. */
export async function findPath(fileSystem: Pick<FileSystem, 'stat' | 'list'>, written: string, path: string, roots: readonly string[]): Promise<FoundPath | undefined> {
  for (const { base, from } of basesOf(written, path, roots)) {
    const resolved = resolvePath(base, written)
    const kind = await kindAt(fileSystem, resolved)
    if (!kind) continue
    const entries = kind === 'folder' ? ((await orNothing(fileSystem.list(resolved))) ?? []) : []
    const images = entries.filter((entry) => entry.kind === 'file' && classifyImageFile(entry.name).kind === 'found').length
    const subsets = entries.filter((entry) => entry.kind === 'folder' && parseFolderName(entry.name).kind === 'subset').length
    return { path: resolved, from, kind, images, subsets }
  }
  return undefined
}

/** The folders that a path may count from. */
export function basesOf(written: string, path: string, roots: readonly string[]): readonly { readonly base: string; readonly from: FoundPath['from'] }[] {
  const own = folderOf(path)
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(written)) return [{ base: own, from: 'absolute' }]
  return [{ base: own, from: 'file' }, ...roots.filter((root) => root !== own).map((base) => ({ base, from: 'workspace' as const }))]
}

async function findPartner(fileSystem: Pick<FileSystem, 'list'>, document: TrainingDocument, options: SurroundingsOptions): Promise<TrainingPartner | undefined> {
  if (document.kind === 'training-config') return findDataset(document, options)
  return document.kind === 'dataset-config' ? findTraining(fileSystem, document, options) : undefined
}

async function findDataset({ path, text }: TrainingDocument, { roots, readText }: SurroundingsOptions): Promise<TrainingPartner | undefined> {
  const written = optionValues(readTrainingConfig(text, nameOf(path))).text('dataset_config')
  if (written === undefined) return undefined
  for (const { base } of basesOf(written, path, roots)) {
    const resolved = resolvePath(base, written)
    const found = await readText(resolved)
    if (found !== undefined) return { path: resolved, text: found, file: readDatasetConfig(found, nameOf(resolved)) }
  }
  return undefined
}

/** Folders hold few training files; one with more is something else. */
const MOST = 24

/** The training configuration near a dataset configuration that names it. */
async function findTraining(fileSystem: Pick<FileSystem, 'list'>, { path }: TrainingDocument, { roots, readText }: SurroundingsOptions): Promise<TrainingPartner | undefined> {
  const own = folderOf(path)
  for (const folder of new Set([own, folderOf(own), ...roots])) {
    const entries = (await orNothing(fileSystem.list(folder))) ?? []
    const names = entries.filter(({ name, kind }) => kind === 'file' && suffixOf(name).toLowerCase() === '.toml').map(({ name }) => name).sort(comparePaths)
    for (const name of names.slice(0, MOST)) {
      const candidate = joinPath(folder, name)
      if (candidate === path) continue
      const text = await readText(candidate)
      if (text === undefined || !text.includes('dataset_config') || recogniseTrainingFile(text, name) !== 'training-config') continue
      const file = readTrainingConfig(text, name)
      const written = optionValues(file).text('dataset_config')
      if (written !== undefined && basesOf(written, candidate, roots).some(({ base }) => resolvePath(base, written) === path)) return { path: candidate, text, file }
    }
  }
  return undefined
}

/** A training file that lies in a dataset, with what the disk said about it when the dataset was read. */
export interface KnownTrainingFile {
  readonly document: TrainingDocument
  readonly surroundings: TrainingSurroundings
}

/** Bytes up to which a file can be the partner of another. */
const LARGEST = 1_000_000

/** The dataset and training configurations and sample prompts among texts of a dataset, sorted by path. */
export async function knownTrainingFiles(fileSystem: FileSystem, texts: ReadonlyMap<string, string>, root: string): Promise<readonly KnownTrainingFile[]> {
  const readText = async (path: string): Promise<string | undefined> => texts.get(path) ?? (await orNothing(fileSystem.read(path, LARGEST).then((bytes) => new TextDecoder().decode(bytes))))
  const known: KnownTrainingFile[] = []
  for (const [path, text] of [...texts].sort(([a], [b]) => comparePaths(a, b))) {
    const kind = text.length > LARGEST ? undefined : recogniseTrainingFile(text, nameOf(path))
    if (kind === undefined || kind === 'gui-preset') continue
    const document = { path, text, kind }
    known.push({ document, surroundings: await readSurroundings(fileSystem, document, { roots: [root], readText }) })
  }
  return known
}
