import { h } from '../dom'

interface Made {
  readonly data: string | null
  readonly message: string | null
}

export interface Thumbnails {
  /** A picture that is filled once it is made; decoration, named by what stands beside it. */
  of(image: string, size: number): HTMLElement
  made(image: string, size: number, made: Made): void
}

/** Pictures are asked for when they are first shown, all of one size that are shown at once in one message. */
export function createThumbnails(ask: (images: readonly string[], size: number) => void): Thumbnails {
  const known = new Map<string, Made | undefined>()
  const wanted = new Map<number, string[]>()

  function want(image: string, size: number): void {
    if (known.has(keyOf(image, size))) return
    known.set(keyOf(image, size), undefined)
    const list = wanted.get(size) ?? []
    if (wanted.size === 0) {
      queueMicrotask(() => {
        for (const [side, images] of wanted) ask(images, side)
        wanted.clear()
      })
    }
    wanted.set(size, [...list, image])
  }

  return {
    of(image, size) {
      const frame = h('span', { class: 'picture', 'data-picture': keyOf(image, size) })
      const ready = known.get(keyOf(image, size))
      if (ready) fill(frame, ready)
      else want(image, size)
      return frame
    },
    made(image, size, made) {
      known.set(keyOf(image, size), made)
      for (const frame of document.querySelectorAll<HTMLElement>(`[data-picture="${CSS.escape(keyOf(image, size))}"]`)) fill(frame, made)
    },
  }
}

function keyOf(image: string, size: number): string {
  return `${size} ${image}`
}

function fill(frame: HTMLElement, { data, message }: Made): void {
  if (data !== null) frame.replaceChildren(h('img', { src: data, alt: '' }))
  else if (message !== null) frame.replaceChildren(h('span', { class: 'quiet' }, message))
}
