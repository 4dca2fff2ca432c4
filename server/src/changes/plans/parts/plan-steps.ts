import type { Message } from '../../../base/message'
import { comparePaths, suffixOf } from '../../../base/path'
import { applySpanEdits } from '../../../base/span'
import type { Caption } from '../../../caption/caption'
import { editCaption, type TagEdit } from '../../../caption/edit'
import { parseCaption } from '../../../caption/parse'
import type { Dataset } from '../../../dataset/dataset'
import type { Sample } from '../../../dataset/sample'
import { captionSuffix } from '../../../trainer/files'
import type { FileChange } from '../../change'
import type { ListAddition } from '../../settings-change'
import { planTagChange } from '../../tag-change'
import type { CaptionStep, Plan, StepContext } from './refactoring'
import type { Refusal } from './refusal'

export interface PlanOptions {
  /** The text of the caption that an image without one gets; undefined leaves it without, and says so. */
  readonly create?: (sample: Sample) => string | undefined
  /** Where images without a caption are none of the plan's business. */
  readonly ignoreMissing?: boolean
  readonly settings?: readonly ListAddition[]
}

/** Plans steps over captions, each on what the one before it made: one edit list a file, whatever the number of steps. */
export function planSteps(title: Message, dataset: Dataset, samples: Iterable<Sample>, steps: readonly CaptionStep[], options: PlanOptions = {}): Plan {
  const refusals: Refusal[] = []
  const created: FileChange[] = []
  const editable: Sample[] = []
  for (const sample of samples) {
    if (sample.caption?.fault) refusals.push({ path: sample.caption.path, kind: 'fault', tags: [] })
    else if (sample.caption) editable.push(sample)
    else addMissing(sample, dataset, options, created, refusals)
  }
  const change = planTagChange(title, editable, (caption, sample) => {
    const refuse: StepContext['refuse'] = (kind, tags) => {
      const names = [...new Set(tags.map((tag) => tag.name))]
      if (sample.caption && names.length > 0) refusals.push({ path: sample.caption.path, kind, tags: names })
    }
    return runSteps(caption, steps, { sample, refuse })
  })
  const files = created.length === 0 ? change.files : [...change.files, ...created].sort((a, b) => comparePaths(a.path, b.path))
  return { change: { title, files }, refusals: joinRefusals(refusals), settings: options.settings ?? [] }
}

function addMissing(sample: Sample, dataset: Dataset, { create, ignoreMissing }: PlanOptions, created: FileChange[], refusals: Refusal[]): void {
  const path = sample.images[0]?.path
  if (path === undefined || ignoreMissing) return
  // a caption in a file of many cannot be written in one of its own: that would never be read
  const text = sample.listed ? undefined : create?.(sample)
  if (text === undefined) refusals.push({ path, kind: 'no-caption', tags: [] })
  else {
    const suffix = captionSuffix(dataset.settingsIn(sample.folder).values['captions.extension'])
    created.push({ kind: 'create', path: path.slice(0, path.length - suffixOf(path).length) + suffix, text: `${text}\n` })
  }
}

/** One step edits by tags; the outcome of several is written over the stretch in which it differs. */
export function runSteps(caption: Caption, steps: readonly CaptionStep[], context: StepContext): readonly TagEdit[] {
  const [only, ...more] = steps
  if (!only) return []
  if (more.length === 0) return only(caption, context)
  let current = caption
  for (const step of steps) {
    const edits = editCaption(current, step(current, context))
    if (edits.length > 0) current = parseCaption(applySpanEdits(current.text, edits))
  }
  return current.text === caption.text ? [] : [rewriteInto(caption.text, current.text)]
}

function rewriteInto(before: string, after: string): TagEdit {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let tail = 0
  while (tail < before.length - start && tail < after.length - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return { kind: 'rewrite', span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) }
}

/** One a file and kind, with all its tags; sorted. */
function joinRefusals(refusals: readonly Refusal[]): readonly Refusal[] {
  const joined = new Map<string, Refusal>()
  for (const refusal of refusals) {
    const id = `${refusal.kind} ${refusal.path}`
    const known = joined.get(id)
    joined.set(id, known ? { ...known, tags: [...new Set([...known.tags, ...refusal.tags])] } : refusal)
  }
  return [...joined.values()].sort((a, b) => comparePaths(a.path, b.path) || (a.kind < b.kind ? -1 : 1))
}
