import { CancellationTokenSource, type Uri } from 'vscode'
import type { GalleryThumbnail } from '../../../server/src/protocol/gallery'
import type { LanguageServer } from '../language-server'

/** Pictures that are on their way at once: enough to keep the server's image process and its cache busy. */
const AT_ONCE = 16
/** Milliseconds in which pictures that are ready are gathered into one message. */
const GATHER = 12

export interface ThumbnailFeed {
  /** Every picture that is wanted now, the most wanted first. What was wanted before and is not among them is given up. */
  want(images: readonly string[], size: number): void
  stop(): void
}

/** Gets pictures for a page that scrolls: what it no longer wants is neither asked for nor made. */
export function createThumbnailFeed(server: Pick<LanguageServer, 'ask'>, uriOf: (image: string) => Uri, post: (thumbnails: readonly GalleryThumbnail[]) => void): ThumbnailFeed {
  const running = new Map<string, CancellationTokenSource>()
  let waiting: readonly string[] = []
  let side = 0
  let ready: GalleryThumbnail[] = []
  let timer: NodeJS.Timeout | undefined

  function fill(): void {
    for (const image of waiting) {
      if (running.size >= AT_ONCE) return
      waiting = waiting.filter((other) => other !== image)
      void make(image, side)
    }
  }

  async function make(image: string, size: number): Promise<void> {
    const cancellation = new CancellationTokenSource()
    running.set(image, cancellation)
    const made = await server.ask('taglore/thumbnail', { uri: uriOf(image).toString(), size }, cancellation.token)
    if (running.get(image) === cancellation) running.delete(image)
    const isGivenUp = cancellation.token.isCancellationRequested
    cancellation.dispose()
    if (!isGivenUp) hand({ image, size, data: made?.data ?? null, message: made?.message ?? null })
    fill()
  }

  function hand(thumbnail: GalleryThumbnail): void {
    ready.push(thumbnail)
    timer ??= setTimeout(() => {
      timer = undefined
      const all = ready
      ready = []
      post(all)
    }, GATHER)
  }

  function give(image: string, cancellation: CancellationTokenSource): void {
    running.delete(image)
    cancellation.cancel()
  }

  return {
    want(images, size) {
      const wanted = new Set(images)
      for (const [image, cancellation] of running) if (size !== side || !wanted.has(image)) give(image, cancellation)
      side = size
      waiting = images.filter((image) => !running.has(image))
      fill()
    },
    stop() {
      clearTimeout(timer)
      waiting = []
      for (const [image, cancellation] of running) give(image, cancellation)
    },
  }
}
