import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { say, type Message } from '../base/message'
import { DIST } from './product-files'
import { runProgram } from './taggers/command/run-program'

/** What of sd-scripts reads a file: `--dataset_config`, `--config_file`, `--sample_prompts`. */
export type TrainerFileKind = 'dataset' | 'training' | 'prompts'

export interface TrainerFile {
  readonly kind: TrainerFileKind
  /** Absolute. */
  readonly path: string
}

export interface CheckedFile {
  readonly path: string
  /** In the trainer's own words; empty where it accepts the file. */
  readonly refused: readonly string[]
  /** What it would warn of, or take no notice of. */
  readonly noted: readonly string[]
}

export interface TrainerAnswer {
  /** The program that was used, and its version. */
  readonly python: string
  readonly version: string
  /** Packages of the trainer that this Python lacks and parsing does not need. */
  readonly standIns: readonly string[]
  readonly files: readonly CheckedFile[]
}

export interface TrainerCheckOptions {
  /** The folder of sd-scripts. */
  readonly trainer: string
  /** Its training script, such as `train_network.py`. */
  readonly script: string
  readonly files: readonly TrainerFile[]
  /** The Python to use; without it the trainer's own virtual environment, else `python3`. */
  readonly python?: string
  readonly signal?: AbortSignal
}

/** Loading PyTorch for the first time takes minutes on a slow disk. */
const TIME_LIMIT = 10 * 60_000

/** Has the parsers of sd-scripts read files. A fault: nothing could be checked, and what is missing. */
export async function checkWithTrainer(options: TrainerCheckOptions): Promise<TrainerAnswer | { readonly fault: Message }> {
  const { trainer, script, files, signal } = options
  if (!isAbsolute(trainer) || !existsSync(trainer)) return { fault: say`There is no folder '${trainer}'; the folder of sd-scripts is wanted` }
  const candidates = pythonsFor(options)
  for (const python of candidates) {
    const given = [join(DIST, 'check_training_files.py'), trainer, script, ...files.map(({ kind, path }) => `${kind}=${path}`)]
    const outcome = await runProgram(python, given, { folder: trainer, timeLimit: TIME_LIMIT, ...(signal && { signal }) })
    switch (outcome.kind) {
      case 'missing':
        continue
      case 'failed':
        return { fault: say`Python '${python}' failed (${outcome.code}): ${outcome.told}` }
      case 'too-slow':
      case 'flood':
        return { fault: say`The trainer's parser did not come to an end and was stopped` }
      case 'done':
        return readAnswer(outcome.output, python, options)
    }
  }
  return { fault: say`No Python was found (${candidates.join(', ')}): name the one that the trainer runs with in the setting taglore.tools.python` }
}

function pythonsFor({ trainer, python }: TrainerCheckOptions): readonly string[] {
  if (python !== undefined && python.trim() !== '') return [python.trim()]
  const own = [trainer, join(trainer, '..')].flatMap((folder) => ['venv', '.venv'].map((name) => join(folder, name, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')))
  return [...own.filter((path) => existsSync(path)), 'python3', 'python']
}

interface Line {
  readonly kind: string
  readonly [key: string]: unknown
}

function readAnswer(output: string, python: string, { trainer, script, files }: TrainerCheckOptions): TrainerAnswer | { readonly fault: Message } {
  const lines = output.split('\n').filter((line) => line.trim() !== '').map(readLine)
  const fault = lines.find(({ kind }) => kind === 'fault')
  if (fault) return { fault: describeFault(String(fault['fault']), texts(fault['names']), { python, trainer, script }) }
  const about = lines.find(({ kind }) => kind === 'python')
  const checked = lines.filter(({ kind }) => kind === 'file').map((line): CheckedFile => ({ path: String(line['path']), refused: texts(line['refused']), noted: texts(line['noted']) }))
  if (!about || checked.length < files.length) return { fault: say`Python '${python}' gave no answer: is it Python 3.10 or newer?` }
  return { python, version: String(about['version']), standIns: texts(about['standIns']), files: checked }
}

function readLine(line: string): Line {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string') return { ...value, kind: value.kind }
  } catch {
    // another program's words
  }
  return { kind: 'other' }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function describeFault(fault: string, names: readonly string[], { python, trainer, script }: { readonly python: string; readonly trainer: string; readonly script: string }): Message {
  switch (fault) {
    case 'packages':
      return say`Python '${python}' lacks ${names.join(', ')}, of which the trainer's parser is made: name the Python that the trainer runs with in the setting taglore.tools.python`
    case 'trainer':
      return say`'${trainer}' is not the folder of sd-scripts: there is no library/config_util.py in it`
    case 'script':
      return say`sd-scripts in '${trainer}' has no ${script}: it may be too old for this model`
    default:
      return say`The trainer's parser cannot be loaded with Python '${python}': ${names.join('; ')}`
  }
}
