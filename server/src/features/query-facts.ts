import type { Breathe } from '../base/breathe'
import { finishSlowly } from '../base/sliced'
import type { Dataset } from '../dataset/dataset'
import type { QueryFacts } from '../dataset/query/describe-images'
import { asksFor, type Query } from '../dataset/query/query'
import { listProblemFiles, ruleLookup, type ProblemFiles } from '../lint/rules-at'
import type { Knowledge } from '../workspace/knowledge'
import { countTokens } from './token-count'

/** What queries may ask of a dataset's images. */
export function queryFacts(dataset: Dataset, knowledge: Knowledge, listed?: ProblemFiles): QueryFacts {
  const { settings } = dataset
  return { tokens: (caption) => countTokens(caption, settings, knowledge)?.count, rules: ruleLookup({ knowledge, settings, dataset }, listed) }
}

/** The same for a query of which somebody waits: what looks at the whole dataset is found beforehand, in slices. */
export async function queryFactsFor(query: Query, dataset: Dataset, knowledge: Knowledge, breathe: Breathe): Promise<QueryFacts> {
  const listed = asksFor(query, 'rule') ? await finishSlowly(listProblemFiles({ knowledge, settings: dataset.settings, dataset }), breathe) : undefined
  return queryFacts(dataset, knowledge, listed)
}
