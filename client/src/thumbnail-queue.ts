import type { LanguageServer } from './language-server'

/** Thumbnails that are made at once. */
const AT_ONCE = 4

export interface MadeThumbnail {
  readonly image: string
  readonly size: number
  readonly data: string | null
  readonly message: string | null
}

export interface ThumbnailQueue {
  /** URIs of images, and the pixels of the longest side; what is asked for last is what is looked at, and made first. */
  ask(images: readonly string[], size: number): void
  stop(): void
}

export function createThumbnailQueue(server: Pick<LanguageServer, 'ask'>, show: (made: MadeThumbnail) => void): ThumbnailQueue {
  let waiting: { readonly image: string; readonly size: number }[] = []
  let working = 0

  function next(): void {
    while (working < AT_ONCE) {
      const wanted = waiting.shift()
      if (wanted === undefined) return
      working++
      void make(wanted.image, wanted.size).finally(() => {
        working--
        next()
      })
    }
  }

  async function make(image: string, size: number): Promise<void> {
    const made = await server.ask('taglore/thumbnail', { uri: image, size })
    show({ image, size, data: made?.data ?? null, message: made?.message ?? null })
  }

  return {
    ask(images, size) {
      waiting = [...images.map((image) => ({ image, size })), ...waiting.filter((one) => one.size !== size || !images.includes(one.image))]
      next()
    },
    stop() {
      waiting = []
    },
  }
}
