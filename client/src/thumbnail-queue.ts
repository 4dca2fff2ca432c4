import type { LanguageServer } from './language-server'

/** Thumbnails that are made at once. */
const AT_ONCE = 4

export interface MadeThumbnail {
  readonly image: string
  /** An address that a page can show; null where there is none, and `message` tells why. */
  readonly data: string | null
  readonly message: string | null
}

export interface ThumbnailQueue {
  /** What is asked for last is what is looked at, and comes first. */
  ask(images: readonly string[]): void
  clear(): void
}

/** Has small pictures made for a page. `side`: pixels of the longest side. */
export function createThumbnailQueue(server: LanguageServer, side: number, made: (thumbnail: MadeThumbnail) => void): ThumbnailQueue {
  let waiting: string[] = []
  let working = 0

  function work(): void {
    while (working < AT_ONCE) {
      const image = waiting.shift()
      if (image === undefined) return
      working++
      void make(image).finally(() => {
        working--
        work()
      })
    }
  }

  async function make(image: string): Promise<void> {
    const answer = await server.ask('taglore/thumbnail', { uri: image, size: side })
    made({ image, data: answer?.data ?? null, message: answer?.message ?? null })
  }

  return {
    ask(images) {
      waiting = [...images, ...waiting.filter((image) => !images.includes(image))]
      work()
    },
    clear: () => {
      waiting = []
    },
  }
}
