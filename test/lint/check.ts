import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { relativePath } from '../../server/src/base/path'
import { applySpanEdits } from '../../server/src/base/span'
import { editCaption } from '../../server/src/caption/edit'
import { parseCaption } from '../../server/src/caption/parse'
import type { JournalledChange } from '../../server/src/changes/change'
import { fixCaption } from '../../server/src/lint/fix'
import { lintCaption, lintConcept, lintDataset, lintSample, lintTrainingFiles, type LintWorld } from '../../server/src/lint/lint'
import type { Problem } from '../../server/src/lint/problem'
import { RULES } from '../../server/src/lint/registry'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { parseFixture } from '../support/fixture'
import type { MemoryFiles } from '../support/memory-files'
import { smallKnowledge } from '../support/vocabulary'
import { inspect } from '../support/pictures'
import { openDataset, ROOT, settingsOf, type OpenedDataset } from '../support/world'

export interface CheckOptions {
  /** Only this rule; all caption rules without it. */
  readonly rule?: string
  readonly settings?: object
  readonly knowledge?: Knowledge
}

/** A caption's text apart from its marker lines: `   ^^^ rule` under the text meant, `! rule` for the whole file. */
function readMarkers(marked: string): { readonly text: string; readonly expected: readonly string[] } {
  const lines = marked.split('\n')
  const kept: string[] = []
  const expected: string[] = []
  let line = 0
  for (const content of lines) {
    const marker = /^(\s*)(\^+) (\S+)$/.exec(content)
    const whole = /^! (\S+)$/.exec(content)
    if (marker) expected.push(`${line}:${(marker[1] ?? '').length}+${(marker[2] ?? '').length} ${marker[3]}`)
    else if (whole) expected.push(`whole ${whole[1]}`)
    else {
      line = kept.length
      kept.push(content)
    }
  }
  return { text: kept.join('\n'), expected: expected.sort() }
}

/** Where a problem stands; one over several lines is told by its part on the first. */
function placeOf(text: string, { span, rule }: Problem): string {
  if (!span) return `whole ${rule.id}`
  const lineStart = text.slice(0, span.start).lastIndexOf('\n') + 1
  const lineEnd = text.indexOf('\n', span.start)
  const end = Math.min(span.end, lineEnd < 0 ? text.length : lineEnd)
  return `${text.slice(0, lineStart).split('\n').length - 1}:${span.start - lineStart}+${end - span.start} ${rule.id}`
}

export function worldOf({ rule, settings, knowledge = smallKnowledge }: CheckOptions): LintWorld {
  const rules = rule === undefined ? undefined : RULES.filter(({ id }) => id === rule)
  assert.notEqual(rules?.length, 0, `there is no rule '${rule}'`)
  return { knowledge, settings: settingsOf(settings), dataset: undefined, rules }
}

/** The problems of one caption that stands alone are exactly the marked ones. */
export function checkLint(marked: string, options: CheckOptions = {}): readonly Problem[] {
  // a text laid out as a block of its own begins and ends with a line break that is not the caption's
  const block = /^\n([\s\S]*)\n\s*$/.exec(marked)
  const { text, expected } = readMarkers(block?.[1] ?? marked)
  const problems = lintCaption(parseCaption(text), '/alone.txt', worldOf(options))
  assert.deepEqual(problems.map((problem) => placeOf(text, problem)).sort(), expected, `in ${JSON.stringify(text)}`)
  return problems
}

/** Applying the rule's first fix (or the one whose title contains `title`) until nothing is left turns `before` into `after`. */
export function checkFix(before: string, after: string, rule: string, options: CheckOptions & { readonly title?: string } = {}): void {
  const world = worldOf({ ...options, rule })
  const wanted = (problem: Problem) => problem.fixes.find((fix) => fix.edits && titleOf(fix).includes(options.title ?? ''))?.edits
  assert.equal(fixCaption(before, '/alone.txt', world, wanted).text, after)
}

export function titleOf({ title }: { readonly title: Problem['message'] }): string {
  return formatMessage(title)
}

export function messagesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map((problem) => formatMessage(problem.message))
}

export interface CheckedDataset extends OpenedDataset {
  readonly problems: readonly Problem[]
}

export interface DatasetOptions extends CheckOptions {
  readonly prepare?: (files: MemoryFiles) => void
  /** The images are real ones, and their pixels are looked at. */
  readonly inspect?: boolean
}

/**
 * The problems of a whole dataset are exactly those marked: `^^^ rule` in captions, `! anchor rule` for files, folders
 * and `.`.
 */
export async function checkDataset(text: string, options: DatasetOptions = {}): Promise<CheckedDataset> {
  const fixture = parseFixture(text)
  const expected = fixture.expected.map((line) => line.replace(/\s+/g, ' '))
  const plain = new Map<string, string>()
  for (const [name, content] of fixture.files) {
    const { text: kept, expected: marks } = readMarkers(content)
    plain.set(name, kept)
    expected.push(...marks.map((mark) => (mark.startsWith('whole ') ? `${name} ${mark.slice(6)}` : `${name}:${mark}`)))
  }
  const opened = await openDataset(plain, options)
  if (options.inspect) await inspect(opened)
  const problems = problemsOf(opened, options)
  const found = problems.map((problem) => {
    const anchor = relativePath(opened.root, problem.anchor)
    return problem.span ? `${anchor}:${placeOf(plain.get(anchor) ?? '', problem)}` : `${anchor} ${problem.rule.id}`
  })
  assert.deepEqual(found.sort(), expected.sort())
  return { ...opened, problems }
}

/** Every problem of a dataset, by the rules of all scopes. */
export function problemsOf({ workspace, dataset }: OpenedDataset, options: CheckOptions = {}): readonly Problem[] {
  const world = { ...worldOf(options), knowledge: workspace.knowledge, settings: dataset.settings, dataset }
  return [
    ...lintDataset(world),
    ...lintTrainingFiles(world),
    ...dataset.concepts().flatMap((concept) => lintConcept(concept, world)),
    ...[...dataset.samples.values()].flatMap((sample) => lintSample(sample, world)),
    ...[...dataset.samples.values()].flatMap((sample) => {
      const caption = sample.caption && workspace.captionOf(sample.caption.path)
      return caption && sample.caption ? lintCaption(caption, sample.caption.path, world) : []
    }),
  ]
}

/** What a change does, one line a file, paths relative to the root: `edit a.txt: new text`. */
export function describeChange(change: JournalledChange, root: string): readonly string[] {
  return change.files.map((file) => {
    const path = relativePath(root, file.path)
    switch (file.kind) {
      case 'edit':
        return `edit ${path}: ${applySpanEdits(file.text, file.edits)}`
      case 'create':
        return `create ${path}: ${file.text}`
      case 'delete':
        return `delete ${path}`
      case 'rename':
        return `rename ${path} → ${relativePath(root, file.to)}`
      case 'bytes':
        return `write ${path}`
      case 'transform': {
        const { encode, metadata, ...steps } = file.transform
        return `transform ${path}${file.to === undefined ? '' : ` → ${relativePath(root, file.to)}`}: ${JSON.stringify(steps)} as ${encode.format}, ${metadata} metadata`
      }
    }
  })
}

/** The change of the first fix whose title contains `title`. */
export function changeOf(problem: Problem | undefined, title = ''): JournalledChange {
  const change = problem?.fixes.find((fix) => fix.change && titleOf(fix).includes(title))?.change
  assert.ok(change, `no change '${title}' among: ${problem?.fixes.map(titleOf).join(' | ')}`)
  return change()
}

/** What a fix of this title makes of a caption, in one step. */
export function fixedBy(text: string, problem: Problem | undefined, title: string): string {
  const edits = problem?.fixes.find((fix) => fix.edits && titleOf(fix).includes(title))?.edits
  assert.ok(edits, `no fix '${title}' among: ${problem?.fixes.map(titleOf).join(' | ')}`)
  return applySpanEdits(text, editCaption(parseCaption(text), edits))
}

/** What a fix of this title, or the first, makes of the training file that the problem is in. */
export function fixedText(text: string, problem: Problem | undefined, title = ''): string {
  const edits = problem?.fixes.find((fix) => fix.textEdits && titleOf(fix).includes(title))?.textEdits
  assert.ok(edits, `no fix '${title}' among: ${problem?.fixes.map(titleOf).join(' | ')}`)
  return applySpanEdits(text, edits)
}

/**
 * A rule of training files finds exactly what is marked in the files of a set; the first fix (or the one of that title) of the first
 * problem makes `after` of its file, in which the rule then finds nothing there.
 */
export async function checkTrainingFix(fixture: string, after: string, options: DatasetOptions & { readonly title?: string }): Promise<void> {
  const { problems, files } = await checkDataset(fixture, options)
  const [problem] = problems
  const text = files.textOf(problem?.anchor ?? '') ?? ''
  const fixed = fixedText(text, problem, options.title)
  assert.equal(fixed, after)
  files.put(problem?.anchor ?? '', fixed)
  const again = await openDataset(new Map([...parseFixture(fixture).files].map(([name]) => [name, /\.(?:png|jpg|webp)$/.test(name) ? '' : (files.textOf(`${ROOT}/${name}`) ?? '')])), { ...options, prepare: undefined })
  const left = problemsOf(again, options).filter(({ anchor, span }) => anchor === problem?.anchor && span?.start === problem?.span?.start)
  assert.deepEqual(messagesOf(left), [])
}
