import { describeProblems } from '../../audit/build-report'
import { isRowShown, streamRows } from '../../audit/stream-rows'
import { renderProblemsHtml } from '../../audit/render-html'
import { renderProblems, renderProblemsMarkdown } from '../../audit/render-problems'
import type { ReportProblem } from '../../audit/report'
import type { Level } from '../../base/level'
import { FileError } from '../../base/file-system'
import { say } from '../../base/message'
import { comparePaths, folderOf, joinPath, relativePath } from '../../base/path'
import { parseCaption } from '../../caption/parse'
import { DatasetState } from '../../dataset/dataset-state'
import { partOf } from '../../dataset/part-of'
import { findDatasetRoot } from '../../dataset/find-root'
import { readCaption } from '../../dataset/read-caption'
import type { Sample } from '../../dataset/sample'
import { loadSettings } from '../../host/load-dataset'
import { selectImages } from '../../features/select-images'
import { lintCaption, lintSample } from '../../lint/lint'
import { RULES } from '../../lint/registry'
import { SETTINGS } from '../../settings'
import { choiceOf, printJson, type Call, type Command, type ReportFormat } from '../command'
import { exitCodeOf, failLevel } from '../fail-on'
import { keptRows } from '../kept-rows'
import { describeFileError, look, openDataset, openKnowledge, pathOf, settingsPath, type OpenedDataset } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { showProgress } from '../progress'
import { whereOption } from '../query-option'
import { fromNative } from '../../host/disk'
import { sarifOf } from '../sarif'
import type { ExitCode } from '../terminal'
import { UsageError } from '../usage-error'
import { visible } from '../visible'
import { reportOn } from './audit'

export const check: Command = {
  name: 'check',
  usage: 'DIR|FILE…',
  summary: say`Lists the problems of a dataset, or of single captions in the light of their dataset`,
  options: ['format', 'fail-on', 'pixels', ...DATASET_OPTIONS],

  async run(call) {
    const format = choiceOf(call, 'format', ['text', 'json', 'markdown', 'html', 'sarif', 'ndjson'], 'text')
    const level = failLevel(call)
    if (format === 'ndjson' && (await isOneFolder(call))) return streamFolder(call, level)
    const { problems, base, unreadableSettings } = await findAll(call)
    await call.terminal.write(renderFound(call, format, problems, base))
    return unreadableSettings ? 2 : exitCodeOf(problems, level)
  },
}

/** Whether the one thing to be checked is a folder. */
async function isOneFolder(call: Call): Promise<boolean> {
  const [given, more] = call.positionals
  return given !== undefined && more === undefined && (await look(call, given)).kind === 'folder'
}

/** Writes problems as they are found, a few at a time. */
async function streamFolder(call: Call, level: Level): Promise<ExitCode> {
  const where = whereOption(call)
  const opened = await openDataset(call, pathOf(call, call.positionals[0] ?? ''))
  const { dataset, knowledge, unreadableSettings } = opened
  const shown = where && partOf(dataset, selectImages(dataset, knowledge, where))
  const progress = showProgress(call, say`Checking`)
  let code: ExitCode = 0
  for await (const some of streamRows(dataset, knowledge, { translate: call.translate, kept: await keptRows(call, opened), onProgress: progress.step })) {
    const problems = some.flatMap((rows) => (shown ? rows.filter((row) => isRowShown(row, dataset, shown)) : rows))
    if (problems.length === 0) continue
    await call.terminal.write(renderLines(problems))
    if (code === 0) code = exitCodeOf(problems, level)
  }
  progress.end()
  return unreadableSettings ? 2 : code
}

function renderLines(problems: readonly ReportProblem[]): string {
  return problems.map((row) => `${JSON.stringify(row)}\n`).join('')
}

function renderFound(call: Call, format: ReportFormat | 'ndjson', problems: readonly ReportProblem[], base: string): string {
  switch (format) {
    case 'json':
      return printJson({ problems })
    case 'ndjson':
      return renderLines(problems)
    case 'markdown':
      return renderProblemsMarkdown(problems, call.translations)
    case 'html':
      return renderProblemsHtml(problems, call.translations)
    case 'sarif':
      return sarifOf(call, problems, base)
    case 'text':
      return visible(renderProblems(problems, call.translations))
  }
}

interface Found {
  /** The folder that the files of the problems are relative to. */
  readonly base: string
  readonly problems: readonly ReportProblem[]
  readonly unreadableSettings: boolean
}

/** One folder: paths relative to it. Files, or several folders: relative to the current folder. */
async function findAll(call: Call): Promise<Found> {
  const { positionals } = call
  if (positionals.length === 0) throw new UsageError(say`What is to be checked? Give the folder of a dataset, or captions`)
  const where = whereOption(call)
  const targets = []
  for (const given of positionals) targets.push({ path: pathOf(call, given), kind: (await look(call, given)).kind })
  const open = opener(call)
  const whole = new Map<string, ReturnType<typeof reportOn>>()
  const report = (opened: OpenedDataset): ReturnType<typeof reportOn> => {
    const { root } = opened.dataset
    const known = whole.get(root) ?? reportOn(call, opened, where)
    whole.set(root, known)
    return known
  }
  const base = targets.length === 1 && targets[0]?.kind === 'folder' ? targets[0].path : fromNative(call.terminal.folder)
  const problems = new Map<string, ReportProblem>()
  let unreadableSettings = false
  for (const { path, kind } of targets) {
    const root = kind === 'folder' ? path : await rootOf(call, path)
    const opened = root === undefined ? undefined : await open(root)
    unreadableSettings ||= opened?.unreadableSettings === true
    const sample = kind === 'folder' ? undefined : opened?.dataset.sampleAt(path)
    const found = !opened || (kind !== 'folder' && !sample) ? await checkAlone(call, path, opened) : (await report(opened)).problems
    const of = root ?? folderOf(path)
    for (const row of found) {
      if (sample && !isAbout(row, sample, of)) continue
      const named = rename(row, (file) => relativePath(base, file === '.' ? of : joinPath(of, file)))
      problems.set(JSON.stringify(named), named)
    }
  }
  return { problems: [...problems.values()].sort((a, b) => comparePaths(a.file, b.file)), base, unreadableSettings }
}

/** Opens each dataset once. */
function opener(call: Call): (root: string) => Promise<OpenedDataset> {
  const opened = new Map<string, Promise<OpenedDataset>>()
  return (root) => {
    const known = opened.get(root) ?? openDataset(call, root)
    opened.set(root, known)
    return known
  }
}

function rootOf(call: Call, file: string): Promise<string | undefined> {
  return findDatasetRoot(call.terminal.fileSystem, folderOf(file), SETTINGS.captionExtensions.default)
}

/** Whether a row stands at a file of the sample. */
function isAbout(row: ReportProblem, sample: Sample, root: string): boolean {
  const files = [...sample.images.map((image) => image.path), ...(sample.caption ? [sample.caption.path] : [])]
  return files.some((file) => relativePath(root, file) === row.file)
}

function rename(row: ReportProblem, name: (file: string) => string): ReportProblem {
  return { ...row, file: name(row.file), ...(row.related ? { related: row.related.map(name) } : {}) }
}

/** Rules on the bytes of a caption: of those on samples, the ones that need no image. */
const BYTE_RULES: readonly string[] = ['byte-order-mark', 'invalid-encoding']

/** A caption that no dataset reads: no image lies beside it, or the settings leave it out. */
async function checkAlone(call: Call, path: string, opened: OpenedDataset | undefined): Promise<readonly ReportProblem[]> {
  const root = opened?.dataset.root ?? folderOf(path)
  try {
    const settings = opened?.dataset.settings ?? (await loadSettings(call.terminal.fileSystem, root, { layers: [], trusted: true, settingsFile: settingsPath(call) }))
    const knowledge = opened?.knowledge ?? (await openKnowledge(call, settings, root))
    const caption = readCaption(path, await call.terminal.fileSystem.read(path))
    const sample: Sample = { id: path, folder: folderOf(path), images: [], caption }
    const world = { knowledge, settings, dataset: opened?.dataset }
    const ofText = caption.fault ? [] : lintCaption(parseCaption(caption.text), path, world)
    const nothing = new DatasetState({ root, format: undefined, hasSettingsFile: false, folders: [], samples: [], faults: [] }, settings, () => false)
    const ofBytes = lintSample(sample, { ...world, dataset: nothing, rules: RULES.filter((rule) => BYTE_RULES.includes(rule.id)) })
    return describeProblems([...ofBytes, ...ofText], { root, sampleAt: () => sample }, call.translate)
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(describeFileError(error, path))
    throw error
  }
}
