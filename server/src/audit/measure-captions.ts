import type { Translations } from '../base/message'
import { parseCaption } from '../caption/parse'
import type { Dataset } from '../dataset/dataset'
import { captionTextOf, type Sample } from '../dataset/sample'
import { measureDataset } from '../dataset/statistics'
import { countTokens } from '../features/token-count'
import type { Knowledge } from '../workspace/knowledge'
import { describeTags } from './build-report'
import { describeStatistics, type StatisticsReport } from './statistics-report'

/** Tokens of a sample's caption; undefined where they cannot be counted. */
export function tokensOfSample(sample: Sample, dataset: Dataset, knowledge: Knowledge): number | undefined {
  return countTokens(parseCaption(captionTextOf(sample) ?? ''), dataset.settingsIn(sample.folder), knowledge)?.count
}

/** What the captions of a dataset hold. `shown`: the part of it that is measured; `tokensOf`: where they were counted before. */
export function measureCaptions(
  dataset: Dataset,
  knowledge: Knowledge,
  { shown = dataset, tokensOf = (sample) => tokensOfSample(sample, dataset, knowledge), translations }: { readonly shown?: Dataset; readonly tokensOf?: (sample: Sample) => number | undefined; readonly translations?: Translations | undefined } = {},
): StatisticsReport {
  const folders = new Set(shown.folders.map(({ path }) => path))
  const { goal } = dataset.settings.values
  const concepts = dataset.concepts().filter(({ folder }) => folders.has(folder.path))
  const statistics = measureDataset(shown, { goal, tags: knowledge.tags, concepts, tokensOf })
  return describeStatistics({ root: dataset.root, goal, statistics, tags: describeTags(shown, knowledge) }, translations)
}
