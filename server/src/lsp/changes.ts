import type { CancellationToken } from 'vscode-languageserver'
import type { ImageTransform } from '../base/image-transform'
import { say, type Message } from '../base/message'
import { nameOf } from '../base/path'
import { applySpanEdits } from '../base/span'
import { pathsOf, type JournalledFile } from '../changes/change'
import { textsOf } from '../changes/preview-change'
import { withoutFiles } from '../changes/without-files'
import { readCaption } from '../dataset/read-caption'
import { ImageProcessError, pictureMaker, type ImageProcess, type ImageProcessFailure } from '../host/image-process'
import { applyChange } from '../host/journal/apply-change'
import { readHistory, readStepFiles, type StepFile } from '../host/journal/history'
import type { JournalOptions, JournalStep } from '../host/journal/journal'
import { JournalError } from '../host/journal/journal-error'
import { redoChange, undoChange, type UndoOptions, type UndoOutcome } from '../host/journal/undo-change'
import {
  APPLY_CHANGE_REQUEST,
  CHANGE_FILE_REQUEST,
  CHANGE_HISTORY_REQUEST,
  REDO_CHANGE_REQUEST,
  UNDO_CHANGE_REQUEST,
  type ApplyChangeParams,
  type ChangeFileParams,
  type ChangeFileResult,
  type ChangeHistoryParams,
  type ChangeHistoryResult,
  type ChangeOutcome,
  type ChangeStep,
  type TravelChangeParams,
} from '../protocol/changes'
import { guard } from './guard'
import { journalAt, unsavedIn } from './journal'
import { longWork, type LongWork } from './long-work'
import { describeFailure } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

interface JournalDoors extends Doors {
  readonly images: ImageProcess
}

/** Registers what is done with planned changes and with the history of datasets; their types are in `protocol/changes.ts`. */
export function registerChanges(doors: Doors, images: ImageProcess): void {
  const { session, open, shelf } = doors
  const { connection } = session
  const onWork = <Params extends { readonly workDoneToken?: string | number }>(method: string, title: Message, work: (params: Params, long: LongWork) => Promise<ChangeOutcome>): void => {
    const handler = (params: Params, token: CancellationToken): Promise<ChangeOutcome> =>
      longWork(session, title, token, connection.window.attachWorkDoneProgress(params.workDoneToken), (long) => telling(doors, () => work(params, long)))
    connection.onRequest(method, guard<[Params, CancellationToken], unknown>(session, method, handler))
  }

  connection.onRequest(
    CHANGE_FILE_REQUEST,
    guard(session, CHANGE_FILE_REQUEST, ({ plan, uri }: ChangeFileParams): ChangeFileResult | null => {
      const path = toPath(uri)
      const file = shelf.get(plan)?.change.files.find((candidate) => candidate.path === path || open.toUri(candidate.path) === uri)
      return (file && bothTexts(file)) ?? null
    }),
  )
  onWork(APPLY_CHANGE_REQUEST, say`Changing files`, (params: ApplyChangeParams, work) => apply({ ...doors, images }, params, work))
  onWork(UNDO_CHANGE_REQUEST, say`Undoing a change`, (params: TravelChangeParams, work) => travel({ ...doors, images }, undoChange, params, work))
  onWork(REDO_CHANGE_REQUEST, say`Redoing a change`, (params: TravelChangeParams, work) => travel({ ...doors, images }, redoChange, params, work))
  connection.onRequest(CHANGE_HISTORY_REQUEST, guard(session, CHANGE_HISTORY_REQUEST, (params: ChangeHistoryParams) => listHistory(doors, params)))
}

function bothTexts(file: JournalledFile): ChangeFileResult | undefined {
  if (file.kind === 'create') return { before: '', after: file.text }
  if (file.kind === 'edit') return { before: file.text, after: applySpanEdits(file.text, file.edits) }
  const [before, after] = (file.kind === 'bytes' && textsOf(file)) || []
  return before === undefined || after === undefined ? undefined : { before, after }
}

/** A journal that cannot be used now, or a picture that cannot be made, is a refusal in words. */
async function telling({ session, open }: Doors, work: () => Promise<ChangeOutcome>): Promise<ChangeOutcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof PictureError) return { kind: 'refused', message: session.translate(say`Nothing was changed: ${describeFailure(error.failure, nameOf(error.path))}`), files: [open.toUri(error.path)], others: 0 }
    if (error instanceof JournalError) return { kind: 'refused', message: session.translate(error.told), files: [], others: 0 }
    throw error
  }
}

async function apply(doors: JournalDoors, { plan, except = [], unsaved }: ApplyChangeParams, work: LongWork): Promise<ChangeOutcome> {
  const { session, open, shelf } = doors
  const held = shelf.get(plan)
  if (!held) return { kind: 'refused', message: session.translate(say`Nothing was changed: this plan is no longer at hand; make it again`), files: [], others: 0 }
  const change = withoutFiles(held.change, except.map(toPath))
  const outcome = await applyChange(change, await optionsFor(doors, held.root, unsaved, work))
  if (outcome.kind === 'unchanged') return { kind: 'nothing' }
  if (outcome.kind === 'refused') {
    await doors.datasets.filesChanged(outcome.files.map(({ path }) => path))
    return { kind: 'refused', message: session.translate(outcome.message), files: outcome.files.map(({ path }) => open.toUri(path)), others: 0 }
  }
  shelf.drop(plan)
  await follow(doors, change.files.map((file) => ({ paths: pathsOf(file), text: file.kind === 'edit' ? applySpanEdits(file.text, file.edits) : undefined })))
  return { kind: 'done', step: describe(doors, held.root, outcome.step), left: [] }
}

async function travel(doors: JournalDoors, way: (options: UndoOptions) => Promise<UndoOutcome>, { root: uri, step, others, unsaved }: TravelChangeParams, work: LongWork): Promise<ChangeOutcome> {
  const { session, open } = doors
  const root = toPath(uri)
  const options = await optionsFor(doors, root, unsaved, work)
  const outcome = await way({ ...options, ...(step === undefined ? {} : { step }), ...(others ? { others } : {}) })
  if (outcome.kind === 'nothing') return { kind: 'nothing' }
  if (outcome.kind === 'refused') return { kind: 'refused', message: session.translate(outcome.message), files: outcome.files.map(({ path }) => open.toUri(path)), others: outcome.others }
  const files = await readStepFiles(options, outcome.step.id)
  const moved = files.some(({ kind }) => kind === 'rename')
  const left = new Set(outcome.left.map(({ path }) => path))
  const textOf = ({ path, bytes }: StepFile): string | undefined => (bytes && !moved && !left.has(path) ? readCaption(path, outcome.step.undone ? bytes.before : bytes.after).text : undefined)
  await follow(doors, files.map((file) => ({ paths: file.to === undefined ? [file.path] : [file.path, file.to], text: textOf(file) })))
  return { kind: 'done', step: describe(doors, root, outcome.step), left: outcome.left.map(({ path }) => open.toUri(path)) }
}

/** Has the datasets read what was written: events of watched files come late, or never. */
async function follow({ datasets, documents }: Doors, files: readonly { readonly paths: readonly string[]; readonly text: string | undefined }[]): Promise<void> {
  const texts = new Map(files.flatMap(({ paths, text }) => (text === undefined || text === '' ? [] : paths.map((path) => [path, text] as const))))
  await datasets.filesChanged(files.flatMap(({ paths }) => paths), texts)
  await documents.recheck()
}

/** Milliseconds between two reports of progress. */
const TICK = 100

async function optionsFor({ session, open, documents, images }: JournalDoors, root: string, told: readonly string[] | undefined, work: LongWork): Promise<JournalOptions> {
  await documents.entered()
  const unsaved = told ? new Set(told.map(toPath)) : await unsavedIn(session, open, root)
  let next = 0
  const onProgress = (done: number, total: number): void => {
    if (performance.now() < next && done < total) return
    next = performance.now() + TICK
    // every file is looked at once and written once
    work.report(Math.floor(done / 2), Math.ceil(total / 2))
  }
  return { ...journalAt(session, root), signal: work.signal, onProgress, isUnsaved: (path) => unsaved.has(path), transform: (path, transform, signal) => makePicture(images, path, transform, signal) }
}

class PictureError extends Error {
  constructor(
    readonly path: string,
    readonly failure: ImageProcessFailure,
  ) {
    super(`${failure}: ${path}`)
  }
}

async function makePicture(images: ImageProcess, path: string, transform: ImageTransform, signal: AbortSignal | undefined): Promise<Uint8Array> {
  try {
    return await pictureMaker(images)(path, transform, signal)
  } catch (error) {
    throw error instanceof ImageProcessError ? new PictureError(path, error.failure) : error
  }
}

async function listHistory({ session, datasets, open, discovered }: Doors, { uri }: ChangeHistoryParams): Promise<ChangeHistoryResult> {
  await discovered()
  const own = uri === undefined ? undefined : (await datasets.ensure(toPath(uri)))?.root
  const roots = own === undefined ? session.workspace.datasets.map(({ root }) => root) : [own]
  const undo: ChangeStep[] = []
  const redo: ChangeStep[] = []
  for (const root of roots) {
    const history = await readHistory(journalAt(session, root))
    if (history.undo) undo.push(describe({ session, open }, root, history.undo))
    if (history.redo) redo.push(describe({ session, open }, root, history.redo))
  }
  const newest = (a: ChangeStep, b: ChangeStep): number => b.when - a.when
  return { undo: undo.sort(newest), redo: redo.sort(newest) }
}

function describe({ session, open }: Pick<Doors, 'session' | 'open'>, root: string, { id, title, when, files }: JournalStep): ChangeStep {
  return { id, root: open.toUri(root), title: session.translate(title), when, files }
}
