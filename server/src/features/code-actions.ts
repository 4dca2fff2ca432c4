import type { Message } from '../base/message'
import { say } from '../base/message'
import { shortestEdit, type Span, type SpanEdit } from '../base/span'
import { editCaption } from '../caption/edit'
import type { JournalledChange } from '../changes/change'
import { fixCaption, planFixEverywhere, safeEdits } from '../lint/fix'
import { safeTextEdits } from '../lint/training-fixes'
import type { Problem } from '../lint/problem'
import type { Fix } from '../lint/rule'
import type { Snapshot } from '../workspace/workspace'
import { diagnoseCaption, diagnoseTrainingFile } from './diagnostics'
import { formatDocument } from './formatting'
import { diagnosePlace, isNoText, problemsAt, problemsOfImages, type Listed } from './problems-at'
import { worldOf } from './world'

/** What an action does; what concerns more than this caption is computed when it is wanted. */
export type ActionEffect =
  | { readonly kind: 'edits'; readonly edits: readonly SpanEdit[] }
  /** A change over files, an addition to the settings, or both together. */
  | { readonly kind: 'change'; readonly plan: (() => JournalledChange) | undefined; readonly setting: Fix['setting']; readonly needsJournal: boolean }

export type ActionKind = 'quickfix' | 'source.fixAll.taglore' | 'source.organizeTags'

export interface ActionOffer {
  /** Names the action among those of its place, so that it can be computed again later. */
  readonly id: string
  readonly title: Message
  readonly problem: Problem | undefined
  readonly kind: ActionKind
  readonly preferred: boolean
  readonly effect: ActionEffect
}

export interface WantedActions {
  readonly wants?: (kind: ActionKind) => boolean
  /** Tells of the problems that the editor lists at a caption's images. */
  readonly listed?: Listed
}

/**
 * The quick fixes for a span of a caption, always worked out from its present text, and for its images; those of an image, a folder or a
 * file that cannot be read as a caption; fix-all and tidying where they are wanted and would do something.
 */
export function offerActions(snapshot: Snapshot, path: string, span: Span, { wants = () => true, listed = () => [] }: WantedActions = {}): readonly ActionOffer[] {
  if (snapshot.trainingFileAt(path)) return offerTrainingActions(snapshot, path, span, wants)
  return [...(wants('quickfix') ? quickFixes(snapshot, path, span, listed) : []), ...(wants('source.fixAll.taglore') ? fixAll(snapshot, path) : []), ...(wants('source.organizeTags') ? organize(snapshot, path) : [])]
}

/** Quick fixes of a training file, and all its safe ones at once where they are wanted. */
function offerTrainingActions(snapshot: Snapshot, path: string, span: Span, wants: (kind: ActionKind) => boolean): ActionOffer[] {
  const problems = diagnoseTrainingFile(snapshot, path)
  const here = wants('quickfix') ? problems.filter((problem) => touches(problem.span, span)).flatMap((problem) => problem.fixes.flatMap((fix, index) => offersOf(snapshot, path, problem, fix, index === 0))) : []
  const edits = wants('source.fixAll.taglore') ? safeTextEdits(problems) : []
  const all: ActionOffer[] = edits.length === 0 ? [] : [{ id: 'fix-all', title: say`Fix all that is safe to fix in this file`, problem: undefined, kind: 'source.fixAll.taglore', preferred: false, effect: { kind: 'edits', edits } }]
  return [...here, ...all]
}

function quickFixes(snapshot: Snapshot, path: string, span: Span, listed: Listed): ActionOffer[] {
  const here = diagnoseCaption(snapshot, path).filter((problem) => touches(problem.span, span))
  const around = [...diagnosePlace(snapshot, path, listed), ...(isNoText(snapshot, path) ? problemsAt(snapshot, path) : problemsOfImages(snapshot, path, listed))]
  const offers = [...here, ...around].flatMap((problem) => problem.fixes.flatMap((fix, index) => offersOf(snapshot, path, problem, fix, index === 0)))
  // two problems of one rule have the same fix for the whole dataset
  const seen = new Set<string>()
  return offers.filter(({ id }) => !seen.has(id) && seen.add(id))
}

function touches(a: Span | undefined, b: Span): boolean {
  return !a || (a.start <= b.end && b.start <= a.end)
}

function offersOf(snapshot: Snapshot, path: string, problem: Problem, fix: Fix, first: boolean): ActionOffer[] {
  const caption = snapshot.captionOf(path)
  const base = { problem, kind: 'quickfix' as const }
  const id = `${problem.rule.id}:${problem.span?.start ?? ''}:${nameOf(fix.title)}`
  const offers: ActionOffer[] = []
  const { needsJournal = false } = fix
  if (fix.edits && caption) {
    const edits = editCaption(caption, fix.edits)
    offers.push({ ...base, id, title: fix.title, preferred: first, effect: { kind: 'edits', edits } })
  }
  if (fix.textEdits) offers.push({ ...base, id, title: fix.title, preferred: first, effect: { kind: 'edits', edits: fix.textEdits } })
  if (fix.change || fix.setting) offers.push({ ...base, id, title: fix.title, preferred: false, effect: { kind: 'change', plan: fix.change, setting: fix.setting, needsJournal } })
  const dataset = snapshot.datasetOf(path)
  const { everywhere } = fix
  if (everywhere && dataset) {
    const world = { ...worldOf(snapshot, path), dataset }
    const plan = (): JournalledChange => planFixEverywhere(everywhere.title, problem.rule, everywhere.id, dataset.samples.values(), world)
    offers.push({ ...base, id: `${problem.rule.id}:everywhere:${nameOf(everywhere.title)}`, title: everywhere.title, preferred: false, effect: { kind: 'change', plan, setting: undefined, needsJournal } })
  }
  return offers
}

function nameOf({ text, args }: Message): string {
  return JSON.stringify([text, ...args])
}

/** One fix of a problem found at `anchor`, as an action does it. */
export function effectOf(snapshot: Snapshot, { anchor }: Pick<Problem, 'anchor'>, fix: Fix): ActionEffect | undefined {
  const caption = fix.edits && snapshot.captionOf(anchor)
  if (fix.edits && caption) return { kind: 'edits', edits: editCaption(caption, fix.edits) }
  if (fix.textEdits) return { kind: 'edits', edits: fix.textEdits }
  return fix.change || fix.setting ? { kind: 'change', plan: fix.change, setting: fix.setting, needsJournal: fix.needsJournal ?? false } : undefined
}

/** Every safe fix of the caption, until none is left. */
function fixAll(snapshot: Snapshot, path: string): ActionOffer[] {
  const caption = snapshot.captionOf(path)
  if (!caption) return []
  const { text } = fixCaption(caption.text, path, worldOf(snapshot, path), safeEdits)
  if (text === caption.text) return []
  const edits = shortestEdit(caption.text, text)
  return [{ id: 'fix-all', title: say`Fix all that is safe to fix in this caption`, problem: undefined, kind: 'source.fixAll.taglore', preferred: false, effect: { kind: 'edits', edits } }]
}

/** Lays the caption out, with its tags in order. */
function organize(snapshot: Snapshot, path: string): ActionOffer[] {
  const edits = formatDocument(snapshot, path, { order: true })
  if (edits.length === 0) return []
  return [{ id: 'organize', title: say`Put the tags of this caption in order`, problem: undefined, kind: 'source.organizeTags', preferred: false, effect: { kind: 'edits', edits } }]
}
