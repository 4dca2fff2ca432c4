import { say } from '../../base/message'
import { comparePaths, nameOf } from '../../base/path'
import { planAspectCrop, shorterBucket } from '../../changes/crop-aspect'
import type { Dataset } from '../../dataset/dataset'
import { makeBucketTable, type Size } from '../../trainer/buckets'
import { bucketOptions } from '../../trainer/resolve-buckets'
import { excludeFix, excludeWorld } from '../exclude-fix'
import { aspectOf, EXTREME_ASPECT, fitImages, type FittedImage } from '../image-fits'
import type { ConceptRule, Fix } from '../rule'
import { tellTogether } from '../together'

export const extremeAspect: ConceptRule = {
  id: 'extreme-aspect',
  scope: 'concept',
  level: 'warning',
  summary: say`An image is longer than 1:2, and its short side gets too short to learn from`,
  /** Long side ÷ short side that is still well. */
  options: { ratio: EXTREME_ASPECT },

  *check(concept, { dataset, options }) {
    const limit = typeof options['ratio'] === 'number' ? options['ratio'] : EXTREME_ASPECT
    let table: readonly Size[] | undefined
    const bucketTable = (): readonly Size[] => (table ??= makeBucketTable(bucketOptions(dataset.settings.values)))
    const images = concept.regularization ? [] : yield* fitImages(concept, dataset)
    yield* tellTogether(
      images.filter(({ fit }) => aspectOf(fit) > limit),
      images.length,
      ({ path, sample, fit }) => ({
        anchor: path,
        message: say`'${nameOf(path)}' (${fit.image.join('×')}) is longer than 1:2: trained at ${fit.bucket.join('×')}, its short side is too short to learn from; crop it to what matters, or leave it out`,
        fixes: [...cropping({ path, sample, fit }, limit, dataset, bucketTable()), excludeFix(dataset, [sample])],
      }),
      (all) => ({
        anchor: concept.folder.path,
        related: all.map(({ path }) => path).sort(comparePaths),
        message: say`${all.length} images of '${concept.name}' are longer than 1:2: the short side is too short to learn from; crop them to what matters, or leave them out`,
        fixes: [excludeFix(dataset, all.map(({ sample }) => sample))],
      }),
    )
  },
}

/** To the shape of the bucket that keeps most of it, around the centre. */
function cropping({ path, sample, fit }: FittedImage, limit: number, dataset: Dataset, table: readonly Size[]): Fix[] {
  const bucket = shorterBucket(table, fit.image, limit)
  if (!bucket) return []
  const type = sample.images.find((image) => image.path === path)?.header?.type ?? ''
  const title = say`Crop it around its centre to the shape of ${bucket.join('×')}; the original goes to '_excluded'`
  return [{ title, safe: false, needsJournal: true, change: () => planAspectCrop({ path, size: fit.image, type }, bucket, excludeWorld(dataset)) }]
}
