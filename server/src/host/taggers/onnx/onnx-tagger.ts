import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { FileError, type FileSystem } from '../../../base/file-system'
import { say, type Message } from '../../../base/message'
import { joinPath } from '../../../base/path'
import { readModelTags, type ModelTags } from '../../../tagging/model-tags'
import type { InputForm } from '../../../tagging/pixels/prepare'
import { SCORE_FLOOR, type ImageScores } from '../../../tagging/score'
import { DIST } from '../../product-files'
import { TaggerError, type Tagger, type TaggerRun } from '../tagger'
import type { OnnxOptions, OnnxReply, OnnxRequest } from './messages'

export interface OnnxTaggerOptions {
  readonly name: string
  /** Folder with the model and its list. */
  readonly modelFolder: string
  /** Folder of the runtime: see `loadRuntime`. */
  readonly runtime: string
  readonly fileSystem: FileSystem
  readonly providers?: OnnxOptions['providers']
  /** Pictures of one inference, where the model leaves that open. */
  readonly batch?: number
  readonly threads?: number
  readonly lanes?: number
  readonly resample?: InputForm['resample']
  /** Tells another model at the same place from this one. */
  readonly stamp?: string
  /** The script of the process. */
  readonly entry?: string
}

/** What the model turned out to be. */
export type OnnxOpened = Extract<OnnxReply, { kind: 'opened' }>

/** A model's file in its folder; the first that is there counts. */
export const MODELS = ['model.onnx', 'model_optimized.onnx']
const LISTS = ['selected_tags.csv', 'tag_mapping.json']

/** A WD tagger, or another of that form, in a process of its own that lives as long as a run. */
export class OnnxTagger implements Tagger {
  readonly name: string
  readonly model: string
  /** Of the last run. */
  opened: OnnxOpened | undefined
  private child: ChildProcess | undefined

  constructor(private readonly options: OnnxTaggerOptions) {
    this.name = options.name
    this.model = JSON.stringify([options.modelFolder, options.resample ?? 'trainer', options.stamp ?? ''])
  }

  async run(images: readonly string[], run: TaggerRun): Promise<void> {
    run.signal?.throwIfAborted()
    if (images.length === 0) return
    const { model, tags } = await this.files()
    const child = fork(this.options.entry ?? join(DIST, 'tagger-process.js'), [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] })
    this.child = child
    const stop = (): void => void child.kill('SIGKILL')
    run.signal?.addEventListener('abort', stop)
    try {
      await this.converse(child, images, run, model, tags)
    } finally {
      run.signal?.removeEventListener('abort', stop)
      child.kill('SIGKILL')
      this.child = undefined
    }
  }

  /** Of the process, while a run goes on. */
  get pid(): number | undefined {
    return this.child?.pid
  }

  stop(): void {
    this.child?.kill('SIGKILL')
  }

  private converse(child: ChildProcess, images: readonly string[], run: TaggerRun, model: string, tags: ModelTags): Promise<void> {
    const { runtime, providers = 'auto', batch = 4, resample = 'trainer', lanes = defaultLanes(), threads = defaultThreads() } = this.options
    const options: OnnxOptions = { tags: tags.tags.length, output: tags.output, resample, range: tags.output === 'logits' ? 'signed' : 'bytes', providers, threads, lanes, batch, floor: SCORE_FLOOR }
    return new Promise((resolve, reject) => {
      let next = 0
      let done = 0
      const send = (request: OnnxRequest): void => void child.send(request, (error) => error && fail(say`The tagger's process is gone`))
      const fail = (told: Message): void => reject(run.signal?.aborted ? abortReason(run.signal) : new TaggerError(told))
      const feed = (): void => {
        if (next >= images.length) return
        send({ kind: 'tag', id: next, path: images[next] ?? '' })
        next++
      }
      const finish = (): void => {
        if (run.signal?.aborted) return fail(say`The tagger's process is gone`)
        if (++done === images.length) resolve()
        else feed()
      }
      // an advanced-serialization channel carries exactly what the process sends
      child.on('message', (message) => {
        const reply = message as OnnxReply
        if (run.signal?.aborted) return
        switch (reply.kind) {
          case 'opened':
            this.opened = reply
            // enough under way that the model never waits for a picture
            for (let count = reply.batch * 2 + lanes * 2; count > 0; count--) feed()
            return
          case 'scores':
            run.onScores(images[reply.id] ?? '', toScores(reply, tags))
            return finish()
          case 'fault':
            run.onFault(images[reply.id] ?? '', say`The image cannot be decoded (${reply.detail})`)
            return finish()
          case 'refused':
            return fail(describe(reply, this.options, tags))
        }
      })
      child.on('error', () => fail(say`The tagger's process is gone`))
      child.on('exit', (code, signal) => fail(say`The tagger's process ended (${String(code ?? signal)}); the model may need more memory than there is`))
      send({ kind: 'open', runtime: runtime, model: model, options })
    })
  }

  private async files(): Promise<{ model: string; tags: ModelTags }> {
    const { fileSystem, modelFolder } = this.options
    const model = await this.first(MODELS)
    const list = await this.first(LISTS)
    if (model === undefined || list === undefined) throw new TaggerError(say`'${modelFolder}' is no tagger: there must be ${(model === undefined ? MODELS : LISTS).join('|')}`)
    const tags = readModelTags(list, new TextDecoder().decode(await fileSystem.read(joinPath(modelFolder, list))))
    if ('fault' in tags) throw new TaggerError(tags.fault)
    return { model: joinPath(modelFolder, model), tags }
  }

  private async first(names: readonly string[]): Promise<string | undefined> {
    for (const name of names) {
      try {
        if ((await this.options.fileSystem.stat(joinPath(this.options.modelFolder, name))).kind === 'file') return name
      } catch (error) {
        if (!(error instanceof FileError)) throw error
      }
    }
    return undefined
  }
}

/** All cores but one: the editor stays awake. */
function defaultThreads(): number {
  return Math.max(1, availableParallelism() - 1)
}

function defaultLanes(): number {
  return Math.min(4, Math.max(1, Math.floor(availableParallelism() / 4)))
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason))
}

function toScores({ places, values }: Extract<OnnxReply, { kind: 'scores' }>, { tags }: ModelTags): ImageScores {
  return {
    tags: [...places].flatMap((place, at) => {
      const tag = tags[place]
      return tag ? [{ ...tag, score: values[at] ?? 0 }] : []
    }),
  }
}

function describe({ why, detail }: Extract<OnnxReply, { kind: 'refused' }>, { modelFolder, runtime }: OnnxTaggerOptions, { tags }: ModelTags): Message {
  switch (why) {
    case 'runtime':
      return say`There is no runtime that works in '${runtime}'; set up the local tagger again (${detail})`
    case 'model':
      return say`The model in '${modelFolder}' cannot be run (${detail})`
    case 'form':
      return say`The model in '${modelFolder}' takes no pictures as taggers do (${detail})`
    case 'list':
      return say`The list in '${modelFolder}' has ${tags.length} tags, but the model has ${detail}; they belong to different models`
    case 'output':
      return say`The model in '${modelFolder}' gives no probabilities (${detail})`
  }
}
