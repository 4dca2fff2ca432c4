import { say, type Message } from '../../base/message'
import { nameOf } from '../../base/path'
import { encodingOf, planTransforms, type PictureJob } from '../../changes/transform-images'
import type { Dataset } from '../../dataset/dataset'
import type { ImageFile, ImageHeader } from '../../dataset/sample'
import { excludeWorld } from '../exclude-fix'
import type { Fix, SampleRule } from '../rule'
import { isForScripts } from '../scripts-format'

export const rotatedImage: SampleRule = {
  id: 'rotated-image',
  scope: 'sample',
  level: 'warning',
  summary: say`An image is turned only by its EXIF orientation, which the trainer does not heed`,

  *check(sample, { dataset }) {
    // trainers of other layouts turn it themselves
    if (!isForScripts(dataset)) return
    for (const image of sample.images) {
      const { path, header, fault } = image
      if (fault || !header || header.orientation < 2 || header.orientation > 8) continue
      yield { anchor: path, message: describe(nameOf(path), header.orientation), fixes: turning(image, header, dataset) }
    }
  },
}

function describe(name: string, orientation: number): Message {
  if (orientation === 2 || orientation === 4) return say`'${name}' is trained as a mirror image of what you see: the trainer does not heed its EXIF orientation`
  if (orientation === 3) return say`'${name}' is trained upside down: the trainer does not heed its EXIF orientation`
  return say`'${name}' is trained lying on its side: the trainer does not heed its EXIF orientation`
}

/** Quarter turns that EXIF orientations stand for; the others mirror. */
const TURNS: Readonly<Record<number, 90 | 180 | 270>> = { 3: 180, 6: 90, 8: 270 }

/** The mask of an image lies on the pixels as they are stored, so it is turned along. */
function masksOf(path: string, orientation: number, { folders }: Dataset): PictureJob[] {
  const turn = TURNS[orientation]
  const masks = folders.flatMap(({ masks: paired }) => paired?.pairs.get(path) ?? [])
  return turn === undefined ? [] : masks.map((mask) => ({ path: mask, transform: { turn, encode: encodingOf(mask), metadata: 'keep' } }))
}

function turning({ path }: ImageFile, { type, orientation }: ImageHeader, dataset: Dataset): Fix[] {
  const masked = dataset.folders.some(({ masks }) => masks?.pairs.has(path))
  // a mask cannot be mirrored along
  if (masked && TURNS[orientation] === undefined) return []
  const title = say`Turn the pixels of '${nameOf(path)}'`
  const transform = { orient: true, encode: encodingOf(path, type), metadata: 'keep' } as const
  return [{ title, safe: false, needsJournal: true, change: () => planTransforms(title, [{ path, transform }, ...masksOf(path, orientation, dataset)], excludeWorld(dataset)) }]
}
