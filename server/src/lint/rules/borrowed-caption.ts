import { say } from '../../base/message'
import { comparePaths, nameOf, suffixOf } from '../../base/path'
import { freeStem, planRenameSample } from '../../changes/rename-sample'
import type { Dataset } from '../../dataset/dataset'
import type { CaptionFile, Sample } from '../../dataset/sample'
import { captionSuffix } from '../../trainer/files'
import { borrowedCaption as captionBorrowedBy } from '../borrowed'
import { excludeWorld } from '../exclude-fix'
import type { ConceptRule, Fix } from '../rule'
import { tellTogether } from '../together'

export const borrowedCaption: ConceptRule = {
  id: 'borrowed-caption',
  scope: 'concept',
  level: 'warning',
  summary: say`An image without caption reads the caption of another, because its name ends like a face crop's`,

  *check({ name, folder }, { dataset, settings }) {
    const samples = dataset.samplesIn(folder.path)
    const borrowers = samples.flatMap((sample) => {
      const caption = captionBorrowedBy(sample, dataset)
      return caption ? [{ sample, caption }] : []
    })
    const extension = captionSuffix(settings.values['captions.extension'])
    yield* tellTogether(
      borrowers,
      samples.length,
      ({ sample, caption }) => ({
        anchor: imageOf(sample),
        message: say`'${nameOf(imageOf(sample))}' has no caption and reads that of another image, '${nameOf(caption.path)}': the trainer drops the last four parts of its name, as those of a face crop`,
        related: [caption.path],
        fixes: [ownCaption([{ sample, caption }], extension), renaming(sample, dataset)],
      }),
      (all) => ({
        anchor: folder.path,
        message: say`${all.length} images of '${name}' have no caption and read that of another image, such as '${nameOf(all[0]?.caption.path ?? '')}': the trainer drops the last four parts of their names, as those of face crops`,
        related: all.map(({ sample }) => imageOf(sample)).sort(comparePaths),
        fixes: [ownCaption(all, extension)],
      }),
    )
  },
}

interface Borrower {
  readonly sample: Sample
  readonly caption: CaptionFile
}

function imageOf({ images, id }: Sample): string {
  return images[0]?.path ?? id
}

/** What is trained stays the same, and can be changed for this image alone. */
function ownCaption(borrowers: readonly Borrower[], extension: string): Fix {
  const [first] = borrowers
  const title = first && borrowers.length === 1 ? say`Copy the caption for '${nameOf(imageOf(first.sample))}' itself` : say`Copy the captions for the ${borrowers.length} images themselves`
  const files = borrowers.map(({ sample, caption }) => ({ kind: 'create' as const, path: withSuffix(imageOf(sample), extension), text: caption.text }))
  return { title, safe: false, change: () => ({ title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }) }
}

/** `lumi_01_2_3_4.png` → `lumi-01-2-3-4.png`, which reads no other caption. */
function renaming(sample: Sample, dataset: Dataset): Fix {
  const world = excludeWorld(dataset)
  const stem = freeStem(nameOf(sample.id).replaceAll('_', '-'), world.filesIn(sample.folder))
  const title = say`Rename it to '${stem + suffixOf(imageOf(sample))}', which reads no other caption`
  return { title, safe: false, change: () => planRenameSample(title, sample, stem, world) }
}

function withSuffix(path: string, suffix: string): string {
  return path.slice(0, path.length - suffixOf(path).length) + suffix
}
