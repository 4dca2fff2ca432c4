import type { LanguageServer } from '../language-server'

/** Pixels of a thumbnail's longest side; sharp on screens of double density. */
const SIDE = 320
/** Thumbnails that are made at once. */
const AT_ONCE = 4

export interface MadeThumbnail {
  readonly kind: 'thumbnail'
  readonly image: string
  readonly data: string | null
  readonly message: string | null
}

export interface ThumbnailQueue {
  /** URIs of images; what is asked for last is what is looked at, and made first. */
  ask(images: readonly string[]): void
  stop(): void
}

export function createThumbnailQueue(server: Pick<LanguageServer, 'ask'>, show: (made: MadeThumbnail) => void): ThumbnailQueue {
  let waiting: string[] = []
  let working = 0

  function next(): void {
    while (working < AT_ONCE) {
      const image = waiting.shift()
      if (image === undefined) return
      working++
      void make(image).finally(() => {
        working--
        next()
      })
    }
  }

  async function make(image: string): Promise<void> {
    const made = await server.ask('taglore/thumbnail', { uri: image, size: SIDE })
    show({ kind: 'thumbnail', image, data: made?.data ?? null, message: made?.message ?? null })
  }

  return {
    ask(images) {
      waiting = [...images, ...waiting.filter((image) => !images.includes(image))]
      next()
    },
    stop() {
      waiting = []
    },
  }
}
