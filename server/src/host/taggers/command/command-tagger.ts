import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mapBounded } from '../../../base/concurrency'
import { say, type Message } from '../../../base/message'
import { folderOf, nameOf } from '../../../base/path'
import type { TaggerSetting } from '../../../settings'
import { createImageFinder, subjectOf } from '../../../tagging/match-images'
import type { ImageScores } from '../../../tagging/score'
import { imageOf, isObject } from '../../../tagging/sources/json-values'
import { readCaptionFile } from '../../../tagging/sources/index'
import type { ImportedCaption } from '../../../tagging/sources/source'
import { fromNative } from '../../disk'
import { TaggerError, type Tagger, type TaggerRun } from '../tagger'
import { runProgram, type ProgramOutcome } from './run-program'

/** Seconds for one image; a whole folder has an hour, for a model may be loaded first. */
const IMAGE_LIMIT = 120
const FOLDER_LIMIT = 3600
const LARGEST_OUTPUT = 64 * 1024 * 1024
/** Programs that fail this often in a row will not do better. */
const PATIENCE = 3

/** A program of the user's own: called for each image, or once for each folder where its arguments name no `{image}`. */
export class CommandTagger implements Tagger {
  readonly name: string
  readonly model: string

  constructor(
    private readonly setting: TaggerSetting,
    private readonly temporary: string = tmpdir(),
  ) {
    this.name = setting.name
    this.model = JSON.stringify([setting.command, setting.arguments, setting.output])
  }

  async run(images: readonly string[], run: TaggerRun): Promise<void> {
    const { command, arguments: given = [], parallel = 1 } = this.setting
    if (command === undefined || command === '') throw new TaggerError(say`Tagger '${this.name}' has no command`)
    const named = given.join(' ')
    if (!/\{image\}|\{folder\}/.test(named)) throw new TaggerError(say`The arguments of tagger '${this.name}' name neither {image} nor {folder}`)
    if (this.setting.output === 'files' && !named.includes('{output}')) throw new TaggerError(say`The arguments of tagger '${this.name}' do not say with {output} where its files go`)
    const jobs = named.includes('{image}') ? images.map((image) => [image]) : byFolder(images)
    let failures = 0
    await mapBounded(jobs, parallel, async (job) => {
      const fault = await this.call(command, job, run)
      failures = fault ? failures + 1 : 0
      if (fault && failures >= PATIENCE) throw new TaggerError(fault)
    }, run.signal)
  }

  stop(): void {
    // each program ends with its run
  }

  /** One call of the program; gives its fault, which every image of the call is told. */
  private async call(command: string, images: readonly string[], run: TaggerRun): Promise<Message | undefined> {
    const { arguments: given = [], output = 'stdout' } = this.setting
    const [image = ''] = images
    const alone = given.join(' ').includes('{image}')
    const folder = await mkdtemp(join(this.temporary, 'taglore-tagger-'))
    try {
      const fill = (text: string): string => text.replaceAll('{image}', image).replaceAll('{folder}', folderOf(image)).replaceAll('{output}', fromNative(folder))
      const timeLimit = (this.setting.timeLimit ?? (alone ? IMAGE_LIMIT : FOLDER_LIMIT)) * 1000
      const outcome = await runProgram(command, given.map(fill), { folder, timeLimit, ...(run.signal && { signal: run.signal }) })
      if (outcome.kind !== 'done') {
        const fault = this.describe(outcome, timeLimit / 1000)
        if (outcome.kind === 'missing') throw new TaggerError(fault)
        for (const each of images) run.onFault(each, fault)
        return fault
      }
      const found = output === 'files' ? await readFolder(folder) : readOutput(outcome.output)
      if ('fault' in found) {
        for (const each of images) run.onFault(each, found.fault)
        return found.fault
      }
      return tell(found, images, alone, run)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  private describe(outcome: Exclude<ProgramOutcome, { kind: 'done' }>, seconds: number): Message {
    switch (outcome.kind) {
      case 'failed':
        return say`Tagger '${this.name}' failed (${outcome.code}): ${outcome.told}`
      case 'too-slow':
        return say`Tagger '${this.name}' took longer than ${seconds} seconds and was ended`
      case 'flood':
        return say`Tagger '${this.name}' wrote without end and was ended`
      case 'missing':
        return say`Tagger '${this.name}' cannot be started: '${this.setting.command ?? ''}' (${outcome.code})`
    }
  }
}

type Found = readonly ImportedCaption[] | { readonly fault: Message }

function tell(found: readonly ImportedCaption[], images: readonly string[], alone: boolean, run: TaggerRun): Message | undefined {
  const find = createImageFinder(images)
  const answers = new Map<string, ImageScores>()
  for (const { image, scores } of found) {
    const meant = find(image) ?? (alone ? images[0] : undefined)
    if (meant === undefined) continue
    const before = answers.get(meant)
    const text = before?.text ?? scores.text
    answers.set(meant, { tags: [...(before?.tags ?? []), ...scores.tags], ...(text !== undefined && { text }) })
  }
  const nothing = say`The tagger says nothing of this image`
  for (const image of images) {
    const scores = answers.get(image)
    if (scores) run.onScores(image, scores)
    else run.onFault(image, nothing)
  }
  return answers.size === 0 ? nothing : undefined
}

/** JSON, lines of JSON, or a caption on the last line: what stands before it is what programs tell of their work. */
function readOutput(output: string): Found {
  const text = output.trim()
  if (/^[[{]/.test(text)) return readCaptionFile(namesImages(text) ? 'output.jsonl' : 'output.json', text)
  const last = text.split(/\r\n|\n/).at(-1) ?? ''
  return readCaptionFile(/^[[{]/.test(last.trim()) ? 'output.json' : 'output.caption', last)
}

/** Whether each line is an object that names its image. */
function namesImages(text: string): boolean {
  try {
    return text.split(/\r\n|\n/).every((line) => {
      const value: unknown = JSON.parse(line)
      return isObject(value) && imageOf(value) !== undefined
    })
  } catch {
    return false
  }
}

async function readFolder(folder: string): Promise<Found> {
  const found: ImportedCaption[] = []
  for (const entry of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, entry)
    const { size } = await stat(path).then((info) => (info.isFile() ? info : { size: -1 }))
    if (size < 0) continue
    if (size > LARGEST_OUTPUT) return { fault: say`'${entry}' is too large for captions` }
    const read = readCaptionFile(fromNative(path), await readFile(path, 'utf8'))
    if ('fault' in read) return { fault: say`'${entry}': ${read.fault}` }
    found.push(...read.map(({ image, scores }) => ({ image: image === '' ? nameOf(subjectOf(fromNative(entry))) : image, scores })))
  }
  return found
}

function byFolder(images: readonly string[]): readonly (readonly string[])[] {
  const folders = new Map<string, string[]>()
  for (const image of images) {
    const list = folders.get(folderOf(image)) ?? []
    folders.set(folderOf(image), list)
    list.push(image)
  }
  return [...folders.values()]
}
