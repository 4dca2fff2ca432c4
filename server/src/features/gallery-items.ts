import { levelRank } from '../base/level'
import { nameOf } from '../base/path'
import { parseCaption } from '../caption/parse'
import type { Dataset } from '../dataset/dataset'
import { captionTextOf, type ImageFile, type Sample } from '../dataset/sample'
import { lintCaption, lintSample } from '../lint/lint'
import type { Problem } from '../lint/problem'
import type { Knowledge } from '../workspace/knowledge'
import { bucketFitter } from '../trainer/resolve-buckets'
import type { GalleryItem } from './gallery-data'
import type { Wording } from './preview'

/** Characters of a caption that a cell can show. */
const CAPTION = 160
/** Sentences of a tooltip. */
const SENTENCES = 5

/** The problems of a sample's files and of its caption, the worst first. */
export function sampleProblems(dataset: Dataset, knowledge: Knowledge, sample: Sample): readonly Problem[] {
  const world = { dataset, knowledge, settings: dataset.settingsIn(sample.folder) }
  const { caption } = sample
  const own = [...lintSample(sample, world), ...(caption && !caption.fault ? lintCaption(parseCaption(caption.text), caption.path, world) : [])]
  return own.sort((a, b) => levelRank(b.level) - levelRank(a.level))
}

/** What the cells of these images show. `problemsOf`: as `sampleProblems` has them. */
export function describeItems(dataset: Dataset, images: readonly { readonly name: string; readonly path: string }[], problemsOf: (sample: Sample) => readonly Problem[], { translate }: Pick<Wording, 'translate'>): readonly GalleryItem[] {
  const fit = bucketFitter(dataset.settings.values)
  return images.flatMap(({ name: image, path }): GalleryItem[] => {
    const sample = dataset.sampleAt(path)
    const file = sample?.images.find((candidate) => candidate.path === path)
    if (!sample || !file) return []
    const problems = problemsOf(sample)
    const text = captionTextOf(sample)
    const concept = dataset.conceptOf(sample.folder)
    return [
      {
        image,
        name: nameOf(path),
        caption: text === undefined ? null : text.trimStart().slice(0, CAPTION).split('\n', 1).join(''),
        tags: dataset.keysOf(sample.id).length,
        ...sizesOf(file, fit),
        concept: concept?.name ?? null,
        repeats: concept?.folder.repeats ?? null,
        level: problems[0]?.level ?? null,
        problems: [...new Set(problems.map(({ message }) => translate(message)))].slice(0, SENTENCES),
        problemCount: problems.length,
        stamp: file.size ?? 0,
      },
    ]
  })
}

function sizesOf({ header, fault }: ImageFile, fit: ReturnType<typeof bucketFitter>): Pick<GalleryItem, 'size' | 'bucket'> {
  if (!header || fault) return { size: null, bucket: null }
  const { bucket } = fit([header.width, header.height])
  return { size: { width: header.width, height: header.height }, bucket: bucket ? { width: bucket[0], height: bucket[1] } : null }
}
