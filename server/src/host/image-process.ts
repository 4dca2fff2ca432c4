import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { ImageReply, ImageRequest } from './image-process/messages'
import { DIST } from './product-files'

const CRASHES = 3
const WINDOW = 60_000

export class ImageProcessError extends Error {}

/**
 * The image process as the server sees it. It is started with the first request and started again after a crash, at most
 * three times a minute; the request that was under way is rejected, not repeated.
 */
export class ImageProcess {
  private child: ChildProcess | undefined
  private nextId = 1
  private readonly waiting = new Map<number, { resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void }>()
  private crashes: number[] = []

  constructor(
    private readonly entry: string = join(DIST, 'image-process.js'),
    private readonly now: () => number = Date.now,
  ) {}

  /** A WebP no longer than `size` pixels on either side. Rejects with `ImageProcessError`. */
  thumbnail(path: string, size: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const child = this.start()
      if (!child) return reject(new ImageProcessError('the image process keeps crashing'))
      const request: ImageRequest = { id: this.nextId++, kind: 'thumbnail', path, size }
      this.waiting.set(request.id, { resolve, reject })
      child.send(request)
    })
  }

  stop(): void {
    const { child } = this
    this.child = undefined
    child?.removeAllListeners('exit')
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
    child.on('error', () => this.lost(child))
    child.on('exit', () => this.lost(child))
    this.child = child
    return child
  }

  private receive(reply: ImageReply): void {
    const waiting = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if (reply.ok) waiting?.resolve(reply.bytes)
    else waiting?.reject(new ImageProcessError(reply.message))
  }

  private lost(child: ChildProcess): void {
    if (this.child !== child) return
    this.child = undefined
    this.crashes.push(this.now())
    this.failAll('the image process stopped unexpectedly')
  }

  private failAll(reason: string): void {
    const waiting = [...this.waiting.values()]
    this.waiting.clear()
    for (const { reject } of waiting) reject(new ImageProcessError(reason))
  }
}
