import { compileQuery } from '../dataset/query/compile-query'
import type { Dataset } from '../dataset/dataset'
import { describeImages } from '../dataset/query/describe-images'
import { parseQuery, type QueryError } from '../dataset/query/parse-query'
import type { Sample } from '../dataset/sample'
import type { Knowledge } from '../workspace/knowledge'
import { queryFacts } from './query-facts'

/** What a query finds in one dataset. */
export interface FilteredImages {
  /** Absolute paths. */
  readonly images: ReadonlySet<string>
  /** Those with at least one of the images. */
  readonly samples: ReadonlySet<Sample>
  /** Captions of these samples by the tags that they carry. */
  readonly captions: ReadonlyMap<string, number>
}

/** Runs a query over a dataset; `breathe` is called often, so that a large one keeps nobody waiting, and may reject to end it. */
export async function filterImages(dataset: Dataset, knowledge: Knowledge, text: string, breathe: () => Promise<void>): Promise<FilteredImages | { readonly error: QueryError }> {
  const parsed = parseQuery(text)
  if ('error' in parsed) return parsed
  const test = compileQuery(parsed.query)
  const images = new Set<string>()
  const samples = new Set<Sample>()
  const captions = new Map<string, number>()
  let seen = 0
  for (const { sample, path, query } of describeImages(dataset, queryFacts(dataset, knowledge))) {
    if (++seen % SLICE === 0) await breathe()
    if (!test(query)) continue
    images.add(path)
    if (samples.has(sample)) continue
    samples.add(sample)
    for (const key of dataset.keysOf(sample.id)) captions.set(key, (captions.get(key) ?? 0) + 1)
  }
  return { images, samples, captions }
}

/** Images between two looks at the clock. */
const SLICE = 32
