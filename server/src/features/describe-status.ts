import { describeOrigin } from '../lint/setting-origin'
import type { StatusData } from './status-data'
import { tagCount } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'
import type { Wording } from './preview'
import { quickTags } from './quick-tags'
import { countTokens } from './token-count'

/** What is in force for the file at `path`. */
export function describeStatus(snapshot: Snapshot, path: string, wording: Wording): StatusData {
  const dataset = snapshot.datasetOf(path)
  const settings = snapshot.settingsOf(path)
  const { values, problems } = settings
  const caption = snapshot.captionOf(path)
  const sample = dataset?.sampleAt(path) ?? dataset?.sampleOfCaption(path)
  // of a folder, the concept that it is
  const concept = dataset?.conceptOf(sample?.folder ?? path)
  const triggers = concept ? concept.triggers : (dataset?.concepts().flatMap((each) => each.triggers) ?? [])
  return {
    root: dataset ? wording.toUri(dataset.root) : null,
    format: dataset?.format ? wording.translate(dataset.format.title) : null,
    formatReason: dataset?.explanation ? wording.translate(dataset.explanation) : null,
    goal: values.goal,
    model: values.model,
    goalOrigin: wording.translate(describeOrigin(settings, 'goal')),
    modelOrigin: wording.translate(describeOrigin(settings, 'model')),
    triggers: triggers.map(({ text, declared }) => ({ text, declared })),
    tokens: (caption && countTokens(caption, settings, snapshot.knowledge)) ?? null,
    concept: concept?.name ?? null,
    quickTags: quickTags(values),
    tags: { count: tagCount(snapshot.knowledge.tags), ready: snapshot.knowledge.ready },
    problems: problems.map(({ message }) => wording.translate(message)),
  }
}
