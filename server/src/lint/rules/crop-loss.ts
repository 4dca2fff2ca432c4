import { say, type Message } from '../../base/message'
import { percent } from '../../base/number-format'
import { comparePaths, nameOf } from '../../base/path'
import { aspectOf, EXTREME_ASPECT, fitImages, type FittedImage } from '../image-fits'
import type { ConceptRule } from '../rule'
import { tellTogether } from '../together'

export const cropLoss: ConceptRule = {
  id: 'crop-loss',
  scope: 'concept',
  level: 'info',
  summary: say`A large part of an image is cut away by its bucket`,
  /** The share that may be cut, 0–1. */
  options: { share: 0.15 },

  *check(concept, { dataset, options, settings }) {
    const limit = typeof options['share'] === 'number' ? options['share'] : 0.15
    const images = concept.regularization ? [] : yield* fitImages(concept, dataset)
    const buckets = settings.values['buckets.enabled']
    yield* tellTogether(
      // of longer ones another rule tells, and cropping is what it asks for
      images.filter(({ fit }) => fit.lost > limit && aspectOf(fit) <= EXTREME_ASPECT),
      images.length,
      ({ path, fit }) => ({ anchor: path, message: describe(path, fit) }),
      (all) => ({
        anchor: concept.folder.path,
        related: all.map(({ path }) => path).sort(comparePaths),
        message: buckets
          ? say`${all.length} images of '${concept.name}' are cut to their buckets by up to ${worst(all)} %`
          : say`${all.length} images of '${concept.name}' are cut to the training resolution by up to ${worst(all)} %: buckets are off`,
      }),
    )
  },
}

function describe(path: string, { lost, bucket, image, lostPixels }: FittedImage['fit']): Message {
  const share = percent(lost, 1)
  const sizes = `${image.join('×')} → ${bucket.join('×')}`
  return lostPixels.width >= lostPixels.height
    ? say`${share} % of '${nameOf(path)}' is cut away left and right by its bucket (${sizes})`
    : say`${share} % of '${nameOf(path)}' is cut away above and below by its bucket (${sizes})`
}

function worst(images: readonly FittedImage[]): number {
  return percent(images.reduce((most, { fit }) => Math.max(most, fit.lost), 0), 1)
}
