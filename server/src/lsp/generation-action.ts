import { mapBounded } from '../base/concurrency'
import { say, type Message } from '../base/message'
import type { Change } from '../changes/change'
import type { Dataset } from '../dataset/dataset'
import type { GenerationData } from '../dataset/generation/generation-data'
import type { Sample } from '../dataset/sample'
import { captionFrom, planCaptions, uncaptioned } from '../features/missing-captions'
import { isNoText, problemsAt, type Listed } from '../features/problems-at'
import type { Problem } from '../lint/problem'
import { generationOf, firstGeneration } from './generation-of'
import type { Session } from './session'

const RULES: ReadonlySet<string> = new Set(['missing-caption'])

/** Names the action among those of its place. */
export const GENERATION_ACTION = 'missing-caption:generation'

interface Missing {
  readonly dataset: Dataset
  readonly problem: Problem
  readonly samples: readonly Sample[]
}

export interface GenerationOffer {
  readonly title: Message
  readonly problem: Problem
}

/** The quick fix of `missing-caption` that no rule can offer, for rules read no pictures: the prompt that stands in the image. */
export async function offerGeneration(session: Session, path: string, listed: Listed): Promise<GenerationOffer | undefined> {
  const missing = missingAt(session, path, listed)
  const found = missing && (await firstGeneration(session, missing.samples))
  const text = found && captionFrom('generation', found.sample, missing.dataset, found.data)
  if (!missing || text === undefined) return undefined
  const title = missing.samples.length === 1 ? say`Create the caption '${text}' from the prompt in the picture` : say`Create captions from the prompts in the pictures`
  return { title, problem: missing.problem }
}

/** What that fix does; images without such data are left alone. */
export async function planGeneration(session: Session, path: string, listed: Listed): Promise<Change | undefined> {
  const missing = missingAt(session, path, listed)
  if (!missing) return undefined
  const data = new Map<Sample, GenerationData | undefined>()
  await mapBounded(missing.samples, 8, async (sample) => void data.set(sample, await generationOf(session, sample)))
  return planCaptions('generation', missing.samples, missing.dataset, (sample) => data.get(sample)).change
}

function missingAt({ workspace }: Session, path: string, listed: Listed): Missing | undefined {
  const dataset = workspace.datasetOf(path)
  // a caption's text is asked about at every movement of the caret
  const problems = isNoText(workspace, path) ? problemsAt(workspace, path, RULES) : listed(path)
  const problem = problems.find(({ rule }) => RULES.has(rule.id))
  if (!dataset || !problem) return undefined
  const sample = dataset.sampleAt(problem.anchor)
  const samples = uncaptioned(sample ? [sample] : dataset.samplesIn(problem.anchor), dataset)
  return samples.length === 0 ? undefined : { dataset, problem, samples }
}
