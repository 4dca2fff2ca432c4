import type { Dataset } from '../dataset/dataset'
import type { QueryTest } from '../dataset/query/compile-query'
import { describeImages } from '../dataset/query/describe-images'
import type { Knowledge } from '../workspace/knowledge'
import { queryFacts } from './query-facts'

/** Absolute paths of the images that a query selects, folder by folder. */
export function selectImages(dataset: Dataset, knowledge: Knowledge, test: QueryTest): readonly string[] {
  return [...describeImages(dataset, queryFacts(dataset, knowledge))].filter(({ query }) => test(query)).map(({ path }) => path)
}
