import assert from 'node:assert/strict'
import { formatMessage } from '../../../server/src/base/message'
import { relativePath } from '../../../server/src/base/path'
import { applySpanEdits } from '../../../server/src/base/span'
import type { Change } from '../../../server/src/changes/change'
import { planRefactoring, type RefactoringRequest } from '../../../server/src/changes/plans/index'
import type { Plan } from '../../../server/src/changes/plans/parts/refactoring'
import type { Dataset } from '../../../server/src/dataset/dataset'
import type { Sample } from '../../../server/src/dataset/sample'
import type { Knowledge } from '../../../server/src/workspace/knowledge'
import { smallKnowledge } from '../../support/vocabulary'
import { openDataset } from '../../support/world'

export interface PlanCheck {
  readonly settings?: object
  readonly knowledge?: Knowledge
  readonly folder?: string
}

/** A dataset of one folder, a caption an image: `a0.txt`, `a1.txt` … */
export async function datasetOf(captions: readonly string[], { settings, knowledge, folder = '1_lumi' }: PlanCheck = {}): Promise<Dataset> {
  const files = new Map<string, string>()
  captions.forEach((text, at) => files.set(`${folder}/a${at}.png`, '').set(`${folder}/a${at}.txt`, text))
  const { dataset } = await openDataset(files, { settings, knowledge })
  return dataset
}

export function planOf(dataset: Dataset, request: RefactoringRequest, { knowledge = smallKnowledge }: PlanCheck = {}, samples: Iterable<Sample> = dataset.samples.values()): Plan {
  const answer = planRefactoring(request, { dataset, knowledge }, samples)
  assert.ok('plan' in answer, 'fault' in answer ? formatMessage(answer.fault) : '')
  return answer.plan
}

/** The texts of all captions once a change is applied, in order of their paths. */
export function textsAfter(dataset: Dataset, change: Change): readonly string[] {
  const after = new Map([...dataset.samples.values()].flatMap((sample) => (sample.caption ? [[sample.caption.path, sample.caption.text] as const] : [])))
  for (const file of change.files) {
    if (file.kind === 'edit') {
      assert.equal(after.get(file.path), file.text)
      after.set(file.path, applySpanEdits(file.text, file.edits))
    } else if (file.kind === 'create') after.set(file.path, file.text)
  }
  return [...after].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
}

/** Each caption becomes what stands beside it, all in one dataset; planning again for the result changes nothing unless told. */
export async function checkPlan(request: RefactoringRequest, captions: Readonly<Record<string, string>>, options: PlanCheck & { readonly once?: boolean } = {}): Promise<Plan> {
  const dataset = await datasetOf(Object.keys(captions), options)
  const plan = planOf(dataset, request, options)
  const after = textsAfter(dataset, plan.change)
  assert.deepEqual(after, Object.values(captions))
  if (!options.once) {
    const again = await datasetOf(after, options)
    assert.deepEqual(textsAfter(again, planOf(again, request, options).change), after, 'planned twice')
  }
  return plan
}

export async function checkFault(request: RefactoringRequest, fault: RegExp): Promise<void> {
  const dataset = await datasetOf(['a'])
  const answer = planRefactoring(request, { dataset, knowledge: smallKnowledge }, dataset.samples.values())
  assert.match('fault' in answer ? formatMessage(answer.fault) : 'no fault', fault)
}

export function refusalsOf(plan: Plan, root: string): readonly string[] {
  return plan.refusals.map(({ path, kind, tags }) => `${relativePath(root, path)} ${kind} ${tags.join(', ')}`.trim())
}
