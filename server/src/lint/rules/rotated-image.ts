import { say, type Message } from '../../base/message'
import { nameOf } from '../../base/path'
import { encodingOf, planTransforms } from '../../changes/transform-images'
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
      yield { anchor: path, message: describe(nameOf(path), header.orientation), fixes: [turning(image, header, dataset)] }
    }
  },
}

function describe(name: string, orientation: number): Message {
  if (orientation === 2 || orientation === 4) return say`'${name}' is trained as a mirror image of what you see: the trainer does not heed its EXIF orientation`
  if (orientation === 3) return say`'${name}' is trained upside down: the trainer does not heed its EXIF orientation`
  return say`'${name}' is trained lying on its side: the trainer does not heed its EXIF orientation`
}

function turning({ path }: ImageFile, { type }: ImageHeader, dataset: Dataset): Fix {
  const title = say`Turn the pixels of '${nameOf(path)}'`
  const transform = { orient: true, encode: encodingOf(path, type), metadata: 'keep' } as const
  return { title, safe: false, change: () => planTransforms(title, [{ path, transform }], excludeWorld(dataset)) }
}
