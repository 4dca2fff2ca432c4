import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver'
import type { Dataset } from '../dataset/dataset'
import { parseQuery } from '../dataset/query/parse-query'
import { completeQuery } from '../features/complete-query'
import { describeConcepts, describeDataset } from '../features/explorer/describe-datasets'
import { listImages } from '../features/explorer/describe-images'
import { listTagGroups, listTags } from '../features/explorer/describe-tags'
import { countFiltered, filterImages, NOTHING_FILTERED, type FilteredImages } from '../features/filter-images'
import {
  EXPLORER_CONCEPTS_REQUEST,
  EXPLORER_DATASETS_REQUEST,
  EXPLORER_IMAGES_REQUEST,
  EXPLORER_TAG_GROUPS_REQUEST,
  EXPLORER_TAGS_REQUEST,
  type ExplorerConceptsParams,
  type ExplorerConceptsResult,
  type ExplorerDataset,
  type ExplorerDatasetsParams,
  type ExplorerDatasetsResult,
  type ExplorerImagesParams,
  type ExplorerImagesResult,
  type ExplorerTagGroupsParams,
  type ExplorerTagGroupsResult,
  type ExplorerTagsParams,
  type ExplorerTagsResult,
} from '../protocol/explorer'
import { QUERY_REQUEST, type QueryParams, type QueryResult } from '../protocol/query'
import { guard } from './guard'
import type { Doors } from './route'
import { toPath } from './uris'

/** Milliseconds after which other work gets a turn. */
const FRAME = 10
/** Milliseconds that a page of images takes to look at their captions before it tells what is known. */
const SOON = 60

/** Registers what the trees of the side bar ask, and queries; the types are in `protocol/explorer.ts` and `protocol/query.ts`. */
export function registerExplorer(doors: Doors): void {
  const { session, open } = doors
  const { connection, workspace } = session
  const wording = { toUri: open.toUri, translate: session.translate }
  const filter = createFilters(doors)
  const on = <Params>(method: string, handler: (params: Params, token: CancellationToken) => Promise<unknown>): void => {
    connection.onRequest(method, guard<[Params, CancellationToken], unknown>(session, method, handler))
  }
  /** What is typed and what is on its way counts. */
  const settled = async (): Promise<readonly Dataset[]> => {
    await doors.discovered()
    await doors.documents.entered()
    return workspace.datasets
  }
  const captionsOf = async (dataset: Dataset, query: string | undefined, token: CancellationToken): Promise<ReadonlyMap<string, number> | undefined> => {
    const filtered = await filter(dataset, query, token)
    return filtered && countFiltered(dataset, filtered, breather([token]))
  }
  const datasetAt = async (root: string): Promise<Dataset | undefined> => (await settled()).find((dataset) => dataset.root === toPath(root))

  on(EXPLORER_DATASETS_REQUEST, async ({ filter: query }: ExplorerDatasetsParams, token): Promise<ExplorerDatasetsResult> => {
    const datasets: ExplorerDataset[] = []
    for (const dataset of await settled()) datasets.push(describeDataset(dataset, await filter(dataset, query, token), wording))
    return { datasets: datasets.sort((a, b) => (a.root < b.root ? -1 : 1)) }
  })
  on(EXPLORER_CONCEPTS_REQUEST, async ({ root, filter: query }: ExplorerConceptsParams, token): Promise<ExplorerConceptsResult> => {
    const dataset = await datasetAt(root)
    return { concepts: dataset ? await describeConcepts(dataset, await filter(dataset, query, token), wording, breather([token])) : [] }
  })
  on(EXPLORER_IMAGES_REQUEST, async ({ root, folder, filter: query, order, page, problems }: ExplorerImagesParams, token): Promise<ExplorerImagesResult> => {
    const dataset = await datasetAt(root)
    if (!dataset) return { pages: [], images: [], complete: true }
    const waits = problems === 'all' || order === 'problems'
    // what is known about tags decides what is wrong with them
    if (waits) await doors.ready()
    const filtered = await filter(dataset, query, token)
    const until = performance.now() + SOON
    const mayLook = (): boolean => waits || (workspace.knowledge.ready && performance.now() < until)
    return listImages(workspace, dataset, { folder: toPath(folder), filtered, order, page, placed: doors.publisher.placed, mayLook }, wording, breather([token]))
  })
  on(EXPLORER_TAGS_REQUEST, async ({ root, filter: query, order, group, page }: ExplorerTagsParams, token): Promise<ExplorerTagsResult> => {
    const dataset = await datasetAt(root)
    if (!dataset) return { pages: [], tags: [] }
    await doors.ready()
    return listTags(dataset, workspace.knowledge, { filtered: await captionsOf(dataset, query, token), order, group, page })
  })
  on(EXPLORER_TAG_GROUPS_REQUEST, async ({ root, filter: query }: ExplorerTagGroupsParams, token): Promise<ExplorerTagGroupsResult> => {
    const dataset = await datasetAt(root)
    if (!dataset) return { groups: [] }
    await doors.ready()
    return { groups: listTagGroups(dataset, workspace.knowledge, await captionsOf(dataset, query, token), wording) }
  })
  on(QUERY_REQUEST, async ({ query, offset, root }: QueryParams, token): Promise<QueryResult> => {
    const datasets = (await settled()).filter((dataset) => root === undefined || dataset.root === toPath(root))
    const total = datasets.reduce((sum, { samples }) => sum + imagesOf(samples.values()), 0)
    const proposed = offset === undefined ? undefined : completeQuery(query, offset, datasets)
    const completion = proposed ? { ...proposed.span, items: proposed.items } : null
    const parsed = parseQuery(query)
    if ('error' in parsed) return { fault: { message: session.translate(parsed.error.message), ...parsed.error.span }, images: null, total, completion }
    let images = 0
    for (const dataset of datasets) images += (await filter(dataset, query, token))?.images.size ?? imagesOf(dataset.samples.values())
    return { fault: null, images, total, completion }
  })
}

function imagesOf(samples: Iterable<{ readonly images: readonly unknown[] }>): number {
  let count = 0
  for (const { images } of samples) count += images.length
  return count
}

/** Runs filters, the last one of each dataset only once while nothing changes; undefined for the empty filter. */
function createFilters({ session: { workspace } }: Doors): (dataset: Dataset, query: string | undefined, token: CancellationToken) => Promise<FilteredImages | undefined> {
  const kept = new WeakMap<Dataset, { readonly at: string; readonly knowledge: unknown; readonly found: FilteredImages }>()
  /** Runs that several wait for: the trees ask at the same moment. */
  const running = new Map<string, { readonly tokens: CancellationToken[]; readonly found: Promise<FilteredImages> }>()

  const run = async (dataset: Dataset, query: string, tokens: readonly CancellationToken[]): Promise<FilteredImages> => {
    const result = await filterImages(dataset, workspace.knowledge, query, breather(tokens))
    return 'error' in result ? NOTHING_FILTERED : result
  }

  return async (dataset, query, token) => {
    if (query === undefined || query.trim() === '') return undefined
    const { knowledge } = workspace
    const at = `${dataset.root}\0${dataset.revision}\0${query}`
    const before = kept.get(dataset)
    if (before?.at === at && before.knowledge === knowledge) return before.found
    const under = running.get(at)
    if (under) {
      under.tokens.push(token)
      return under.found
    }
    const tokens = [token]
    const found = run(dataset, query, tokens).finally(() => running.delete(at))
    running.set(at, { tokens, found })
    kept.set(dataset, { at, knowledge, found: await found })
    return found
  }
}

/** Gives other work a turn where the last one is a frame ago; rejects once every client that waits has lost interest. */
function breather(tokens: readonly CancellationToken[]): () => Promise<void> {
  let turn = performance.now()
  return async () => {
    if (performance.now() - turn <= FRAME) return
    await new Promise((resolve) => setImmediate(resolve))
    if (tokens.every(({ isCancellationRequested }) => isCancellationRequested)) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
    turn = performance.now()
  }
}
