import { resolve } from 'node:path'
import { FileError } from '../base/file-system'
import { say, type Message } from '../base/message'
import type { Dataset } from '../dataset/dataset'
import { cacheFolder } from '../host/cache-folder'
import { fromNative } from '../host/disk'
import { loadDataset } from '../host/load-dataset'
import { loadKnowledge, type KnowledgeResult } from '../host/load-knowledge'
import { layerSettings, type Settings } from '../settings'
import type { Knowledge } from '../workspace/knowledge'
import { Workspace } from '../workspace/workspace'
import { hasOption, valueOf, valuesOf, type Call } from './command'
import { inspectPixels } from './inspect-pixels'
import { refuseMissing } from './product-missing'
import { showProgress } from './progress'
import { UsageError } from './usage-error'

export interface OpenedDataset {
  readonly dataset: Dataset
  readonly knowledge: Knowledge
  /** Names what the knowledge was made of; undefined where that cannot be told. */
  readonly knowledgeStamp: string | undefined
  /** The settings file is no JSON: everything is reported, but under wrong settings, and the exit code is 2. */
  readonly unreadableSettings: boolean
}

/** An absolute path with `/` from one on the command line. */
export function pathOf(call: Call, given: string): string {
  return fromNative(resolve(call.terminal.folder, given))
}

/** The one folder that a command is about; `names` are its arguments in the usage. */
export async function folderArgument(call: Call, given: string | undefined): Promise<string> {
  if (given === undefined) throw new UsageError(say`Which folder? Give the one that holds the images, or its folders such as 10_name`)
  const path = pathOf(call, given)
  const { kind } = await look(call, given)
  if (kind !== 'folder') throw new UsageError(say`'${given}' is a file; give the folder of the dataset`)
  return path
}

/** What is at a path that was given. */
export async function look(call: Call, given: string): Promise<{ readonly kind: 'file' | 'folder' | 'other' }> {
  try {
    return await call.terminal.fileSystem.stat(pathOf(call, given))
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(describeFileError(error, given))
    throw error
  }
}

/** What the disk refuses, and what to do about it. */
export function describeFileError(error: FileError, given: string): Message {
  switch (error.code) {
    case 'not-found':
    case 'not-folder':
      return say`There is no '${given}'; check the path`
    case 'no-permission':
      return say`'${given}' cannot be read; check its permissions`
    case 'loop':
      return say`'${given}' is a link that leads back to itself; give the real path`
    default:
      return say`'${given}' cannot be read (${error.code})`
  }
}

/** Reads the dataset at `root` with everything that is known about tags (`known` where it was read before). Rejects with `UsageError` where it cannot be read. */
export async function openDataset(call: Call, root: string, known?: Knowledge): Promise<OpenedDataset> {
  const { fileSystem } = call.terminal
  const progress = showProgress(call, say`Reading`)
  try {
    const { scan, settings } = await loadDataset(fileSystem, root, { layers: [], trusted: true, settingsFile: settingsPath(call), onProgress: progress.step, cacheFolder: cachesOf(call) })
    const { knowledge, stamp } = known ? { knowledge: known, stamp: undefined } : await readKnowledge(call, settings, root)
    const workspace = new Workspace(knowledge, layerSettings([]))
    workspace.apply({ kind: 'dataset', scan, settings })
    const [dataset] = workspace.datasets
    if (!dataset) throw new Error('a workspace keeps the dataset that it is given')
    if (hasOption(call, 'pixels')) workspace.apply({ kind: 'looks', root, looks: await inspectPixels(call, dataset) })
    return { dataset, knowledge, knowledgeStamp: stamp, unreadableSettings: known ? hasFault(settings) : tellUnreadable(call, settings) }
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(describeFileError(error, error.path))
    throw error
  } finally {
    progress.end()
  }
}

/** One line, even with `--quiet`, about a settings file of which nothing can be used. */
function tellUnreadable(call: Call, { problems }: Settings): boolean {
  const problem = problems.find(({ key }) => key === '')
  if (problem) call.terminal.tell(`taglore: ${call.translate(problem.message)}\n`)
  return problem !== undefined
}

function hasFault({ problems }: Settings): boolean {
  return problems.some(({ key }) => key === '')
}

/** The file of `--settings`. */
export function settingsPath(call: Call): string | undefined {
  const given = valueOf(call, 'settings')
  return given === undefined ? undefined : pathOf(call, given)
}

/** The lists of the command line before those of the settings. Rows that cannot be read are told and left out. */
export async function openKnowledge(call: Call, settings: Settings, root: string): Promise<Knowledge> {
  return (await readKnowledge(call, settings, root)).knowledge
}

async function readKnowledge(call: Call, settings: Settings, root: string): Promise<Pick<KnowledgeResult, 'knowledge' | 'stamp'>> {
  for (const given of [...valuesOf(call, 'tags'), ...valuesOf(call, 'relations'), ...valuesOf(call, 'translations')]) await look(call, given)
  const paths = (name: 'tags' | 'relations' | 'translations'): string[] => valuesOf(call, name).map((given) => pathOf(call, given))
  const { values } = settings
  const files = {
    lists: [...paths('tags'), ...values['tags.lists']],
    relations: [...paths('relations'), ...values['tags.relations']],
    translations: [...paths('translations'), ...values['tags.translations']],
  }
  const { knowledge, problems, stamp } = await loadKnowledge(call.terminal.fileSystem, files, root, { cacheFolder: cachesOf(call) }).catch(refuseMissing)
  for (const problem of problems) tellNote(call, problem)
  return { knowledge, stamp }
}

/** None with `--no-cache`. */
export function cachesOf(call: Call): string | undefined {
  return hasOption(call, 'no-cache') ? undefined : cacheFolder(call.terminal.environment)
}

/** Tells something that does not keep the command from its work. */
export function tellNote(call: Call, note: Message): void {
  if (!call.quiet) call.terminal.tell(`${call.translate(note)}\n`)
}
