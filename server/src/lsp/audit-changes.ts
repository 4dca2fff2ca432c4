import { describeProblems } from '../audit/build-report'
import { say } from '../base/message'
import { comparePaths, joinPath } from '../base/path'
import { parseCaption } from '../caption/parse'
import type { JournalledChange } from '../changes/change'
import { planSettingsAdditions } from '../changes/settings-additions'
import { planSettingsAddition, type ListAddition } from '../changes/settings-change'
import type { Dataset } from '../dataset/dataset'
import { SETTINGS_FILE } from '../dataset/find-root'
import { effectOf } from '../features/code-actions'
import { lintCaption, lintConcept, lintDataset, lintSample, lintTrainingFiles } from '../lint/lint'
import { fixSteps, type PlannedFixes } from '../lint/plan-fixes'
import type { Problem } from '../lint/problem'
import { findRule } from '../lint/registry'
import type { AuditFixParams, AuditFixResult, AuditRow, AuditSettingParams } from '../protocol/audit'
import type { PlannedChange } from '../protocol/changes'
import { changeOf, readSettingsText, userWord } from './actions'
import { freshChange, refuse } from './fresh-edit'
import type { KeptAudit } from './kept-audits'
import type { LongWork } from './long-work'
import { offerChange } from './offer-change'
import type { Doors } from './route'

const NOTHING: AuditFixResult = { change: null, word: null, skipped: 0 }

/** The fixes that are asked for from a report, worked out from the dataset as it is now. */
export async function planAuditFix(doors: Doors, audit: KeptAudit, root: string, what: AuditFixParams['what'], work: LongWork): Promise<AuditFixResult> {
  return what.kind === 'rule' ? fixRule(doors, root, what, work) : fixRow(doors, audit, root, what, work)
}

async function fixRule(doors: Doors, root: string, { rule: id, unsafe }: { readonly rule: string; readonly unsafe: boolean }, work: LongWork): Promise<AuditFixResult> {
  const rule = findRule(id)
  if (!rule) return NOTHING
  let skipped = 0
  const plan = async (): Promise<JournalledChange> => {
    const dataset = datasetAt(doors, root)
    const planned = await planFixes(doors, dataset, { rules: [rule], unsafe }, work)
    skipped = planned.skipped
    return withSettings(doors, root, planned)
  }
  const change = await freshChange(doors, plan, { journalled: true })
  return change.files.length === 0 ? { ...NOTHING, skipped } : { change: await offerChange(doors, { root, change }, work), word: null, skipped }
}

async function planFixes({ session }: Doors, dataset: Dataset, options: Parameters<typeof fixSteps>[1], work: LongWork): Promise<PlannedFixes> {
  const steps = fixSteps({ knowledge: session.workspace.knowledge, settings: dataset.settings, dataset }, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    work.report(step.value, dataset.samples.size)
    await work.breathe()
  }
}

async function withSettings(doors: Doors, root: string, { change, settings }: PlannedFixes): Promise<JournalledChange> {
  if (settings.length === 0) return change
  const file = joinPath(root, SETTINGS_FILE)
  const added = planSettingsAdditions(change.title, file, await readSettingsText(doors.session, doors.open, file), settings)
  if (!added) throw refuse(doors.session, say`taglore.json is not valid JSON and is left alone; mend it first`)
  return { title: change.title, files: [...change.files, ...added.files].sort((a, b) => comparePaths(a.path, b.path)) }
}

async function fixRow(doors: Doors, audit: KeptAudit, root: string, { index, fix: at }: { readonly index: number; readonly fix: number }, work: LongWork): Promise<AuditFixResult> {
  const row = audit.rowAt(index)
  const wanted = row?.fixes[at]
  if (!row || !wanted) return NOTHING
  const { session } = doors
  let word: string | undefined
  const plan = async (): Promise<JournalledChange> => {
    const found = findRow(doors, datasetAt(doors, root), row)
    const fix = found?.fixes.find(({ title }) => session.translate(title) === wanted.title)
    const effect = found && fix && effectOf(session.workspace, found, fix)
    if (!fix || !effect) throw refuse(session, say`The problem is no longer there: audit the dataset again`)
    word = userWord(effect)
    return (word === undefined && (await changeOf(doors, found.anchor, { effect, title: fix.title }))) || { title: fix.title, files: [] }
  }
  const change = await freshChange(doors, plan)
  // assigned by `plan`, which the compiler does not see
  const accepted = word as string | undefined
  if (accepted !== undefined) return { ...NOTHING, word: accepted }
  return change.files.length === 0 ? NOTHING : { ...NOTHING, change: await offerChange(doors, { root, change }, work) }
}

/** The problem of a row among those of its place as it is now. */
function findRow({ session }: Doors, dataset: Dataset, row: AuditRow): Problem | undefined {
  const world = { knowledge: session.workspace.knowledge, settings: dataset.settings, dataset }
  const rule = findRule(row.rule)
  if (!rule) return undefined
  const anchor = row.file === '.' ? dataset.root : row.file.startsWith('/') ? row.file : joinPath(dataset.root, row.file)
  const narrowed = { ...world, rules: [rule] }
  const sample = dataset.sampleAt(anchor)
  const concept = dataset.concepts().find(({ folder }) => folder.path === anchor)
  const problems = [
    ...(sample?.caption && !sample.caption.fault ? lintCaption(parseCaption(sample.caption.text), sample.caption.path, narrowed) : []),
    ...(sample ? lintSample(sample, narrowed) : []),
    ...(concept ? lintConcept(concept, narrowed) : []),
    ...lintDataset(narrowed),
    ...lintTrainingFiles(narrowed),
  ]
  return problems.find((problem) => {
    const [found] = describeProblems([problem], dataset, session.translate)
    return found?.file === row.file && found.message === row.message && found.range.start.line === row.range.start.line && found.range.start.character === row.range.start.character
  })
}

/** What is ignored from now on, or another resolution, as a change of `taglore.json`. */
export async function planAuditSetting(doors: Doors, audit: KeptAudit, root: string, what: AuditSettingParams['what']): Promise<PlannedChange | null> {
  const { session, open } = doors
  const file = joinPath(root, SETTINGS_FILE)
  const addition = additionOf(audit, what)
  if (!addition) return null
  const change = planSettingsAddition(titleOf(audit, what), file, await readSettingsText(session, open, file), addition)
  if (!change) throw refuse(session, say`taglore.json is not valid JSON and is left alone; mend it first`)
  return offerChange(doors, { root, change }, { breathe: () => Promise.resolve() })
}

function titleOf(audit: KeptAudit, what: AuditSettingParams['what']): JournalledChange['title'] {
  switch (what.kind) {
    case 'rule-off':
      return say`Turn ${what.rule} off in this dataset`
    case 'ignore-row': {
      const row = audit.rowAt(what.index)
      return say`Ignore ${row?.rule ?? ''} in ${row?.file ?? ''}`
    }
    case 'resolution':
      return say`Train at ${what.width}×${what.height}`
  }
}

function additionOf(audit: KeptAudit, what: AuditSettingParams['what']): ListAddition | undefined {
  switch (what.kind) {
    case 'rule-off':
      return { key: 'rules', value: what.rule }
    case 'ignore-row': {
      const row = audit.rowAt(what.index)
      return row && row.file !== '.' ? { key: 'ignore', value: { rule: row.rule, files: literalGlob(row.file) } } : undefined
    }
    case 'resolution':
      return { key: 'resolution', value: what.width === what.height ? what.width : [what.width, what.height] }
  }
}

/** A pattern that matches exactly this path, whatever characters its names have. */
function literalGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&')
}

function datasetAt({ session }: Doors, root: string): Dataset {
  const dataset = session.workspace.datasets.find((candidate) => candidate.root === root)
  if (!dataset) throw refuse(session, say`The dataset is no longer open: audit it again`)
  return dataset
}
