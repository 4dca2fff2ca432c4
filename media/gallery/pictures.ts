import type { GalleryItem, GalleryThumbnail } from '../../server/src/protocol/gallery'

/** Characters of addresses that are kept: about half a dozen screens. */
const MOST_KEPT = 32_000_000
const ITEMS_KEPT = 3000
/** Milliseconds between two questions while the page scrolls. */
const PAUSE = 60
/** Pixels of the longest side that are made: few, so that the cache on the disk is hit. */
const SIDES = [96, 160, 256, 384, 512, 768]

/** The pictures and the words of cells: the last ones that were shown are kept, and only what is wanted now is asked for. */
export interface Pictures {
  picture(image: string): GalleryThumbnail | undefined
  item(image: string): GalleryItem | undefined
  /** What the screen shows, the most wanted first. `isPassing`: it is gone before a picture could be there, and waits until it rests. */
  want(images: readonly string[], side: number, isPassing?: boolean): void
  took(thumbnails: readonly GalleryThumbnail[]): void
  tookItems(items: readonly GalleryItem[]): void
  /** Captions may have changed: words stay until new ones come. */
  stale(): void
}

export interface PictureDoors {
  thumbnails(images: readonly string[], side: number): void
  items(images: readonly string[]): void
}

/** The side that is made for so many pixels of the screen. */
export function sideFor(pixels: number): number {
  return SIDES.find((side) => side >= pixels) ?? SIDES.at(-1) ?? pixels
}

export function createPictures(doors: PictureDoors): Pictures {
  const pictures = new Map<string, GalleryThumbnail>()
  const items = new Map<string, GalleryItem>()
  const fresh = new Set<string>()
  let kept = 0
  let side = 0
  let wanted: readonly string[] = []
  let asked = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let isQuiet = true

  function ask(): void {
    const missing = wanted.filter((image) => !pictures.has(image))
    const key = `${side} ${missing.join('\n')}`
    if (key !== asked) {
      asked = key
      doors.thumbnails(missing, side)
    }
    const unknown = wanted.filter((image) => !fresh.has(image))
    if (unknown.length === 0) return
    for (const image of unknown) fresh.add(image)
    doors.items(unknown)
  }

  /** What is passed by is not worth a picture: what is under way is given up, and the next question waits for a rest. */
  function askAtRest(): void {
    clearTimeout(timer)
    if (asked !== '') doors.thumbnails([], side)
    asked = ''
    isQuiet = true
    timer = setTimeout(() => {
      timer = undefined
      askSoon()
    }, PAUSE)
  }

  function askSoon(): void {
    if (timer !== undefined) return
    // the first question goes at once, those of a page that scrolls when there is time
    if (isQuiet) ask()
    isQuiet = false
    timer = setTimeout(() => {
      timer = undefined
      isQuiet = true
      ask()
    }, PAUSE)
  }

  function drop(image: string): void {
    kept -= pictures.get(image)?.data?.length ?? 0
    pictures.delete(image)
  }

  return {
    picture(image) {
      return pictures.get(image)
    },
    item: (image) => items.get(image),
    want(images, next, isPassing = false) {
      if (next !== side) {
        side = next
        pictures.clear()
        kept = 0
      }
      wanted = images
      if (isPassing) askAtRest()
      else askSoon()
    },
    took(thumbnails) {
      for (const thumbnail of thumbnails) {
        // the first come before anything was asked for
        if (side === 0) side = thumbnail.size
        if (thumbnail.size !== side) continue
        drop(thumbnail.image)
        pictures.set(thumbnail.image, thumbnail)
        kept += thumbnail.data?.length ?? 0
      }
      for (const image of pictures.keys()) {
        if (kept <= MOST_KEPT) break
        if (!wanted.includes(image)) drop(image)
      }
    },
    tookItems(next) {
      for (const item of next) {
        const before = items.get(item.image)
        // another file under the same name
        if (before && before.stamp !== item.stamp) {
          drop(item.image)
          asked = ''
          askSoon()
        }
        items.delete(item.image)
        items.set(item.image, item)
        fresh.add(item.image)
      }
      for (const image of items.keys()) {
        if (items.size <= ITEMS_KEPT) break
        items.delete(image)
        fresh.delete(image)
      }
    },
    stale() {
      fresh.clear()
      for (const image of pictures.keys()) if (pictures.get(image)?.data === null) drop(image)
      asked = ''
      askSoon()
    },
  }
}
