import type { CancellationToken } from 'vscode-languageserver'
import { mapBounded } from '../base/concurrency'
import { FileError } from '../base/file-system'
import { finish, finishSlowly } from '../base/sliced'
import { say } from '../base/message'
import { joinPath } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { completeQuery } from '../features/complete-query'
import type { GalleryItem, GalleryTags } from '../features/gallery-data'
import { describeItems, sampleProblems } from '../features/gallery-items'
import { listGallery, type GalleryFacts } from '../features/gallery-list'
import { describeTags } from '../features/gallery-tags'
import { quickTags } from '../features/quick-tags'
import { checksum } from '../host/checksum'
import { listProblemFiles } from '../lint/rules-at'
import type { Problem } from '../lint/problem'
import {
  COMPLETE_QUERY_REQUEST,
  GALLERY_ITEMS_REQUEST,
  GALLERY_REQUEST,
  GALLERY_TAGS_REQUEST,
  type CompleteQueryParams,
  type CompleteQueryResult,
  type GalleryImagesParams,
  type GalleryParams,
  type GalleryResult,
} from '../protocol/gallery'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import { findDataset } from './requests'
import type { Doors } from './route'
import { isFilePath, toPath } from './uris'

const LANES = 32

/** Registers what the gallery asks; the types are in `protocol/gallery.ts`. */
export function registerGallery(doors: Doors): void {
  const { session, open } = doors
  const { connection, workspace } = session
  const problemsOf = problemMemory(doors)
  const datasetAt = async (uri: string): Promise<Dataset | undefined> => {
    await doors.documents.entered()
    return findDataset(doors, toPath(uri))
  }

  connection.onRequest(
    GALLERY_REQUEST,
    guard(session, GALLERY_REQUEST, async ({ uri, known, workDoneToken, ...wish }: GalleryParams, token: CancellationToken): Promise<GalleryResult> => {
      const dataset = await datasetAt(uri)
      if (!dataset) return { root: null, digest: '', list: null, fault: null, quickTags: [] }
      if (asksForRules(wish)) await doors.ready()
      return longWork(session, say`Looking at the images`, token, connection.window.attachWorkDoneProgress(workDoneToken), async (work) => {
        const root = open.toUri(dataset.root)
        const quick = quickTags(dataset.settings.values)
        const list = await listGallery(dataset, workspace.knowledge, wish, await factsFor(doors, dataset, wish, problemsOf, work), session)
        if ('error' in list) return { root, digest: known ?? '', list: null, fault: { message: session.translate(list.error.message), ...list.error.span }, quickTags: quick }
        const bytes = new TextEncoder().encode(JSON.stringify(list))
        const digest = `${bytes.length}-${checksum(bytes)}`
        return { root, digest, list: digest === known ? null : list, fault: null, quickTags: quick }
      })
    }),
  )

  connection.onRequest(
    GALLERY_ITEMS_REQUEST,
    guard(session, GALLERY_ITEMS_REQUEST, async ({ root, images }: GalleryImagesParams): Promise<readonly GalleryItem[]> => {
      const dataset = await datasetAt(root)
      return dataset ? describeItems(dataset, images.map((name) => ({ name, path: pathIn(dataset, name) })), (sample) => problemsOf(dataset, sample), session) : []
    }),
  )

  connection.onRequest(
    GALLERY_TAGS_REQUEST,
    guard(session, GALLERY_TAGS_REQUEST, async ({ root, images }: GalleryImagesParams): Promise<GalleryTags> => {
      const dataset = await datasetAt(root)
      return dataset ? describeTags(dataset, workspace.knowledge, images.map((name) => pathIn(dataset, name))) : { captions: 0, all: [], some: [], none: [] }
    }),
  )

  connection.onRequest(
    COMPLETE_QUERY_REQUEST,
    guard(session, COMPLETE_QUERY_REQUEST, async ({ uri, text, offset }: CompleteQueryParams): Promise<CompleteQueryResult> => {
      const dataset = await datasetAt(uri)
      if (!dataset) return { start: offset, end: offset, items: [] }
      const { span, items } = completeQuery(text, offset, [dataset])
      return { ...span, items }
    }),
  )
}

/** The path of an image that a list names. */
function pathIn({ root }: Dataset, name: string): string {
  return isFilePath(name) ? name : joinPath(root, name)
}

type ProblemsOf = (dataset: Dataset, sample: Sample) => readonly Problem[]

/** Problems of samples, found anew for those that changed, and for all where other things that rules look at did. */
function problemMemory({ session: { workspace } }: Doors): ProblemsOf {
  interface Known {
    readonly around: readonly unknown[]
    readonly problems: readonly Problem[]
  }
  const known = new WeakMap<Sample, Known>()
  return (dataset, sample) => {
    const around = [workspace.knowledge, dataset.settingsIn(sample.folder), dataset.conceptOf(sample.folder), dataset.looks]
    const before = known.get(sample)
    if (before?.around.every((part, at) => part === around[at])) return before.problems
    const problems = sampleProblems(dataset, workspace.knowledge, sample)
    known.set(sample, { around, problems })
    return problems
  }
}

function asksForRules({ group, sort, query }: Pick<GalleryParams, 'group' | 'sort' | 'query'>): boolean {
  return group === 'problem' || sort === 'problems' || /rule:/i.test(query)
}

/** What the list may ask for, gathered where it will. */
async function factsFor({ session }: Doors, dataset: Dataset, wish: Pick<GalleryParams, 'group' | 'sort' | 'query'>, problemsOf: ProblemsOf, work: LongWork): Promise<GalleryFacts> {
  const modified = wish.sort === 'date' ? await datesOf(session.fileSystem, dataset, work) : new Map<string, number>()
  const listing = listProblemFiles({ dataset, knowledge: session.workspace.knowledge, settings: dataset.settings })
  let listed = asksForRules(wish) ? await finishSlowly(listing, work.breathe) : undefined
  return {
    breathe: work.breathe,
    modified: (path) => modified.get(path) ?? 0,
    rules(sample) {
      listed ??= finish(listing)
      const files = [...sample.images.map(({ path }) => path), ...(sample.caption ? [sample.caption.path] : [])]
      return [...new Set([...problemsOf(dataset, sample).map(({ rule }) => rule.id), ...files.flatMap((file) => [...(listed?.get(file) ?? [])])])]
    },
  }
}

async function datesOf(fileSystem: Doors['session']['fileSystem'], dataset: Dataset, work: LongWork): Promise<ReadonlyMap<string, number>> {
  const paths = [...dataset.samples.values()].flatMap(({ images }) => images.map(({ path }) => path))
  const found = new Map<string, number>()
  let done = 0
  await mapBounded(paths, LANES, async (path) => {
    try {
      found.set(path, (await fileSystem.stat(path)).modified)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
    }
    if (++done % 1000 === 0) work.report(done, paths.length)
  }, work.signal)
  return found
}
