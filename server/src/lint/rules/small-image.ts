import { say } from '../../base/message'
import { comparePaths, nameOf } from '../../base/path'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import { bucketOptions } from '../../trainer/resolve-buckets'
import { excludeFix } from '../exclude-fix'
import { fitImages, type FittedImage } from '../image-fits'
import type { DatasetRule, PlaceFinding } from '../rule'
import { tellTogether } from '../together'

export const smallImage: DatasetRule = {
  id: 'small-image',
  scope: 'dataset',
  level: 'warning',
  cases: { slightly: 'info' },
  summary: say`An image is smaller than its bucket, so the trainer enlarges it`,
  /** How many times an image may be enlarged before it smears. */
  options: { factor: 2 },

  *check(dataset, { options }) {
    const limit = typeof options['factor'] === 'number' ? options['factor'] : 2
    const slightly: FittedImage[] = []
    for (const concept of dataset.concepts()) {
      const images = concept.regularization ? [] : yield* fitImages(concept, dataset)
      // a picture that falls a pixel short is none
      slightly.push(...images.filter(({ fit }) => fit.scale > 1.01 && fit.scale <= limit))
      yield* tellSmall(concept, images.filter(({ fit }) => fit.scale > limit), images.length, dataset)
      yield
    }
    yield* tellSlightly(slightly, dataset)
  },
}

function tellSmall(concept: Concept, small: readonly FittedImage[], total: number, dataset: Dataset): Iterable<PlaceFinding> {
  return tellTogether(
    small,
    total,
    ({ path, sample, fit }) => ({
      anchor: path,
      message: say`'${nameOf(path)}' (${fit.image.join('×')}) is enlarged ${times(fit.scale)} times for its bucket of ${fit.bucket.join('×')}: it smears; upscale it with a tool made for that, or leave it out`,
      fixes: [excludeFix(dataset, [sample])],
    }),
    (all) => ({
      anchor: concept.folder.path,
      related: pathsOf(all),
      message: say`${all.length} images of '${concept.name}' are enlarged up to ${times(largest(all))} times for their buckets: they smear; upscale them with a tool made for that, or leave them out`,
      fixes: [excludeFix(dataset, all.map(({ sample }) => sample))],
    }),
  )
}

/** Whatever the folders: one row, for it is advice. */
function* tellSlightly(images: readonly FittedImage[], dataset: Dataset): Iterable<PlaceFinding> {
  if (images.length === 0) return
  const resolution = bucketOptions(dataset.settings.values).resolution.join('×')
  const message =
    images.length === 1
      ? say`One image is a little smaller than its bucket at ${resolution} and is enlarged ${times(largest(images))} times: '${nameOf(images[0]?.path ?? '')}'`
      : say`${images.length} images are a little smaller than their buckets at ${resolution} and are enlarged, up to ${times(largest(images))} times`
  yield { case: 'slightly', anchor: dataset.root, related: pathsOf(images), message }
}

function largest(images: readonly FittedImage[]): number {
  return images.reduce((most, { fit }) => Math.max(most, fit.scale), 0)
}

function times(scale: number): string {
  return scale.toFixed(1)
}

function pathsOf(images: readonly FittedImage[]): string[] {
  return images.map(({ path }) => path).sort(comparePaths)
}
