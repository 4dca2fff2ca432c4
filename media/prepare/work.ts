import { largestArea } from '../../server/src/base/crop-area'
import type { PixelArea } from '../../server/src/base/image-transform'
import type { CropImage } from '../../server/src/protocol/crop'
import type { PictureData, PrepareTask } from '../../server/src/protocol/prepare'

/** Which pictures are listed: those for which it is worth it, or all that could gain. */
export type Shown = 'worth' | 'all' | 'long'

/** Where the frame stands; 0.5 is the middle. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** Share cut off from which a crop by hand is worth a look. */
const WORTH = 0.05
/** A picture that falls a pixel short is not small. */
const SMALL = 1.01

export const MIDDLE: Place = { x: 0.5, y: 0.5 }

export function areaOf({ width, height, bucket }: PictureData, place: Place): PixelArea {
  return largestArea({ width, height }, { width: bucket[0], height: bucket[1] }, place)
}

/** A frame moved by pixels of the picture. Along the side that is not cut nothing moves. */
export function nudged(picture: PictureData, place: Place, x: number, y: number): Place {
  const area = areaOf(picture, place)
  const move = (at: number, room: number, by: number): number => (room <= 0 ? 0.5 : Math.min(1, Math.max(0, (at * room + by) / room)))
  return { x: move(place.x, picture.width - area.width, x), y: move(place.y, picture.height - area.height, y) }
}

/** Pictures that a task is about, the worst first. Those that EXIF turns are cropped one by one. */
export function picturesFor(task: PrepareTask, shown: Shown, pictures: readonly PictureData[]): readonly PictureData[] {
  switch (task) {
    case 'buckets':
      return pictures.filter((picture) => picture.orientation <= 1 && isShown(shown, picture)).sort((a, b) => Number(b.long) - Number(a.long) || b.lost - a.lost)
    case 'convert':
      return pictures
    case 'upscale':
      return pictures.filter(({ scale }) => scale > SMALL).sort((a, b) => b.scale - a.scale)
  }
}

function isShown(shown: Shown, picture: PictureData): boolean {
  const { width, height } = areaOf(picture, MIDDLE)
  if (width === picture.width && height === picture.height) return false
  return shown === 'long' ? picture.long : shown === 'all' || picture.long || picture.lost >= WORTH
}

/** What is asked of the server: each picture takes the place of its original. */
export function cropsOf(pictures: readonly PictureData[], places: Readonly<Record<string, Place>>): readonly CropImage[] {
  return pictures.map((picture) => ({ uri: picture.uri, orient: false, turn: 0, straighten: 0, crops: [{ name: picture.name.replace(/\.[^.]*$/, ''), area: areaOf(picture, places[picture.uri] ?? MIDDLE), caption: { same: true } }] }))
}

/** Bytes as people read them. */
export function bytesText(bytes: number): string {
  return bytes < 1000 * 1000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
