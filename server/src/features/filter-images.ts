import { compileQuery } from '../dataset/query/compile-query'
import type { Dataset } from '../dataset/dataset'
import { describeImages } from '../dataset/query/describe-images'
import { parseQuery, type QueryError } from '../dataset/query/parse-query'
import type { Sample } from '../dataset/sample'
import type { Knowledge } from '../workspace/knowledge'
import { queryFactsFor } from './query-facts'

/** What a query finds in one dataset. */
export interface FilteredImages {
  /** Absolute paths. */
  readonly images: ReadonlySet<string>
  /** Those with at least one of the images. */
  readonly samples: ReadonlySet<Sample>
  /** How many of the images lie in each folder. */
  readonly byFolder: ReadonlyMap<string, number>
}

export const NOTHING_FILTERED: FilteredImages = { images: new Set(), samples: new Set(), byFolder: new Map() }

/** Runs a query over a dataset; `breathe` is called often, so that a large one keeps nobody waiting, and may reject to end it. */
export async function filterImages(dataset: Dataset, knowledge: Knowledge, text: string, breathe: () => Promise<void>): Promise<FilteredImages | { readonly error: QueryError }> {
  const parsed = parseQuery(text)
  if ('error' in parsed) return parsed
  const test = compileQuery(parsed.query)
  const images = new Set<string>()
  const samples = new Set<Sample>()
  const byFolder = new Map<string, number>()
  let seen = 0
  for (const { sample, path, query } of describeImages(dataset, await queryFactsFor(parsed.query, dataset, knowledge, breathe))) {
    if (++seen % SLICE === 0) await breathe()
    if (!test(query)) continue
    images.add(path)
    samples.add(sample)
    byFolder.set(sample.folder, (byFolder.get(sample.folder) ?? 0) + 1)
  }
  return { images, samples, byFolder }
}

const counted = new WeakMap<FilteredImages, ReadonlyMap<string, number>>()

/** Captions of the samples that were found by the tags that they carry; asked for by some only. */
export async function countFiltered(dataset: Dataset, filtered: FilteredImages, breathe: () => Promise<void>): Promise<ReadonlyMap<string, number>> {
  const known = counted.get(filtered)
  if (known) return known
  const captions = new Map<string, number>()
  let seen = 0
  for (const { id } of filtered.samples) {
    for (const key of dataset.keysOf(id)) captions.set(key, (captions.get(key) ?? 0) + 1)
    if (++seen % SLICE === 0) await breathe()
  }
  counted.set(filtered, captions)
  return captions
}

/** Images between two looks at the clock. */
const SLICE = 32
