import type { Dataset } from '../dataset/dataset'
import type { QueryFacts } from '../dataset/query/describe-images'
import { ruleLookup } from '../lint/rules-at'
import type { Knowledge } from '../workspace/knowledge'
import { countTokens } from './token-count'

/** What queries may ask of a dataset's images. */
export function queryFacts(dataset: Dataset, knowledge: Knowledge): QueryFacts {
  const { settings } = dataset
  return { tokens: (caption) => countTokens(caption, settings, knowledge)?.count, rules: ruleLookup({ knowledge, settings, dataset }) }
}
