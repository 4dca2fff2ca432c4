import type { CancellationToken } from 'vscode-languageserver'
import { say } from '../base/message'
import { mergeSamples } from '../changes/plan-tagging'
import { TaggerError } from '../host/taggers/tagger'
import {
  REVIEW_COUNTS_REQUEST,
  REVIEW_IMAGE_REQUEST,
  REVIEW_REQUEST,
  REVIEW_TAG_REQUEST,
  type ReviewCounts,
  type ReviewCountsParams,
  type ReviewImageParams,
  type ReviewParams,
  type ReviewResult,
  type ReviewTag,
  type ReviewTagParams,
  type ReviewTagResult,
  type TagDecisions,
} from '../protocol/tagging'
import type { Decisions } from '../tagging/decisions'
import type { MergedTag } from '../tagging/merge'
import { ReviewTable, standingAt, type ReviewEntry } from '../tagging/review'
import { refuse } from './fresh-edit'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import type { Doors } from './route'
import type { TaggingDesk } from './tagging'
import { toPath } from './uris'

interface Review {
  readonly name: string
  readonly table: ReviewTable
  readonly sureFrom: number
}

/** Reviews that are kept: more panels than these are seldom open. */
const KEPT = 4

/** Registers what the review asks; the server keeps the last few that were made. */
export function registerReview(doors: Doors, desk: TaggingDesk): void {
  const { session, open } = doors
  const { connection } = session
  const reviews: Review[] = []
  let count = 0
  const find = (name: string): Review | undefined => reviews.find((review) => review.name === name)

  connection.onRequest(
    REVIEW_REQUEST,
    guard(session, REVIEW_REQUEST, (params: ReviewParams, token: CancellationToken): Promise<ReviewResult> => {
      const progress = connection.window.attachWorkDoneProgress(params.workDoneToken)
      return longWork(session, say`Merging tags`, token, progress, async (work) => {
        const { review, result } = await make(doors, desk, params, String(++count), work)
        reviews.splice(0, Math.max(0, reviews.length - KEPT + 1))
        reviews.push(review)
        return result
      })
    }),
  )
  connection.onRequest(
    REVIEW_COUNTS_REQUEST,
    guard(session, REVIEW_COUNTS_REQUEST, ({ review, thresholds, sureFrom, decisions }: ReviewCountsParams): ReviewCounts | null => find(review)?.table.countsAt({ thresholds, sureFrom }, toDecisions(decisions)) ?? null),
  )
  connection.onRequest(
    REVIEW_IMAGE_REQUEST,
    guard(session, REVIEW_IMAGE_REQUEST, ({ review, uri }: ReviewImageParams): readonly ReviewTag[] | null => {
      const found = find(review)
      return found?.table.images.get(toPath(uri))?.map((tag) => describe(tag, found.sureFrom)) ?? null
    }),
  )
  connection.onRequest(
    REVIEW_TAG_REQUEST,
    guard(session, REVIEW_TAG_REQUEST, ({ review, key, from, tagger }: ReviewTagParams): ReviewTagResult | null => {
      const table = find(review)?.table
      if (!table) return null
      const row = ({ image, tag }: ReviewEntry) => ({ uri: open.toUri(image), score: tagger === undefined ? tag.confidence : (tag.scores[tagger] ?? 0), taken: tag.taken })
      return { lacking: table.lacking(key, from, tagger).map(row), doubted: table.doubted(key, from).map(row) }
    }),
  )
}

/** Samples that are merged at once. */
const SLICE = 100

async function make({ session, open }: Doors, desk: TaggingDesk, params: ReviewParams, name: string, work: LongWork): Promise<{ review: Review; result: ReviewResult }> {
  const { merge, sureFrom } = params
  const scope = await desk.scope(params.uri, params.scope)
  if ('fault' in scope) throw refuse(session, scope.fault)
  const { dataset, samples } = scope
  const world = { knowledge: session.workspace.knowledge }
  const images = new Map<string, readonly MergedTag[]>()
  const captions = new Map<string, string>()
  try {
    const voices = await desk.voices(params.taggers, dataset.root)
    for (let start = 0; start < samples.length; start += SLICE) {
      const slice = samples.slice(start, start + SLICE)
      for (const [image, tags] of mergeSamples(world, slice, voices, merge)) images.set(image, tags)
      for (const { images: [image], caption } of slice) if (image && caption) captions.set(image.path, caption.path)
      await work.breathe()
      work.report(start, samples.length)
    }
  } catch (error) {
    if (error instanceof TaggerError) throw refuse(session, error.told)
    throw error
  }
  const table = new ReviewTable(images, new Set(Object.keys(merge.thresholds.tags ?? {})), merge.caption === 'keep')
  const rows = [...images].map(([image, tags]) => {
    const caption = captions.get(image)
    const added = tags.filter((tag) => tag.taken && !tag.written)
    return {
      uri: open.toUri(image),
      caption: caption === undefined ? null : open.toUri(caption),
      added: added.length,
      unsure: added.filter((tag) => standing(tag, sureFrom) === 'unsure').length,
      disputed: tags.filter((tag) => tag.disputed).length,
    }
  })
  const withImages = samples.filter((sample) => sample.images.length > 0).length
  const counts = table.countsAt({ thresholds: merge.thresholds, sureFrom })
  return { review: { name, table, sureFrom }, result: { review: name, counts, images: rows, tags: table.tags(), unseen: withImages - images.size } }
}

function standing(tag: MergedTag, sureFrom: number): ReviewTag['standing'] {
  return tag.ruled === 'always' ? 'sure' : standingAt(tag.confidence, tag.threshold, sureFrom)
}

function describe(tag: MergedTag, sureFrom: number): ReviewTag {
  const { key, name, category, confidence, threshold, scores, written, disputed, taken } = tag
  return { key, name, category, confidence, threshold, scores, written, disputed, taken, standing: standing(tag, sureFrom) }
}

/** As the client writes them, by path. */
export function toDecisions(said: TagDecisions = {}): Decisions {
  return new Map(Object.entries(said).map(([uri, tags]) => [toPath(uri), new Map(Object.entries(tags))]))
}
