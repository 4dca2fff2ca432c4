import { mapBounded } from '../base/concurrency'
import { orNothing } from '../base/file-system'
import { comparePaths, isInside, joinPath, nameOf, relativePath, stemOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { allFolders } from '../dataset/find-folder'
import { EXCLUDED_FOLDER } from '../dataset/folder-tree'
import type { Sample } from '../dataset/sample'
import { pairFolder, readExcluded, readSample, type SampleDraft } from '../dataset/scan'
import { findStaleCaches } from '../dataset/stale-caches'
import { isLeftOut } from './file-events'
import type { Session } from './session'

const LANES = 16

/**
 * Reads the named stems of one folder again, and every other sample whose files are no longer those that are known: an event
 * may have been missed. False where the folder cannot be listed, and so the dataset is another.
 */
export async function refreshFolder(session: Session, dataset: Dataset, folder: string, stems: ReadonlySet<string>): Promise<boolean> {
  const names = await orNothing(session.fileSystem.list(folder))
  if (!names) return false
  const isOurs = (name: string): boolean => !isLeftOut(dataset.settings, relativePath(dataset.root, joinPath(folder, name)))
  const files = names.filter((entry) => entry.kind === 'file' && isOurs(entry.name)).map((entry) => entry.name).sort(comparePaths)
  const known = dataset.folders.find(({ path }) => path === folder) ?? { path: folder }
  const drafts = new Map(pairFolder(known, files, dataset.settingsIn(folder).values['captions.extension']).map((draft) => [draft.id, draft]))
  await refreshContents(session, dataset, folder, files, [...drafts.values()], stems)
  for (const { id } of dataset.samplesIn(folder)) {
    if (!drafts.has(id)) session.workspace.apply({ kind: 'sample', root: dataset.root, sample: { id, folder, images: [], caption: undefined } })
  }
  const changed = [...drafts.values()].filter((draft) => stems.has(nameOf(draft.id)) || !isSame(dataset.samples.get(draft.id), draft))
  await mapBounded(changed, LANES, async (draft) => {
    const sample = await readSample(session.fileSystem, draft)
    session.workspace.apply({ kind: 'sample', root: dataset.root, sample })
  })
  return true
}

/** What lies beside the samples now; times are asked for the stems that were touched. */
async function refreshContents(session: Session, dataset: Dataset, folder: string, names: readonly string[], drafts: readonly SampleDraft[], stems: ReadonlySet<string>): Promise<void> {
  const there = new Set(names)
  const kept = (dataset.contents.get(folder)?.stale ?? []).filter(({ path, of }) => there.has(nameOf(path)) && !stems.has(stemOf(of)) && !stems.has(stemOf(path)))
  const seen = await findStaleCaches(session.fileSystem, folder, names, drafts, stems)
  const stale = [...kept.filter(({ path }) => !seen.some((other) => other.path === path)), ...seen].sort((a, b) => comparePaths(a.path, b.path))
  session.workspace.apply({ kind: 'contents', root: dataset.root, folder, contents: { names, stale } })
}

/** Lists again what was excluded; nothing of it is trained. */
export async function refreshExcluded({ fileSystem, workspace }: Session, { root, contents }: Dataset): Promise<void> {
  const excluded = joinPath(root, EXCLUDED_FOLDER)
  const now = new Map(allFolders(await readExcluded(fileSystem, root)).map(({ path, files }) => [path, files]))
  for (const folder of new Set([...[...contents.keys()].filter((path) => isInside(path, excluded)), ...now.keys()])) {
    workspace.apply({ kind: 'contents', root, folder, contents: { names: now.get(folder) ?? [], stale: [] } })
  }
}

function isSame(sample: Sample | undefined, draft: SampleDraft): boolean {
  if (!sample || sample.images.length !== draft.images.length) return false
  return sample.images.every((image, index) => image.path === draft.images[index]) && (sample.caption?.path === draft.caption || draft.caption === undefined)
}
