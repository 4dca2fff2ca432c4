import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { ImageReply, ImageRequest } from './image-process/messages'
import { DIST } from './product-files'

const CRASHES = 3
const WINDOW = 60_000
/** Milliseconds after which a picture counts as one that the process hangs on. */
const PATIENCE = 30_000

/** Why there is no picture. `undecodable` is about the image, the others about the process. */
export type ImageProcessFailure = 'undecodable' | 'crashed' | 'hung' | 'crashes-too-often' | 'stopped'

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
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/**
 * The image process as the server sees it. It is started with the first request and started again after a crash, at most
 * three times a minute; the requests that were under way are rejected, not repeated. One that hangs is ended.
 */
export class ImageProcess {
  private readonly entry: string
  private readonly now: () => number
  private readonly patience: number
  private child: ChildProcess | undefined
  private nextId = 1
  private readonly waiting = new Map<number, Waiting>()
  private crashes: number[] = []

  constructor({ entry = join(DIST, 'image-process.js'), now = Date.now, patience = PATIENCE }: ImageProcessOptions = {}) {
    this.entry = entry
    this.now = now
    this.patience = patience
  }

  /** A WebP no longer than `size` pixels on either side. Rejects with `ImageProcessError`. */
  thumbnail(path: string, size: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const child = this.start()
      if (!child) return reject(new ImageProcessError('crashes-too-often'))
      const request: ImageRequest = { id: this.nextId++, kind: 'thumbnail', path, size }
      const timer = setTimeout(() => this.lost(child, 'hung'), this.patience)
      this.waiting.set(request.id, { resolve, reject, timer })
      child.send(request, (error) => {
        if (error) this.lost(child, 'crashed')
      })
    })
  }

  stop(): void {
    const { child } = this
    this.child = undefined
    child?.kill()
    this.failAll('stopped')
  }

  private start(): ChildProcess | undefined {
    if (this.child) return this.child
    this.crashes = this.crashes.filter((time) => this.now() - time < WINDOW)
    if (this.crashes.length >= CRASHES) return undefined
    const child = fork(this.entry, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] })
    // an advanced-serialization channel carries exactly what the image process sends
    child.on('message', (reply) => this.receive(reply as ImageReply))
    child.on('error', () => this.lost(child, 'crashed'))
    child.on('exit', () => this.lost(child, 'crashed'))
    this.child = child
    return child
  }

  private receive(reply: ImageReply): void {
    const waiting = this.waiting.get(reply.id)
    if (!waiting) return
    this.waiting.delete(reply.id)
    clearTimeout(waiting.timer)
    if (reply.ok) waiting.resolve(reply.bytes)
    else waiting.reject(new ImageProcessError('undecodable', reply.message))
  }

  private lost(child: ChildProcess, failure: 'crashed' | 'hung'): void {
    if (this.child !== child) return
    this.child = undefined
    child.kill('SIGKILL')
    this.crashes.push(this.now())
    this.failAll(failure)
  }

  private failAll(failure: ImageProcessFailure): void {
    const waiting = [...this.waiting.values()]
    this.waiting.clear()
    for (const { reject, timer } of waiting) {
      clearTimeout(timer)
      reject(new ImageProcessError(failure))
    }
  }
}
