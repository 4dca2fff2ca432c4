import { say, type Message } from '../base/message'
import { planInSlices, type SliceOptions } from '../changes/plan-in-slices'
import type { RefactoringRequest } from '../changes/plans/index'
import type { Plan } from '../changes/plans/parts/refactoring'
import { samplesOf, type PlanScope } from '../changes/plans/parts/scope'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { Snapshot } from '../workspace/workspace'
import { datasetAround } from './dataset-around'
import { queryFacts } from './query-facts'
import { withDeclarations } from './rename'

export type RefactorAnswer = { readonly plan: Plan; readonly dataset: Dataset } | { readonly fault: Message }

/** Plans a refactoring over the captions of a scope of the dataset that holds `path`. */
export async function planRefactor(snapshot: Snapshot, path: string, request: RefactoringRequest, scope: PlanScope, options: SliceOptions = {}): Promise<RefactorAnswer> {
  const around = datasetAround(snapshot, path)
  if (!around) return { fault: say`No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name` }
  const { dataset } = around
  const samples = scopeSamples(snapshot, around, scope)
  if ('fault' in samples) return samples
  const answer = await planInSlices(request, { dataset, knowledge: snapshot.knowledge }, samples.samples, options)
  if ('fault' in answer) return answer
  const whole = scope.kind === 'dataset' && request.id === 'rename-tag'
  return { dataset, plan: whole ? withDeclarations(answer.plan, dataset, request.args) : answer.plan }
}

/** The samples of a scope of the dataset. */
export function scopeSamples(snapshot: Snapshot, { dataset, samples }: NonNullable<ReturnType<typeof datasetAround>>, scope: PlanScope): { readonly samples: readonly Sample[] } | { readonly fault: Message } {
  // a caption that its dataset does not know is looked at too
  if (scope.kind === 'dataset') return { samples }
  const found = samplesOf(dataset, scope, queryFacts(dataset, snapshot.knowledge))
  if ('error' in found) return { fault: found.error.message }
  const lone = scope.kind === 'caption' && found.samples.length === 0 ? samples.filter(({ caption }) => caption?.path === scope.path) : []
  return { samples: lone.length > 0 ? lone : found.samples }
}
