import { say, type Message } from '../base/message'
import { comparePaths } from '../base/path'
import { applySpanEdits, shortestEdit } from '../base/span'
import { parseCaption } from '../caption/parse'
import type { JournalledChange, JournalledFile } from '../changes/change'
import { mergeChanges } from '../changes/merge-changes'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { fixCaption, lintAlone } from './fix'
import { lintConcept, lintDataset, lintSample, lintTrainingFiles } from './lint'
import type { Problem } from './problem'
import type { Fix, Rule, SettingAddition } from './rule'
import type { LintWorld } from './run'
import { withChanges } from './training-fixes'

export interface FixOptions {
  /** Only the fixes of these rules, which run even where they are off; of all rules in force without it. */
  readonly rules?: readonly Rule[]
  /** Also fixes that change what is trained. */
  readonly unsafe?: boolean
  /** Only problems of these samples, and of concepts and the dataset; all without it. */
  readonly samples?: readonly Sample[]
}

export interface PlannedFixes {
  readonly change: JournalledChange
  /** Additions to `taglore.json` that belong to the change. */
  readonly settings: readonly SettingAddition[]
  /** Fixes left out because they touch the same text as others; run again for them. */
  readonly skipped: number
}

/** The first wanted fix of every problem, as one change; captions are fixed until nothing wanted remains in them. */
export function planFixes(world: LintWorld & { readonly dataset: Dataset }, options: FixOptions = {}): PlannedFixes {
  const steps = fixSteps(world, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same with a pause after every few samples; what is handed out there is how many are done. */
export function* fixSteps(world: LintWorld & { readonly dataset: Dataset }, options: FixOptions = {}): Generator<number, PlannedFixes> {
  const unsafe = options.unsafe ?? false
  const narrowed = options.rules ? { ...world, settings: withRules(world.settings, options.rules), rules: options.rules } : world
  const samples = options.samples ?? [...world.dataset.samples.values()]
  const files: JournalledFile[] = []
  const fixes: Fix[] = []
  const collect = (problems: readonly Problem[]): void => void fixes.push(...problems.flatMap((problem) => wantedFix(problem, unsafe) ?? []).filter((fix) => fix.change !== undefined))
  for (const [index, sample] of samples.entries()) {
    const edited = fixText(sample, narrowed, unsafe)
    files.push(...edited)
    collect([...(edited.length > 0 ? [] : captionProblems(sample, narrowed)), ...lintSample(sample, narrowed)])
    if ((index + 1) % SLICE === 0) yield index + 1
  }
  if (!options.samples) collect([...world.dataset.concepts().flatMap((concept) => lintConcept(concept, narrowed)), ...lintDataset(narrowed), ...trainingProblems(narrowed)])
  return joinFixes(titleOf(options.rules), files.sort((a, b) => comparePaths(a.path, b.path)), fixes)
}

/** Samples between two pauses. */
const SLICE = 20

function titleOf(rules: readonly Rule[] | undefined): Message {
  return rules ? say`Fix ${rules.map(({ id }) => id).join(', ')}` : say`Fix all that is safe to fix`
}

/** A rule that is asked for by name runs, whatever the settings say. */
function withRules(settings: LintWorld['settings'], rules: readonly Rule[]): LintWorld['settings'] {
  const off = rules.filter((rule) => rule.level === 'off' || settings.values.rules[rule.id] === 'off')
  if (off.length === 0) return settings
  return { ...settings, values: { ...settings.values, rules: { ...settings.values.rules, ...Object.fromEntries(off.map((rule) => [rule.id, 'info' as const])) } } }
}

/** The fix that is wanted of a problem: its first safe one, else with `unsafe` the first that changes files. */
export function wantedFix({ fixes }: Pick<Problem, 'fixes'>, unsafe: boolean): Fix | undefined {
  return fixes.find((candidate) => candidate.safe && changes(candidate)) ?? (unsafe ? fixes.find(changes) : undefined)
}

function changes(fix: Fix): boolean {
  return fix.edits !== undefined || fix.change !== undefined
}

function fixText({ caption }: Sample, world: LintWorld, unsafe: boolean): JournalledFile[] {
  if (!caption || caption.fault) return []
  const { text } = fixCaption(caption.text, caption.path, world, (problem) => wantedFix(problem, unsafe)?.edits)
  return text === caption.text ? [] : [{ kind: 'edit', path: caption.path, text: caption.text, edits: shortestEdit(caption.text, text) }]
}

function trainingProblems(world: LintWorld & { readonly dataset: Dataset }): Problem[] {
  const texts = new Map(world.dataset.trainingFiles.map(({ document }) => [document.path, document.text]))
  return lintTrainingFiles(world).map((problem) => withChanges(problem, texts.get(problem.anchor) ?? ''))
}

/** What a caption has that no edit of its text mends; a caption that is edited is left to the next run. */
function captionProblems({ caption }: Sample, world: LintWorld): Problem[] {
  return !caption || caption.fault ? [] : lintAlone(parseCaption(caption.text), caption.path, world)
}

/** All at once where that goes, else one after the other without those that are in the way. */
function joinFixes(title: Message, edited: readonly JournalledFile[], fixes: readonly Fix[]): PlannedFixes {
  const wanted: PlannedOne[] = fixes.flatMap((fix) => (fix.change ? [{ change: fix.change(), setting: fix.setting }] : []))
  const { edits, planned } = joinBytes(edited, wanted.filter(({ change }) => change.files.length > 0))
  const start: JournalledChange = { title, files: edits }
  const all = mergeChanges(title, [start, ...planned.map(({ change }) => change)])
  if (!all.conflicts) return { change: all.change, settings: settingsOf(planned), skipped: 0 }
  let merged = start
  const kept: (typeof planned)[number][] = []
  for (const one of planned) {
    const next = mergeChanges(title, [merged, one.change])
    if (next.conflicts) continue
    merged = next.change
    kept.push(one)
  }
  return { change: merged, settings: settingsOf(kept), skipped: planned.length - kept.length }
}

type PlannedOne = { readonly change: JournalledChange; readonly setting: Fix['setting'] }

/** A file that gets other bytes for the same text, such as one without its byte order mark, gets them for the edited text. */
function joinBytes(edits: readonly JournalledFile[], planned: readonly PlannedOne[]): { readonly edits: readonly JournalledFile[]; readonly planned: readonly PlannedOne[] } {
  const texts = new Map(edits.flatMap((file) => (file.kind === 'edit' ? [[file.path, file] as const] : [])))
  const joined = new Set<string>()
  const join = (file: JournalledFile): JournalledFile => {
    const edit = file.kind === 'bytes' ? texts.get(file.path) : undefined
    if (file.kind !== 'bytes' || !edit || joined.has(file.path) || new TextDecoder().decode(file.bytes) !== edit.text) return file
    joined.add(file.path)
    return { ...file, bytes: new TextEncoder().encode(applySpanEdits(edit.text, edit.edits)) }
  }
  const changed = planned.map((one) => ({ ...one, change: { ...one.change, files: one.change.files.map(join) } }))
  return { edits: edits.filter((file) => !joined.has(file.path)), planned: changed }
}

function settingsOf(planned: readonly { readonly setting: SettingAddition | undefined }[]): readonly SettingAddition[] {
  return planned.flatMap(({ setting }) => (setting && !('place' in setting && setting.place === 'user') ? [setting] : []))
}
