import { say, type Message } from '../base/message'
import { captionsInForce, captionTexts } from '../dataset/caption-texts'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'

/**
 * How an image is trained: by the folder's text (the old way, which wants regularisation), by its caption, by an entry of a metadata
 * file, by an empty text, or not at all (other trainers leave out images without caption).
 */
export const IMAGE_MODES = ['class', 'captions', 'metadata', 'empty', 'skipped'] as const
export type ImageMode = (typeof IMAGE_MODES)[number]

/** What the files in force mean for the whole; `mixed` where images differ. */
export type TrainingMode = 'dreambooth-class' | 'dreambooth-captions' | 'fine-tuning' | 'mixed' | 'none'

export interface ModeFacts {
  readonly mode: TrainingMode
  /** Images that are no regularisation, by mode. */
  readonly images: Readonly<Record<ImageMode, number>>
  readonly folders: readonly FolderMode[]
  /** Where images differ: those that are not trained as most are, relative to the root. */
  readonly others: readonly { readonly file: string; readonly mode: ImageMode }[]
  readonly regularization: boolean
}

export interface FolderMode {
  readonly folder: string
  readonly classTokens: string
  readonly images: Readonly<Record<ImageMode, number>>
}

/** The mode of each image, and of the whole. Regularisation is counted in no mode: it is trained by its folder's text as a rule. */
export function collectModes(dataset: Dataset): ModeFacts {
  const total = emptyCounts()
  const folders: FolderMode[] = []
  const found: { readonly file: string; readonly mode: ImageMode }[] = []
  let regularization = false
  for (const folder of dataset.folders) {
    const samples = dataset.samplesIn(folder.path)
    if (dataset.conceptOf(folder.path)?.regularization ?? folder.regularization) {
      regularization ||= samples.length > 0
      continue
    }
    const captions = captionsInForce(folder, dataset.settingsIn(folder.path).values)
    const without = captionTexts({ text: undefined }, captions, folder.classTokens, 1)
    const missing: ImageMode = without.source === 'skipped' ? 'skipped' : without.source === 'class-tokens' && folder.classTokens !== '' ? 'class' : 'empty'
    const counts = emptyCounts()
    for (const sample of samples) {
      const mode = modeOf(sample, missing)
      for (const { path } of sample.images) {
        counts[mode]++
        total[mode]++
        found.push({ file: path, mode })
      }
    }
    folders.push({ folder: folder.relative, classTokens: folder.classTokens, images: counts })
  }
  const present = IMAGE_MODES.filter((mode) => total[mode] > 0)
  const most = present.reduce<ImageMode | undefined>((best, mode) => (best === undefined || total[mode] > total[best] ? mode : best), undefined)
  const prefix = dataset.root.length + 1
  return {
    mode: wholeMode(present),
    images: total,
    folders,
    others: present.length < 2 ? [] : found.filter(({ mode }) => mode !== most).map(({ file, mode }) => ({ file: file.startsWith(`${dataset.root}/`) ? file.slice(prefix) : file, mode })),
    regularization,
  }
}

function modeOf({ caption, listed }: Sample, missing: ImageMode): ImageMode {
  if (listed) return 'metadata'
  return caption ? 'captions' : missing
}

function wholeMode(present: readonly ImageMode[]): TrainingMode {
  const [only, second] = present
  if (only === undefined) return 'none'
  if (second !== undefined) return 'mixed'
  return only === 'metadata' ? 'fine-tuning' : only === 'captions' ? 'dreambooth-captions' : 'dreambooth-class'
}

function emptyCounts(): Record<ImageMode, number> {
  return { class: 0, captions: 0, metadata: 0, empty: 0, skipped: 0 }
}

/** The mode in words, with what follows from it. */
export function describeMode(mode: TrainingMode): Message {
  switch (mode) {
    case 'dreambooth-class':
      return say`DreamBooth without captions: every image is trained with the text of its folder, and regularisation images are wanted`
    case 'dreambooth-captions':
      return say`DreamBooth with captions: each image is trained with its own caption; the folder's name only gives the repeats`
    case 'fine-tuning':
      return say`Fine-tuning: captions stand in a metadata file, and there is no regularisation`
    case 'mixed':
      return say`Mixed: some images have captions, others are trained with the text of their folder or with none`
    case 'none':
      return say`There are no training images`
  }
}

export function describeImageMode(mode: ImageMode): Message {
  switch (mode) {
    case 'class':
      return say`the folder's text`
    case 'captions':
      return say`its caption`
    case 'metadata':
      return say`an entry of the metadata file`
    case 'empty':
      return say`an empty text`
    case 'skipped':
      return say`not trained`
  }
}
