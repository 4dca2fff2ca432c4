import { whenAborted } from '../../base/when-aborted'
import type { ImageAnswers, ImageJob } from './messages'

export type Priority = 'now' | 'soon' | 'idle'

export interface QueuedJob {
  readonly job: ImageJob
  readonly resolve: (answer: ImageAnswers[ImageJob['kind']]) => void
  readonly reject: (reason: unknown) => void
}

const ORDER: readonly Priority[] = ['now', 'soon', 'idle']

/** Jobs that wait for a lane: by priority, then in the order they came. One whose signal aborts is gone at once. */
export class ImageQueue {
  private readonly waiting: Record<Priority, Set<QueuedJob>> = { now: new Set(), soon: new Set(), idle: new Set() }

  /** False where the signal had aborted before: the job is rejected then. */
  add(job: QueuedJob, priority: Priority, signal?: AbortSignal): boolean {
    if (signal?.aborted) {
      job.reject(signal.reason)
      return false
    }
    const lane = this.waiting[priority]
    const drop = (): void => {
      lane.delete(queued)
      job.reject(signal?.reason)
    }
    let settled: (() => void) | undefined
    const queued: QueuedJob = {
      job: job.job,
      resolve: (answer) => {
        settled?.()
        job.resolve(answer)
      },
      reject: (reason) => {
        settled?.()
        job.reject(reason)
      },
    }
    lane.add(queued)
    settled = signal && whenAborted(signal, drop)
    return true
  }

  /** Takes the next one out. */
  next(): QueuedJob | undefined {
    for (const priority of ORDER) {
      const [first] = this.waiting[priority]
      if (!first) continue
      this.waiting[priority].delete(first)
      return first
    }
    return undefined
  }

  /** Takes all of them out. */
  clear(): QueuedJob[] {
    const all = ORDER.flatMap((priority) => [...this.waiting[priority]])
    for (const lane of Object.values(this.waiting)) lane.clear()
    return all
  }
}
