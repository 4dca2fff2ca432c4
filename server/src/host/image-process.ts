import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { ImageTransform } from '../base/image-transform'
import type { PixelFacts } from '../dataset/pixel-facts'
import { ImageQueue, type Priority, type QueuedJob } from './image-process/image-queue'
import type { ImageAnswers, ImageJob, ImageReply, ImageRequest, TransformedImage } from './image-process/messages'
import { DIST } from './product-files'

const CRASHES = 3
const WINDOW = 60_000
/** Milliseconds after which a picture counts as one that the process hangs on. */
const PATIENCE = 30_000

/** Why there is no picture. `undecodable` is about the image, the others about the process; `unavailable`: sharp does not load here. */
export type ImageProcessFailure = 'undecodable' | 'unavailable' | 'crashed' | 'hung' | 'crashes-too-often' | 'stopped'

export class ImageProcessError extends Error {
  /** `detail`: for the log. */
  constructor(
    readonly failure: ImageProcessFailure,
    detail: string = failure,
  ) {
    super(detail)
    this.name = 'ImageProcessError'
  }
}

export interface ImageProcessOptions {
  /** The script of the process. */
  readonly entry?: string
  readonly now?: () => number
  readonly patience?: number
  /** Pictures that are decoded at once. */
  readonly lanes?: number
}

export interface AskOptions {
  /** `now`: somebody looks at the place where it belongs (default); `soon`: likely to be looked at; `idle`: work over a whole dataset. */
  readonly priority?: Priority
  /** Rejects with the signal's reason. What was not begun by then never is. */
  readonly signal?: AbortSignal
}

interface Running {
  readonly job: QueuedJob
  readonly timer: NodeJS.Timeout
}

/**
 * The image process as the server sees it. It is started with the first job and started again after a crash, at most three times
 * a minute; the jobs that were under way are rejected, not repeated, those that waited go on. One that hangs is ended.
 */
export class ImageProcess {
  private readonly entry: string
  private readonly now: () => number
  private readonly patience: number
  private readonly lanes: number
  private child: ChildProcess | undefined
  private nextId = 1
  private readonly queue = new ImageQueue()
  private readonly running = new Map<number, Running>()
  private crashes: number[] = []

  constructor({ entry = join(DIST, 'image-process.js'), now = Date.now, patience = PATIENCE, lanes = usualLanes() }: ImageProcessOptions = {}) {
    this.entry = entry
    this.now = now
    this.patience = patience
    this.lanes = lanes
  }

  /** A WebP no longer than `size` pixels on either side. Rejects with `ImageProcessError`, as all of these do. */
  thumbnail(path: string, size: number, options?: AskOptions): Promise<Uint8Array> {
    return this.ask({ kind: 'thumbnail', path, size }, options)
  }

  /** What the pixels say. */
  facts(path: string, options?: AskOptions): Promise<PixelFacts> {
    return this.ask({ kind: 'facts', path }, options)
  }

  /** The picture as the transform makes it. The file stays as it is. */
  transform(path: string, transform: ImageTransform, options?: AskOptions): Promise<TransformedImage> {
    return this.ask({ kind: 'transform', path, transform }, options)
  }

  /** Writes the picture to a new file; `undecodable` too where `to` is there already or cannot be written. */
  async transformTo(path: string, transform: ImageTransform, to: string, options?: AskOptions): Promise<Pick<TransformedImage, 'width' | 'height'>> {
    const { width, height } = await this.ask({ kind: 'transform', path, transform, to }, options)
    return { width, height }
  }

  stop(): void {
    const { child } = this
    this.child = undefined
    child?.kill()
    this.failRunning('stopped')
    for (const job of this.queue.clear()) job.reject(new ImageProcessError('stopped'))
  }

  private ask<Job extends ImageJob>(job: Job, { priority = 'now', signal }: AskOptions = {}): Promise<ImageAnswers[Job['kind']]> {
    return new Promise((resolve, reject) => {
      // the image process answers each kind of job with its own kind of answer
      const queued = this.queue.add({ job, resolve: (answer) => resolve(answer as ImageAnswers[Job['kind']]), reject }, priority, signal)
      if (queued) this.fill()
    })
  }

  /** Hands over jobs while there are lanes for them. */
  private fill(): void {
    while (this.running.size < this.lanes) {
      const job = this.queue.next()
      if (!job) return
      const child = this.start()
      if (!child) {
        job.reject(new ImageProcessError('crashes-too-often'))
        continue
      }
      const id = this.nextId++
      const timer = setTimeout(() => this.lost(child, 'hung'), this.patience)
      this.running.set(id, { job, timer })
      const request: ImageRequest = { id, ...job.job }
      child.send(request, (error) => {
        if (error) this.lost(child, 'crashed')
      })
    }
  }

  private start(): ChildProcess | undefined {
    if (this.child) return this.child
    this.crashes = this.crashes.filter((time) => this.now() - time < WINDOW)
    if (this.crashes.length >= CRASHES) return undefined
    const env = { ...process.env, UV_THREADPOOL_SIZE: String(this.lanes + 1) }
    const child = fork(this.entry, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [], env })
    // an advanced-serialization channel carries exactly what the image process sends
    child.on('message', (reply) => this.receive(reply as ImageReply))
    child.on('error', () => this.lost(child, 'crashed'))
    child.on('exit', () => this.lost(child, 'crashed'))
    this.child = child
    return child
  }

  private receive(reply: ImageReply): void {
    const running = this.running.get(reply.id)
    if (!running) return
    this.running.delete(reply.id)
    clearTimeout(running.timer)
    if (reply.ok) running.job.resolve(reply.answer)
    else running.job.reject(new ImageProcessError(reply.failure, reply.message))
    this.fill()
  }

  private lost(child: ChildProcess, failure: 'crashed' | 'hung'): void {
    if (this.child !== child) return
    this.child = undefined
    child.kill('SIGKILL')
    this.crashes.push(this.now())
    this.failRunning(failure)
    this.fill()
  }

  private failRunning(failure: ImageProcessFailure): void {
    const running = [...this.running.values()]
    this.running.clear()
    for (const { job, timer } of running) {
      clearTimeout(timer)
      job.reject(new ImageProcessError(failure))
    }
  }
}

/** As the journal takes it. */
export function pictureMaker(images: ImageProcess): (path: string, transform: ImageTransform, signal?: AbortSignal) => Promise<Uint8Array> {
  return async (path, transform, signal) => (await images.transform(path, transform, { signal })).bytes
}

/** A decoder for each processor, but not so many that memory runs out on large pictures. */
function usualLanes(): number {
  return Math.min(Math.max(availableParallelism(), 2), 8)
}
