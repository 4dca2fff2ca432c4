import type { CancellationToken } from 'vscode-languageserver'
import { say } from '../base/message'
import type { Change } from '../changes/change'
import { REFACTORINGS, type RefactoringRequest } from '../changes/plans/index'
import { describeRefusal } from '../changes/plans/parts/refusal'
import type { PlanScope } from '../changes/plans/parts/scope'
import { planRefactor, type RefactorAnswer } from '../features/refactor'
import { REFACTOR_REQUEST, type RefactorParams, type RefactorResult, type RefactorScope } from '../protocol/refactor'
import { freshChange, wholeChange } from './fresh-edit'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import { offerChange } from './offer-change'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers the refactorings; their types are in `protocol/refactor.ts`. */
export function registerRefactor(doors: Doors): void {
  const { session } = doors
  session.connection.onRequest(
    REFACTOR_REQUEST,
    guard(session, REFACTOR_REQUEST, (params: RefactorParams, token: CancellationToken): Promise<RefactorResult> => {
      const progress = session.connection.window.attachWorkDoneProgress(params.workDoneToken)
      return longWork(session, say`Planning a change`, token, progress, (work) => refactor(doors, params, work))
    }),
  )
}

async function refactor(doors: Doors, params: RefactorParams, work: LongWork): Promise<RefactorResult> {
  const { session, documents, datasets } = doors
  const path = toPath(params.uri)
  const request = readRequest(params)
  const scope = toScope(params.scope)
  await documents.entered()
  await datasets.ensure(path)
  // what is known about tags decides what many of them do
  await doors.ready()
  let answer: RefactorAnswer = { fault: say`There is no refactoring '${String(params.id)}'` }
  const plan = async (): Promise<Change> => {
    if (request) answer = await planRefactor(session.workspace, path, request, scope, { breathe: work.breathe, onProgress: work.report })
    if ('fault' in answer) return { title: answer.fault, files: [] }
    return wholeChange(doors, answer.dataset.root, answer.plan)
  }
  const change = params.apply ? await freshChange(doors, plan, { journalled: true }) : await plan()
  // assigned by `plan`, which the compiler does not see
  const outcome = answer as RefactorAnswer
  if ('fault' in outcome) return { fault: session.translate(outcome.fault), plan: '', root: '', title: '', files: [], refusals: [], needsJournal: false, edit: null }
  const refusals = outcome.plan.refusals.map((refusal) => ({ path: refusal.path, message: describeRefusal(refusal) }))
  return { fault: null, ...(await offerChange(doors, { root: outcome.dataset.root, change, refusals, edit: params.apply === true }, work)) }
}

/** The request as the core takes it; undefined for one that does not exist. What is wrong with its arguments is a fault of the plan. */
function readRequest({ id, args }: RefactorParams): RefactoringRequest | undefined {
  // the type of the parameters ties the arguments to the id; a client of another version sends another id
  return REFACTORINGS.some((refactoring) => refactoring.id === id) && typeof args === 'object' ? ({ id, args } as RefactoringRequest) : undefined
}

/** A scope as the core takes it. */
export function toScope(scope: RefactorScope): PlanScope {
  switch (scope.kind) {
    case 'caption':
      return { kind: 'caption', path: toPath(scope.uri) }
    case 'selection':
      return { kind: 'selection', paths: scope.uris.map(toPath) }
    case 'filter':
      return { kind: 'filter', query: scope.query, ...(scope.within ? { within: toScope(scope.within) } : {}) }
    default:
      return scope
  }
}
