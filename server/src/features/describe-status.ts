import { say, type Message } from '../base/message'
import type { StatusData } from './status-data'
import type { Origin } from '../settings'
import { tagCount } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'
import type { Wording } from './preview'
import { countTokens } from './token-count'

const ORIGINS: Readonly<Record<Origin, Message>> = {
  default: say`assumed`,
  client: say`from the client`,
  editor: say`from the settings`,
  'training-file': say`from the training files`,
  'taglore.json': say`from taglore.json`,
}

/** What is in force for the file at `path`. */
export function describeStatus(snapshot: Snapshot, path: string, wording: Wording): StatusData {
  const dataset = snapshot.datasetOf(path)
  const { values, originOf, problems } = snapshot.settingsOf(path)
  const caption = snapshot.captionOf(path)
  const sample = dataset?.sampleAt(path) ?? dataset?.sampleOfCaption(path)
  const concept = sample && dataset?.conceptOf(sample.folder)
  const triggers = concept ? concept.triggers : (dataset?.concepts().flatMap((each) => each.triggers) ?? [])
  return {
    root: dataset ? wording.toUri(dataset.root) : null,
    format: dataset?.format ? wording.translate(dataset.format.title) : null,
    goal: values.goal,
    model: values.model,
    goalOrigin: wording.translate(ORIGINS[originOf('goal')]),
    modelOrigin: wording.translate(ORIGINS[originOf('model')]),
    triggers: triggers.map(({ text, declared }) => ({ text, declared })),
    tokens: (caption && countTokens(caption, snapshot.settingsOf(path), snapshot.knowledge)) ?? null,
    concept: concept?.name ?? null,
    tags: { count: tagCount(snapshot.knowledge.tags), ready: snapshot.knowledge.ready },
    problems: problems.map(({ message }) => wording.translate(message)),
  }
}
