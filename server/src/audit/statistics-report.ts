import { formatMessage, type Message, type Translations } from '../base/message'
import type { Coverage } from '../dataset/coverage'
import type { ApartTag, Distribution, Lengths, Statistics, TagPair } from '../dataset/statistics'
import type { Facet } from '../dataset/tag-facets'
import type { ReportTag } from './report'

/** The statistics as plain data in the reader's language; keys are added to, never renamed. */
export interface StatisticsReport {
  readonly version: 1
  readonly root: string
  readonly goal: string
  readonly captions: number
  readonly samples: number
  readonly tags: readonly (ReportTag & { readonly byFolder: Readonly<Record<string, number>> })[]
  readonly together: readonly TagPair[]
  readonly lengths: ReportLengths
  readonly concepts: readonly ReportConceptStatistics[]
}

export interface ReportLengths {
  readonly tags: Distribution | null
  readonly characters: Distribution | null
  readonly tokens: Distribution | null
}

export interface ReportConceptStatistics {
  readonly name: string
  readonly folder: string
  readonly images: number
  readonly repeats: number
  readonly captions: number
  readonly coverage: readonly ReportCoverage[]
  readonly facets: readonly ReportFacet[]
  readonly lengths: ReportLengths
  readonly apart: readonly ApartTag[]
}

export interface ReportCoverage {
  readonly wish: string
  readonly title: string
  readonly needed: boolean
  readonly covered: boolean
  readonly captions: number
  readonly tags: readonly string[]
}

export interface ReportFacet {
  readonly id: string
  readonly title: string
  readonly captions: number
  readonly parts: readonly { readonly title: string; readonly captions: number; readonly tags: readonly string[] }[]
}

export interface StatisticsSource {
  readonly root: string
  readonly goal: string
  readonly statistics: Statistics
  /** Every tag with what is known about it. */
  readonly tags: readonly ReportTag[]
}

export function describeStatistics({ root, goal, statistics, tags }: StatisticsSource, translations: Translations): StatisticsReport {
  const t = (message: Message): string => formatMessage(message, translations)
  const known = new Map(tags.map((tag) => [tag.tag, tag]))
  return {
    version: 1,
    root,
    goal,
    captions: statistics.captions,
    samples: statistics.samples,
    tags: statistics.tags.map(({ tag, captions, samples, byFolder }) => ({ tag, captions, effective: samples, postCount: known.get(tag)?.postCount ?? null, category: known.get(tag)?.category ?? null, byFolder: Object.fromEntries(byFolder) })),
    together: statistics.together,
    lengths: nullable(statistics.lengths),
    concepts: statistics.concepts.map(({ coverage, facets, lengths, ...concept }) => ({ ...concept, coverage: coverage.map((one) => describeCoverage(one, t)), facets: facets.map((facet) => describeFacet(facet, t)), lengths: nullable(lengths) })),
  }
}

function nullable({ tags, characters, tokens }: Lengths): ReportLengths {
  return { tags: tags ?? null, characters: characters ?? null, tokens: tokens ?? null }
}

function describeCoverage({ wish, covered, captions, tags }: Coverage, t: (message: Message) => string): ReportCoverage {
  return { wish: wish.id, title: t(wish.title), needed: wish.needed, covered, captions, tags }
}

function describeFacet({ id, title, captions, parts }: Facet, t: (message: Message) => string): ReportFacet {
  return { id, title: t(title), captions, parts: parts.map((part) => ({ ...part, title: t(part.title) })) }
}
