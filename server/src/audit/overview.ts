import type { Message } from '../base/message'
import { parseCaption } from '../caption/parse'
import { measureCoverage } from '../dataset/coverage'
import type { Dataset } from '../dataset/dataset'
import { findDuplicates } from '../dataset/duplicates'
import { captionTextOf } from '../dataset/sample'
import { distribution, familyOf, type Distribution } from '../dataset/statistics'
import { countTokens } from '../features/token-count'
import type { Problem } from '../lint/problem'
import type { Knowledge } from '../workspace/knowledge'
import { imageSizes, viewBuckets, type BucketView, type ImageSize } from './bucket-view'
import { nextSteps, type NextStep } from './next-steps'
import { groupProblems, type ProblemGroup } from './problem-groups'
import type { Report } from './report'

/** What a page shows of an audit before a single row is asked for: its size does not grow with the dataset. */
export interface AuditOverview {
  readonly groups: readonly ProblemGroup[]
  readonly steps: readonly NextStep[]
  readonly coverage: readonly ConceptCoverage[]
  readonly tokens: TokenView | null
  readonly buckets: BucketView
  readonly duplicates: { readonly groups: number; readonly images: number; /** Pixels were looked at. */ readonly looked: boolean }
}

/** What the goal wishes for in one concept. */
export interface ConceptCoverage {
  readonly concept: string
  readonly captions: number
  readonly wishes: readonly { readonly id: string; readonly title: string; readonly needed: boolean; readonly covered: boolean; readonly captions: number; readonly tags: readonly string[] }[]
}

/** Tokens of the captions against what the model reads. */
export interface TokenView {
  readonly limit: number
  /** Counted by a rule of thumb: the encoder is not ours to run. */
  readonly estimated: boolean
  /** Captions with more than the limit. */
  readonly over: number
  readonly lengths: Distribution
}

export interface OverviewOptions {
  readonly translate: (message: Message) => string
  readonly breathe: () => Promise<void>
}

/** Tags that a wish names at most. */
const NAMED = 5
/** Captions between two pauses. */
const SLICE = 50

export async function describeOverview(dataset: Dataset, knowledge: Knowledge, found: { readonly report: Report; readonly problems: readonly Problem[] }, options: OverviewOptions): Promise<{ readonly overview: AuditOverview; readonly sizes: readonly ImageSize[] }> {
  const { report, problems } = found
  const sizes = imageSizes(dataset)
  const groups = groupProblems(problems, report.rules)
  const duplicates = findDuplicates(dataset)
  await options.breathe()
  return {
    sizes,
    overview: {
      groups,
      steps: nextSteps(groups, report.summary.images),
      coverage: await coverageOf(dataset, knowledge, options),
      tokens: await tokensOf(dataset, knowledge, options),
      buckets: viewBuckets(sizes, dataset.settings.values),
      duplicates: { groups: duplicates.length, images: duplicates.reduce((sum, { pictures }) => sum + pictures.length, 0), looked: dataset.looks.size > 0 },
    },
  }
}

async function coverageOf(dataset: Dataset, { tags }: Knowledge, { translate, breathe }: OverviewOptions): Promise<readonly ConceptCoverage[]> {
  const concepts = dataset.concepts().filter(({ regularization }) => !regularization)
  const rows: ConceptCoverage[] = []
  for (const concept of concepts) {
    const family = familyOf(concept, concepts)
    // outfits of one character cover for each other: the character is told of once
    if (family[0] !== concept) continue
    const captions = family.flatMap(({ folder }) => dataset.samplesIn(folder.path)).map((sample) => dataset.keysOf(sample.id)).filter((keys) => keys.length > 0)
    if (captions.length === 0) continue
    const found = measureCoverage(captions, dataset.settings.values.goal, tags)
    const wishes = found.map(({ wish, covered, captions: count, tags: keys }) => ({ id: wish.id, title: translate(wish.title), needed: wish.needed, covered, captions: count, tags: keys.slice(0, NAMED) }))
    rows.push({ concept: family.length > 1 ? (concept.parent ?? concept.triggers.find(({ parent }) => parent)?.text ?? concept.name) : concept.name, captions: captions.length, wishes })
    await breathe()
  }
  return rows
}

async function tokensOf(dataset: Dataset, knowledge: Knowledge, { breathe }: OverviewOptions): Promise<TokenView | null> {
  const counts: number[] = []
  let limit = Infinity
  let over = 0
  let estimated = false
  let done = 0
  for (const sample of dataset.samples.values()) {
    const text = captionTextOf(sample)
    const tokens = text === undefined ? undefined : countTokens(parseCaption(text), dataset.settingsIn(sample.folder), knowledge)
    if (tokens) {
      counts.push(tokens.count)
      limit = Math.min(limit, tokens.limit)
      if (tokens.count > tokens.limit) over++
      estimated ||= tokens.estimated
    }
    if (++done % SLICE === 0) await breathe()
  }
  const lengths = distribution(counts)
  return lengths ? { limit, estimated, over, lengths } : null
}
