import { createBreather } from '../base/breathe'
import { mapBounded } from '../base/concurrency'
import { FileError, kindAt } from '../base/file-system'
import { say } from '../base/message'
import { folderOf, isInside, joinPath, nameOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { findDatasetRoot, findSettingsFolder, SETTINGS_FILE } from '../dataset/find-root'
import { isNeverScanned } from '../dataset/folder-tree'
import { mayDescribe } from '../dataset/wanted-texts'
import { changesScan, readLayers, scanWith, settingsWith } from '../host/load-dataset'
import type { Layer, Settings } from '../settings'
import { isPicture } from '../trainer/files'
import { captionSuffixes } from './caption-kind'
import { ChangeList } from './change-list'
import { classifyEvent } from './file-events'
import { createDescribingTexts } from './describing-texts'
import { findDatasets } from './find-datasets'
import { recoverDataset } from './journal'
import { knownFiles } from './known-files'
import type { OpenDocuments } from './open-documents'
import { createQueue } from './queue'
import { refreshExcluded, refreshFolder } from './refresh-folder'
import type { Session } from './session'
import { isFilePath } from './uris'

/** Opens datasets when a file of theirs is met, and follows what other programs do to them. */
export interface Datasets {
  /** The dataset that `path` belongs to, read now if need be; undefined where there is none. */
  ensure(path: string): Promise<Dataset | undefined>
  /** The dataset rooted at `folder` whatever it holds. */
  open(folder: string): Promise<Dataset | undefined>
  /** Finds the datasets of a workspace folder. */
  discover(folder: string): Promise<void>
  close(root: string): void
  /** Files that were made, changed or removed by whomever; captions whose new text is known are not read again. Done when the workspace shows them. */
  filesChanged(paths: readonly string[], texts?: ReadonlyMap<string, string>): Promise<void>
  /** The `taglore.json` at `path` has other text in an editor. */
  settingsEdited(path: string): Promise<void>
  /** A file that may describe a dataset has other text in an editor, or is no longer open there. */
  describingEdited(path: string): void
  /** The client's settings have changed. */
  settingsChanged(): Promise<void>
}

const LANES = 16

/** Milliseconds of rest after which an unsaved training file is in force: reading a large dataset anew takes a while. */
const REST = 300

/** `onChange`: datasets that came, went or have other content. */
export function createDatasets(session: Session, open: OpenDocuments, onChange: (roots: readonly string[]) => void, rest = REST): Datasets {
  const { workspace, fileSystem } = session
  const loading = new Map<string, Promise<Dataset | undefined>>()
  /** Folder → root of its dataset. */
  const roots = new Map<string, Promise<string | undefined>>()
  const queue = createQueue()
  const describing = createDescribingTexts(fileSystem, open)
  const resting = new Map<string, NodeJS.Timeout>()

  const find = (root: string): Dataset | undefined => workspace.datasets.find((dataset) => dataset.root === root)

  const load = (root: string, known?: Dataset): Promise<Dataset | undefined> => {
    const running = loading.get(root)
    if (running) return running
    const started = read(root, known).finally(() => loading.delete(root))
    loading.set(root, started)
    return started
  }

  /** `known`: only the files that describe the dataset are others; those of its samples are as they were. */
  const read = async (root: string, known?: Dataset): Promise<Dataset | undefined> => {
    const progress = known ? undefined : await showProgress(session)
    try {
      await recoverDataset(session, root)
      const settingsFor = await readSettings(root)
      const onProgress = (done: number, total: number): void => {
        if (done % 250 === 0) progress?.report(Math.round((done / total) * 100), `${done}/${total}`)
      }
      const { scan, settings } = await scanWith(fileSystem, root, settingsFor, {
        onProgress,
        cacheFolder: session.cacheFolder,
        textAt: describing.textAt,
        ...(known && { reader: knownFiles(fileSystem, known, (path) => open.at(path) !== undefined) }),
      })
      // a taglore.json written meanwhile has made it a part of another dataset
      const declared = await findSettingsFolder(fileSystem, root)
      if (declared !== undefined && declared !== root) return find(declared) ?? load(declared)
      const indexed = await workspace.index(scan, settings, createBreather())
      workspace.apply({ kind: 'dataset', scan, settings, indexed })
      // what was opened inside before its taglore.json was there is a part of it
      if (scan.hasSettingsFile) for (const inner of undeclaredIn(root)) if ((await findSettingsFolder(fileSystem, inner)) === root) close(inner)
      onChange([root])
      return find(root)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      if (find(root)) close(root)
      if (error.code !== 'not-found') session.tellOnce(say`The folder '${error.path}' cannot be read (${error.code}); check its permissions`)
      return undefined
    } finally {
      progress?.done()
    }
  }

  /** What is in force at a root with the layer of its training files. An unsaved `taglore.json` is in force as it stands in the editor. */
  const readSettings = async (root: string): Promise<(training: Layer | undefined) => Settings> => {
    const edited = open.at(joinPath(root, SETTINGS_FILE))
    const reader = edited ? { read: async () => new TextEncoder().encode(edited.getText()) } : fileSystem
    const layers = await readLayers(reader, root, { layers: await session.layersFor(root), trusted: session.trusted })
    const before = find(root)?.settings
    return (training) => {
      const settings = settingsWith(layers, training)
      // half-typed JSON: what was in force stays so until it can be read again
      return edited && before && settings.problems.some(({ origin, key }) => origin === 'taglore.json' && key === '') ? { ...before, problems: settings.problems } : settings
    }
  }

  const refreshSettings = async (root: string): Promise<void> => {
    // one that is being read has looked at its settings before
    await loading.get(root)
    const known = find(root)
    if (!known) return
    const before = known.settings
    const settings = (await readSettings(root))(known.training?.layer)
    if (changesScan(before, settings)) {
      await loading.get(root)
      await load(root)
    } else if (JSON.stringify([before.values, before.problems]) !== JSON.stringify([settings.values, settings.problems])) {
      workspace.apply({ kind: 'dataset-settings', root, settings })
      onChange([root])
    }
  }

  const rootOf = (folder: string): Promise<string | undefined> => {
    const known = roots.get(folder)
    if (known) return known
    const found = session.settingsFor(folder).then(({ values }) => findDatasetRoot(fileSystem, folder, captionSuffixes(values)))
    roots.set(folder, found)
    found.catch(() => roots.delete(folder))
    return found
  }

  /** What a folder is, or is a part of; what lies around the folders of the workspace is not looked at. */
  const rootOfFolder = async (folder: string): Promise<string | undefined> => {
    const { values } = await session.settingsFor(folder)
    const [root] = await findDatasets(fileSystem, folder, captionSuffixes(values))
    if (root !== undefined && isInside(folder, root)) return root
    const around = folderOf(folder)
    return session.folders().some((open) => isInside(around, open)) ? rootOf(around) : undefined
  }

  const ensure = async (path: string): Promise<Dataset | undefined> => {
    if (!isFilePath(path)) return undefined
    // the folder around a dataset may hold images too
    const own = find(path) ?? loading.get(path)
    if (own) return own
    // what a dataset passes over is told by it, and is none of its own
    const around = workspace.datasetOf(path)
    if (around?.ignored.some((folder) => folder.path === path)) return around
    const isFolder = !isPicture(path) && (await kindAt(fileSystem, path)) === 'folder'
    const root = path.split('/').some(isNeverScanned) ? undefined : await (isFolder ? rootOfFolder(path) : rootOf(folderOf(path)))
    const running = root === undefined ? undefined : loading.get(root)
    if (running) return running
    return root === undefined ? workspace.datasetOf(path) : (find(root) ?? load(root))
  }

  /** Roots within a folder that no `taglore.json` declares. */
  const undeclaredIn = (folder: string): readonly string[] =>
    workspace.datasets.filter(({ root, hasSettingsFile }) => root !== folder && isInside(root, folder) && !hasSettingsFile).map(({ root }) => root)

  const close = (root: string): void => {
    workspace.apply({ kind: 'dataset-gone', root })
    onChange([root])
  }

  const discover = async (folder: string): Promise<void> => {
    const { values } = await session.settingsFor(folder)
    for (const root of await findDatasets(fileSystem, folder, captionSuffixes(values))) if (!find(root)) await load(root)
  }

  /** What describes a dataset is other text now, in an editor: the dataset is another. */
  const describe = async (path: string): Promise<void> => {
    const about = workspace.datasets.filter((dataset) => dataset.describedBy.has(path) || (dataset.holds(path) && mayDescribe(path)))
    if (about.length === 0 || !(await describing.hasChanged(path))) return
    for (const { root } of about) {
      await loading.get(root)
      await load(root, find(root))
    }
  }

  /** A `taglore.json` makes its folder a root, or no longer does. */
  const rootsChanged = async (folder: string): Promise<void> => {
    const isThere = (await kindAt(fileSystem, joinPath(folder, SETTINGS_FILE))) === 'file'
    const known = find(folder)
    if (known?.hasSettingsFile && isThere) return refreshSettings(folder)
    // what lies around no longer holds it, or holds it again
    for (const { root } of workspace.datasets) if (root !== folder && isInside(folder, root)) await load(root)
    if (isThere) await load(folder)
    else if (known) {
      close(folder)
      await discover(folder)
    }
  }

  /** Enters captions with a known text; the paths that are left. */
  const enter = (paths: readonly string[], texts: ReadonlyMap<string, string>): readonly string[] => {
    const touched = new Set<string>()
    const left = paths.filter((path) => {
      const text = texts.get(path)
      const holders = text === undefined ? [] : workspace.datasets.filter((dataset) => dataset.holds(path))
      const entered = holders.map((dataset) => ({ dataset, sample: dataset.sampleOfCaption(path) }))
      // training files and pictures, and captions that no one has met yet, are looked at
      if (text === undefined || entered.length === 0 || entered.some(({ dataset, sample }) => !sample?.caption || sample.caption.path !== path || sample.caption.fault !== undefined || dataset.describedBy.has(path))) return true
      for (const { dataset, sample } of entered) {
        if (!sample?.caption) continue
        const { byteOrderMark } = sample.caption
        workspace.apply({ kind: 'sample', root: dataset.root, sample: { ...sample, caption: { path, text, size: new TextEncoder().encode(text).length + (byteOrderMark ? 3 : 0), byteOrderMark } } })
        touched.add(dataset.root)
      }
      return false
    })
    if (touched.size > 0) onChange([...touched])
    return left
  }

  const follow = async (paths: readonly string[]): Promise<void> => {
    // a scan under way may have passed a file before it changed
    for (const [root, running] of [...loading]) if (paths.some((path) => isInside(path, root) || find(root)?.holds(path))) await running
    roots.clear()
    const changes = new ChangeList()
    await mapBounded([...new Set(paths)].filter(isFilePath), LANES, async (path) => {
      if (nameOf(path) === SETTINGS_FILE) return changes.settings.add(folderOf(path))
      const holders = workspace.datasets.filter((dataset) => dataset.holds(path) || dataset.describedBy.has(path) || isInside(dataset.root, path))
      for (const dataset of holders) {
        const event = isInside(dataset.root, path) ? { kind: 'layout' as const } : await classifyEvent(fileSystem, dataset, path)
        if (event.kind === 'layout') changes.layouts.add(dataset.root)
        else if (event.kind === 'sample') changes.addStem(dataset.root, event.folder, event.stem)
        else if (event.kind === 'excluded') changes.excluded.add(dataset.root)
      }
      if (holders.length === 0 && session.folders().some((folder) => isInside(path, folder)) && !path.split('/').some(isNeverScanned)) changes.unknown.add(isPicture(path) ? folderOf(path) : path)
    })
    await settle(changes)
  }

  const settle = async (changes: ChangeList): Promise<void> => {
    for (const folder of changes.settings) await rootsChanged(folder)
    const touched = new Set<string>()
    for (const { root, folder, stems } of changes.folders.values()) {
      const dataset = changes.layouts.has(root) ? undefined : find(root)
      if (!dataset) continue
      const isDone = await refreshFolder(session, dataset, folder, stems)
      if (isDone) touched.add(root)
      else changes.layouts.add(root)
    }
    for (const root of changes.layouts) if (find(root)) await load(root)
    for (const root of changes.excluded) {
      const dataset = changes.layouts.has(root) ? undefined : find(root)
      if (dataset) await refreshExcluded(session, dataset)
    }
    for (const folder of changes.unknown) if ((await kindAt(fileSystem, folder)) === 'folder') await discover(folder)
    if (touched.size > 0) onChange([...touched])
  }

  return {
    ensure,
    open: async (folder) => find(folder) ?? load(folder),
    discover,
    close,
    filesChanged: (paths, texts) => queue(() => follow(enter(paths, texts ?? new Map()))),
    settingsEdited: (path) => queue(() => refreshSettings(folderOf(path))),
    describingEdited: (path) => {
      clearTimeout(resting.get(path))
      resting.set(
        path,
        setTimeout(() => {
          resting.delete(path)
          session.background(queue(() => describe(path)))
        }, rest),
      )
    },
    settingsChanged: () =>
      queue(async () => {
        roots.clear()
        for (const { root } of workspace.datasets) await refreshSettings(root)
      }),
  }
}

/** Shown by clients that can; never in the way of the work. */
async function showProgress(session: Session): Promise<Awaited<ReturnType<Session['connection']['window']['createWorkDoneProgress']>> | undefined> {
  if (!session.capabilities.window?.workDoneProgress) return undefined
  try {
    const progress = await session.connection.window.createWorkDoneProgress()
    progress.begin(session.translate(say`Reading dataset`), 0)
    return progress
  } catch (error) {
    session.log('window/workDoneProgress/create', error)
    return undefined
  }
}
