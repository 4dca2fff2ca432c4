import { say } from '../../base/message'
import { nameOf } from '../../base/path'
import { encodingOf, planTransforms } from '../../changes/transform-images'
import type { Dataset } from '../../dataset/dataset'
import { lookAt } from '../../dataset/image-look'
import type { ImageFile } from '../../dataset/sample'
import { usesAlphaMask } from '../alpha-mask'
import { excludeWorld } from '../exclude-fix'
import type { Fix, SampleRule } from '../rule'

export const transparentImage: SampleRule = {
  id: 'transparent-image',
  scope: 'sample',
  level: 'warning',
  summary: say`Parts of an image are transparent: the trainer sees the colours hidden there`,

  *check(sample, { dataset }) {
    const found = sample.images.filter((image) => !image.fault && lookAt(dataset, image)?.pixels?.alpha === 'real')
    if (found.length === 0 || usesAlphaMask(dataset, sample.folder)) return
    for (const image of found) {
      const name = nameOf(image.path)
      yield {
        anchor: image.path,
        message: say`Parts of '${name}' are transparent: the trainer drops the alpha and sees the colours hidden there, often black`,
        fixes: [flattening(image, dataset)],
      }
    }
  },
}

function flattening({ path, header }: ImageFile, dataset: Dataset): Fix {
  const title = say`Lay '${nameOf(path)}' on white`
  const transform = { flatten: '#ffffff', encode: encodingOf(path, header?.type), metadata: 'keep' } as const
  return { title, safe: false, needsJournal: true, change: () => planTransforms(title, [{ path, transform }], excludeWorld(dataset)) }
}
