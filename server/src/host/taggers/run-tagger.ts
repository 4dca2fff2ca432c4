import { mapBounded } from '../../base/concurrency'
import { FileError, type FileSystem } from '../../base/file-system'
import { say, type Message } from '../../base/message'
import type { ScoreStore, ImageStamp } from './score-store'
import type { Tagger } from './tagger'

export interface RunOptions {
  readonly fileSystem: FileSystem
  readonly store: ScoreStore
  /** Tags again what was tagged before. */
  readonly anew?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

export interface RunOutcome {
  /** Images tagged now, and those whose scores were there. */
  readonly tagged: number
  readonly reused: number
  readonly faults: readonly { readonly image: string; readonly message: Message }[]
}

/** Answers between two writes. */
const STEP = 32

/**
 * Runs a tagger over images and keeps what it says; only the store is written. What was said before a break stays, and the next run
 * goes on behind it. Rejects as `Tagger.run` does.
 */
export async function runTagger(tagger: Tagger, images: readonly string[], { fileSystem, store, anew = false, signal, onProgress }: RunOptions): Promise<RunOutcome> {
  const faults: { image: string; message: Message }[] = []
  const stamps = new Map<string, ImageStamp>()
  await mapBounded(images, 16, async (image) => {
    try {
      const { size, modified } = await fileSystem.stat(image)
      stamps.set(image, { size, modified })
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      faults.push({ image, message: say`The image cannot be read (${error.code})` })
    }
  }, signal)
  const there = images.filter((image) => stamps.has(image))
  const wanted = anew ? there : there.filter((image) => !store.get(image, stamps.get(image)))
  let done = images.length - wanted.length
  let tagged = 0
  let writing: Promise<void> = Promise.resolve()
  const step = (): void => {
    onProgress?.(++done, images.length)
    if (done % STEP === 0) writing = writing.then(() => store.flush())
  }
  onProgress?.(done, images.length)
  try {
    await tagger.run(wanted, {
      ...(signal && { signal }),
      onScores: (image, scores) => {
        const stamp = stamps.get(image)
        if (!stamp) return
        store.put(image, stamp, scores)
        tagged++
        step()
      },
      onFault: (image, message) => {
        faults.push({ image, message })
        step()
      },
    })
  } finally {
    await writing
    await store.flush()
  }
  return { tagged, reused: there.length - wanted.length, faults: faults.sort((a, b) => (a.image < b.image ? -1 : 1)) }
}
