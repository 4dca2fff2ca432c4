import type { CancellationToken } from 'vscode-languageserver'
import { say } from '../base/message'
import { applySpanEdits } from '../base/span'
import type { Change } from '../changes/change'
import { REFACTORINGS, type RefactoringRequest } from '../changes/plans/index'
import { describeRefusal } from '../changes/plans/parts/refusal'
import type { PlanScope } from '../changes/plans/parts/scope'
import { previewFile } from '../changes/preview-change'
import { withoutFiles } from '../changes/without-files'
import { planRefactor, type RefactorAnswer } from '../features/refactor'
import {
  EDIT_LIMIT,
  REFACTOR_FILE_REQUEST,
  REFACTOR_REQUEST,
  type RefactorFile,
  type RefactorFileParams,
  type RefactorFileResult,
  type RefactorParams,
  type RefactorResult,
  type RefactorScope,
} from '../protocol/refactor'
import { freshChange, toEdit, wholeChange } from './fresh-edit'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import type { Doors } from './route'
import { toPath } from './uris'

/** The last plan that was shown: what is asked about it later must be about that very one. */
export interface PlanShelf {
  put(change: Change): string
  get(name: string): Change | undefined
}

export function createPlanShelf(): PlanShelf {
  let last: Change | undefined
  let count = 0
  return {
    put: (change) => {
      last = change
      return String(++count)
    },
    get: (name) => (name === String(count) ? last : undefined),
  }
}

/** Registers the refactorings; their types are in `protocol/refactor.ts`. */
export function registerRefactor(doors: Doors, shelf: PlanShelf): void {
  const { session, open } = doors
  session.connection.onRequest(
    REFACTOR_REQUEST,
    guard(session, REFACTOR_REQUEST, (params: RefactorParams, token: CancellationToken): Promise<RefactorResult> => {
      const progress = session.connection.window.attachWorkDoneProgress(params.workDoneToken)
      return longWork(session, say`Planning a change`, token, progress, (work) => refactor(doors, shelf, params, work))
    }),
  )
  session.connection.onRequest(
    REFACTOR_FILE_REQUEST,
    guard(session, REFACTOR_FILE_REQUEST, ({ plan, uri }: RefactorFileParams): RefactorFileResult | null => {
      const path = toPath(uri)
      const file = shelf.get(plan)?.files.find((candidate) => open.toUri(candidate.path) === uri || candidate.path === path)
      if (file?.kind === 'create') return { before: '', after: file.text }
      return file?.kind === 'edit' ? { before: file.text, after: applySpanEdits(file.text, file.edits) } : null
    }),
  )
}

async function refactor(doors: Doors, shelf: PlanShelf, params: RefactorParams, work: LongWork): Promise<RefactorResult> {
  const { session, documents, datasets, open } = doors
  const path = toPath(params.uri)
  const request = readRequest(params)
  const scope = toScope(params.scope)
  await documents.entered()
  await datasets.ensure(path)
  // what is known about tags decides what many of them do
  await doors.ready()
  const except = (params.except ?? []).map(toPath)
  let answer: RefactorAnswer = { fault: say`There is no refactoring '${String(params.id)}'` }
  const plan = async (): Promise<Change> => {
    if (request) answer = await planRefactor(session.workspace, path, request, scope, { breathe: work.breathe, onProgress: work.report })
    if ('fault' in answer) return { title: answer.fault, files: [] }
    return withoutFiles(await wholeChange(doors, answer.dataset.root, answer.plan), except)
  }
  const change = params.apply ? await freshChange(doors, plan) : await plan()
  // assigned by `plan`, which the compiler does not see
  const outcome = answer as RefactorAnswer
  if ('fault' in outcome) return { fault: session.translate(outcome.fault), title: '', files: [], refusals: [], plan: null, needsJournal: false, edit: null }
  const needsJournal = change.files.length > EDIT_LIMIT
  return {
    fault: null,
    title: session.translate(change.title),
    files: await previewAll(change, open.toUri, work),
    refusals: outcome.plan.refusals.map((refusal) => ({ uri: open.toUri(refusal.path), message: session.translate(describeRefusal(refusal)) })),
    plan: shelf.put(change),
    needsJournal,
    edit: params.apply && !needsJournal && change.files.length > 0 ? toEdit(doors, change) : null,
  }
}

async function previewAll({ files }: Change, toUri: (path: string) => string, work: LongWork): Promise<RefactorFile[]> {
  const previews: RefactorFile[] = []
  for (const file of files) {
    const { kind } = file
    const { removed, added, reordered } = previewFile(file)
    previews.push({ uri: toUri(file.path), kind, removed, added, reordered })
    await work.breathe()
  }
  return previews
}

/** The request as the core takes it; undefined for one that does not exist. What is wrong with its arguments is a fault of the plan. */
function readRequest({ id, args }: RefactorParams): RefactoringRequest | undefined {
  // the type of the parameters ties the arguments to the id; a client of another version sends another id
  return REFACTORINGS.some((refactoring) => refactoring.id === id) && typeof args === 'object' ? ({ id, args } as RefactoringRequest) : undefined
}

function toScope(scope: RefactorScope): PlanScope {
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
