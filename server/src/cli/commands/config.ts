import { describeProblems } from '../../audit/build-report'
import { renderProblems, renderProblemsMarkdown } from '../../audit/render-problems'
import type { ReportProblem } from '../../audit/report'
import { FileError } from '../../base/file-system'
import { say } from '../../base/message'
import { comparePaths, folderOf, nameOf } from '../../base/path'
import { findDatasetRoot } from '../../dataset/find-root'
import { readSurroundings } from '../../dataset/training-surroundings'
import { fromNative } from '../../host/disk'
import { loadSettings } from '../../host/load-dataset'
import { lintTrainingFile } from '../../lint/lint'
import { SETTINGS } from '../../settings'
import { readTrainingFile } from '../../training-files/read-training-file'
import { recogniseTrainingFile } from '../../training-files/recognise'
import { formatOf, printJson, type Call, type Command } from '../command'
import { exitCodeOf, failLevel } from '../fail-on'
import { describeFileError, look, openDataset, openKnowledge, pathOf, settingsPath, type OpenedDataset } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { UsageError } from '../usage-error'
import { visible } from '../visible'

export const config: Command = {
  name: 'config',
  usage: 'check FILE…',
  summary: say`Checks training files: dataset and training configurations, sample prompts`,
  details: [say`What a file is, is told by its content. Presets of graphical trainers are read and not judged.`],
  options: ['format', 'fail-on', ...DATASET_OPTIONS.filter((option) => option !== 'where')],

  async run(call) {
    const format = formatOf(call)
    const level = failLevel(call)
    const [action, ...files] = call.positionals
    if (action !== 'check') throw new UsageError(say`'taglore config' can check: taglore config check FILE…`)
    if (files.length === 0) throw new UsageError(say`Which training file is to be checked?`)
    const problems: ReportProblem[] = []
    let unreadableSettings = false
    for (const given of new Set(files)) {
      const found = await checkFile(call, given)
      unreadableSettings ||= found.unreadableSettings
      problems.push(...found.problems)
    }
    problems.sort((a, b) => comparePaths(a.file, b.file))
    await call.terminal.write(
      format === 'json' ? printJson({ problems }) : format === 'markdown' ? renderProblemsMarkdown(problems, call.translations) : visible(renderProblems(problems, call.translations)),
    )
    return unreadableSettings ? 2 : exitCodeOf(problems, level)
  },
}

/** Paths of the problems are relative to the current folder. */
async function checkFile(call: Call, given: string): Promise<{ readonly problems: readonly ReportProblem[]; readonly unreadableSettings: boolean }> {
  const { fileSystem } = call.terminal
  const path = pathOf(call, given)
  if ((await look(call, given)).kind === 'folder') throw new UsageError(say`'${given}' is a folder; name its training files`)
  const text = await read(call, path)
  const name = nameOf(path)
  const kind = recogniseTrainingFile(text, name)
  const file = kind && readTrainingFile(text, name, kind)
  if (!kind || !file) throw new UsageError(say`'${given}' is no training file that Taglore knows: a dataset or training configuration (TOML, JSON), a preset, or sample prompts`)
  const current = fromNative(call.terminal.folder)
  const opened = await datasetAround(call, path)
  const root = opened?.dataset.root ?? folderOf(path)
  const surroundings = await readSurroundings(fileSystem, { path, text, kind }, { roots: [root, current], readText: (other) => read(call, other).catch(() => undefined) })
  const settings = opened?.dataset.settings ?? (await loadSettings(fileSystem, root, { layers: [], trusted: true, settingsFile: settingsPath(call) }))
  const knowledge = opened?.knowledge ?? (await openKnowledge(call, settings, root))
  const dataset = opened?.dataset
  const found = lintTrainingFile({ path, text, file, surroundings, datasetAt: (folder) => (dataset?.holds(folder) ? dataset : undefined) }, { knowledge, settings, dataset })
  const trainingFiles = [{ document: { path, text, kind }, surroundings }]
  return { problems: describeProblems(found, { root: current, sampleAt: () => undefined, trainingFiles }, call.translate), unreadableSettings: opened?.unreadableSettings === true }
}

async function datasetAround(call: Call, path: string): Promise<OpenedDataset | undefined> {
  const root = await findDatasetRoot(call.terminal.fileSystem, folderOf(path), SETTINGS.captionExtensions.default)
  return root === undefined ? undefined : openDataset(call, root)
}

async function read(call: Call, path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await call.terminal.fileSystem.read(path))
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(describeFileError(error, path))
    if (error instanceof TypeError) throw new UsageError(say`'${path}' is no UTF-8 text`)
    throw error
  }
}
