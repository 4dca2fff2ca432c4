import type { CancellationToken } from 'vscode-languageserver'
import { say } from '../base/message'
import { folderOf, nameOf, relativePath } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { compileQuery } from '../dataset/query/compile-query'
import { describeImages } from '../dataset/query/describe-images'
import { parseQuery } from '../dataset/query/parse-query'
import type { Sample } from '../dataset/sample'
import { hasProblem, imageOrder, nextUncaptioned, placeOf, samplesAfter } from '../features/neighbours'
import { describeNeighbour, describePreview, describeReview, type Wording } from '../features/preview'
import type { Neighbour, PreviewData } from '../features/preview-data'
import { queryFactsFor } from '../features/query-facts'
import { ReviewedImages } from '../host/reviewed-images'
import { NEIGHBOUR_REQUEST, type NeighbourParams } from '../protocol/captions'
import { IMAGE_LIST_REQUEST, PREVIEW_REQUEST, MARK_REVIEWED_REQUEST, type ImageListParams, type ImageListResult, type PreviewParams, type MarkReviewedParams, type MarkReviewedResult } from '../protocol/preview'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import type { Doors } from './route'
import { toPath } from './uris'
import { patiently } from './patiently'

/** Milliseconds that a panel waits for a dataset before it shows what there is. */
const PATIENCE = 800

/** Registers what the preview asks, and where one goes from an image; the types are in `protocol/preview.ts` and `protocol/captions.ts`. */
export function registerPreviewRequests(doors: Doors): void {
  const { session, datasets, open } = doors
  const { workspace } = session
  const wording: Wording = { toUri: open.toUri, translate: session.translate }
  const reviews = new ReviewedImages(session.fileSystem, session.cacheFolder)
  const on = <Params>(method: string, handler: (params: Params, token: CancellationToken) => Promise<unknown>): void => {
    session.connection.onRequest(method, guard<[Params, CancellationToken], unknown>(session, method, handler))
  }

  on(PREVIEW_REQUEST, async ({ uri }: PreviewParams): Promise<PreviewData> => {
    const path = toPath(uri)
    // a document just opened is on its way into the workspace
    await doors.documents.captionAt(uri)
    await patiently(datasets.ensure(path), PATIENCE)
    const dataset = workspace.datasetOf(path)
    return describePreview(workspace, path, wording, dataset && (await reviews.of(dataset.root)))
  })

  on(NEIGHBOUR_REQUEST, async ({ uri, direction }: NeighbourParams, token): Promise<Neighbour | null> => {
    const path = toPath(uri)
    const dataset = await datasets.ensure(path)
    if (!dataset) return null
    const sample = dataset.sampleAt(path) ?? dataset.sampleOfCaption(path)
    if (direction === 'next-uncaptioned') return describeNeighbour(dataset, nextUncaptioned(dataset, sample), wording)
    if (direction === 'next' || direction === 'previous') return describeNeighbour(dataset, sample && placeOf(dataset, sample)?.[direction], wording)
    const reviewed = await reviews.of(dataset.root)
    const test = direction === 'next-unreviewed' ? (each: Sample) => !reviewed.has(each.id) : (each: Sample) => hasProblem(workspace, dataset, each)
    const progress = session.connection.window.attachWorkDoneProgress(undefined)
    return longWork(session, say`Looking for an image`, token, progress, async (work) => describeNeighbour(dataset, await findAfter(dataset, sample, test, work), wording))
  })

  on(MARK_REVIEWED_REQUEST, async ({ uri, reviewed }: MarkReviewedParams): Promise<MarkReviewedResult> => {
    const path = toPath(uri)
    const dataset = await datasets.ensure(path)
    const sample = dataset?.sampleAt(path) ?? dataset?.sampleOfCaption(path)
    return dataset && sample ? describeReview(dataset, sample, await reviews.mark(dataset.root, sample.id, reviewed)) : null
  })

  on(IMAGE_LIST_REQUEST, async ({ uri, where }: ImageListParams, token): Promise<ImageListResult> => {
    await doors.documents.entered()
    const dataset = await datasets.ensure(toPath(uri))
    const parsed = parseQuery(where ?? '')
    if (!dataset) return { images: [], total: 0, fault: null }
    if ('error' in parsed) return { images: [], total: 0, fault: { message: session.translate(parsed.error.message), ...parsed.error.span } }
    const progress = session.connection.window.attachWorkDoneProgress(undefined)
    return longWork(session, say`Looking for images`, token, progress, (work) => list(doors, dataset, parsed.query, wording, work))
  })
}

async function findAfter(dataset: Dataset, from: Sample | undefined, test: (sample: Sample) => boolean, work: LongWork): Promise<Sample | undefined> {
  for (const sample of samplesAfter(dataset, from)) {
    if (test(sample)) return sample
    await work.breathe()
  }
  return undefined
}

async function list({ session }: Doors, dataset: Dataset, query: Parameters<typeof compileQuery>[0], wording: Wording, work: LongWork): Promise<ImageListResult> {
  const test = compileQuery(query)
  const found = new Set<string>()
  for (const image of describeImages(dataset, await queryFactsFor(query, dataset, session.workspace.knowledge, work.breathe))) {
    if (test(image.query)) found.add(image.sample.id)
    await work.breathe()
  }
  const order = imageOrder(dataset)
  const images = order.flatMap((sample) => {
    const [image] = sample.images
    const place = found.has(sample.id) ? describeNeighbour(dataset, sample, wording) : null
    return place && image ? [{ ...place, image: wording.toUri(image.path), name: nameOf(image.path), folder: relativePath(dataset.root, folderOf(image.path)) }] : []
  })
  return { images, total: order.length, fault: null }
}
