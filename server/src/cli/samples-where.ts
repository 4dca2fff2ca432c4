import { selectImages } from '../features/select-images'
import type { QueryTest } from '../dataset/query/compile-query'
import type { Sample } from '../dataset/sample'
import type { OpenedDataset } from './open-dataset'

/** The samples of the images that a query selects; undefined without a query. */
export function samplesWhere({ dataset, knowledge }: OpenedDataset, where: QueryTest | undefined): readonly Sample[] | undefined {
  if (!where) return undefined
  const samples = selectImages(dataset, knowledge, where).flatMap((path) => dataset.sampleAt(path) ?? [])
  return [...new Set(samples)]
}
