import { FileError } from '../base/file-system'
import { say } from '../base/message'
import { folderOf, isInside, joinPath, nameOf, stemOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { findDatasetRoot, SETTINGS_FILE } from '../dataset/find-root'
import { pairFiles, readSample } from '../dataset/scan'
import { excludeMatcher, loadDataset } from '../host/load-dataset'
import { parseFolderName } from '../trainer/folder-name'
import { relativePath } from '../base/path'
import type { Session } from './session'
import { isFilePath } from './uris'

/** Opens datasets when a file of theirs is met, and follows what other programs do to them. */
export interface Datasets {
  /** The dataset that `path` belongs to, read now if need be; undefined where there is none. */
  ensure(path: string): Promise<Dataset | undefined>
  /** The dataset rooted at `folder` whatever it holds. */
  open(folder: string): Promise<Dataset | undefined>
  /** Finds the datasets of a workspace folder, at most two levels down. */
  discover(folder: string): Promise<void>
  reload(root: string): Promise<void>
  reloadAll(): Promise<void>
  close(root: string): void
  /** Files that were made, changed or removed by whomever. */
  filesChanged(paths: readonly string[]): Promise<void>
}

export function createDatasets(session: Session, onChange: (roots: readonly string[]) => void): Datasets {
  const { workspace, fileSystem } = session
  const loading = new Map<string, Promise<Dataset | undefined>>()

  const load = (root: string): Promise<Dataset | undefined> => {
    const running = loading.get(root)
    if (running) return running
    const started = read(root).finally(() => loading.delete(root))
    loading.set(root, started)
    return started
  }

  const read = async (root: string): Promise<Dataset | undefined> => {
    const progress = session.capabilities.window?.workDoneProgress ? await session.connection.window.createWorkDoneProgress() : undefined
    progress?.begin(session.translate(say`Reading dataset`), 0)
    try {
      const layers = await session.layersFor(root)
      const onProgress = (done: number, total: number): void => {
        if (done % 250 === 0) progress?.report(Math.round((done / total) * 100), `${done}/${total}`)
      }
      const { scan, settings } = await loadDataset(fileSystem, root, { layers, trusted: session.trusted, onProgress })
      workspace.apply({ kind: 'dataset', scan, settings })
      onChange([root])
      return workspace.datasetOf(joinPath(root, '.'))
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      session.tellOnce(say`The folder '${error.path}' cannot be read (${error.code}); check its permissions`)
      return undefined
    } finally {
      progress?.done()
    }
  }

  const ensure = async (path: string): Promise<Dataset | undefined> => {
    if (!isFilePath(path)) return undefined
    for (const [root, running] of loading) if (isInside(path, root)) await running
    const known = workspace.datasetOf(path)
    if (known) return known
    const { values } = await session.settingsFor(path)
    const root = await findDatasetRoot(fileSystem, folderOf(path), [...values.captionExtensions, values['captions.extension']])
    return root === undefined ? undefined : load(root)
  }

  const reload = async (root: string): Promise<void> => {
    await loading.get(root)
    await load(root)
  }

  return {
    ensure,
    open: async (folder) => workspace.datasets.find(({ root }) => root === folder) ?? load(folder),
    discover: async (folder) => {
      for (const root of await findRoots(session, folder, 2)) await load(root)
    },
    reload,
    reloadAll: async () => {
      for (const { root } of workspace.datasets) await reload(root)
    },
    close: (root) => {
      workspace.apply({ kind: 'dataset-gone', root })
      onChange([root])
    },
    filesChanged: async (paths) => {
      const changed = new Set<string>()
      const stale = new Set<string>()
      const folders = new Map<string, Set<string>>()
      for (const path of paths) {
        const dataset = workspace.datasetOf(path)
        if (!dataset || excludeMatcher(dataset.settings.values.exclude)(relativePath(dataset.root, path))) continue
        const folder = folderOf(path)
        if (nameOf(path) === SETTINGS_FILE || !dataset.folders.some((known) => known.path === folder)) stale.add(dataset.root)
        else folders.set(folder, (folders.get(folder) ?? new Set()).add(stemOf(path)))
      }
      for (const [folder, stems] of folders) {
        const dataset = workspace.datasetOf(joinPath(folder, '.'))
        if (!dataset || stale.has(dataset.root)) continue
        await refresh(session, dataset, folder, stems)
        changed.add(dataset.root)
      }
      for (const root of stale) await reload(root)
      if (changed.size > 0) onChange([...changed])
    },
  }
}

/** Reads the named stems of one folder again. A folder that is gone takes its samples along. */
async function refresh(session: Session, dataset: Dataset, folder: string, stems: ReadonlySet<string>): Promise<void> {
  const names = await session.fileSystem
    .list(folder)
    .then((entries) => entries.filter((entry) => entry.kind === 'file' && !entry.name.startsWith('.')).map((entry) => entry.name))
    .catch((error: unknown) => {
      if (error instanceof FileError) return []
      throw error
    })
  const drafts = new Map(pairFiles(folder, names, dataset.settings.values['captions.extension']).map((draft) => [draft.id, draft]))
  for (const stem of stems) {
    const id = joinPath(folder, stem)
    const draft = drafts.get(id)
    const sample = draft ? await readSample(session.fileSystem, draft) : { id, folder, images: [], caption: undefined }
    session.workspace.apply({ kind: 'sample', root: dataset.root, sample })
  }
}

/** Roots of datasets at `folder` or below: a `taglore.json`, `<repeats>_…` folders, or image–caption pairs. */
async function findRoots(session: Session, folder: string, depth: number): Promise<string[]> {
  const entries = await session.fileSystem.list(folder).catch((error: unknown) => {
    if (error instanceof FileError) return []
    throw error
  })
  const children = entries.filter((entry) => entry.kind === 'folder' && !entry.name.startsWith('.') && entry.name !== 'node_modules' && entry.name !== '_excluded')
  const isRoot = entries.some((entry) => entry.name === SETTINGS_FILE) || children.some((child) => parseFolderName(child.name).kind === 'subset')
  if (isRoot) return [folder]
  const { values } = await session.settingsFor(folder)
  if ((await findDatasetRoot(session.fileSystem, folder, values.captionExtensions)) === folder) return [folder]
  if (depth === 0) return []
  const below = await Promise.all(children.slice(0, 200).map((child) => findRoots(session, joinPath(folder, child.name), depth - 1)))
  return below.flat()
}
