import type { Dataset } from '../dataset/dataset'
import type { QueryTest } from '../dataset/query/compile-query'
import { describeImages } from '../dataset/query/describe-images'
import { ruleLookup } from '../lint/rules-at'
import type { Knowledge } from '../workspace/knowledge'
import { countTokens } from './token-count'

/** Absolute paths of the images that a query selects, folder by folder. */
export function selectImages(dataset: Dataset, knowledge: Knowledge, test: QueryTest): readonly string[] {
  const { settings } = dataset
  const facts = {
    tokens: (caption: Parameters<typeof countTokens>[0]) => countTokens(caption, settings, knowledge)?.count,
    rules: ruleLookup({ knowledge, settings, dataset }),
  }
  return [...describeImages(dataset, facts)].filter(({ query }) => test(query)).map(({ path }) => path)
}
