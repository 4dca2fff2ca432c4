import { say, type Message } from '../base/message'
import { comparePaths, nameOf, suffixOf } from '../base/path'
import { tagKey } from '../caption/tag-key'
import type { Change, FileChange } from '../changes/change'
import type { Dataset } from '../dataset/dataset'
import type { GenerationData } from '../dataset/generation/generation-data'
import { hasCaption, type Sample } from '../dataset/sample'
import { draftCaption, draftTrigger } from '../lint/draft-caption'
import { promptTags, readInfotext } from '../lint/infotext'
import { captionSuffix } from '../trainer/files'

/**
 * `trigger`: the trigger of the concept, or the folder's text. `usual`: what most captions of the folder say. `generation`: the prompt
 * that an image generator wrote into the picture. `empty`: a line without a word.
 */
export type CaptionSource = 'trigger' | 'usual' | 'generation' | 'empty'

/** Samples with an image and without a caption. */
export function uncaptioned(samples: Iterable<Sample>, dataset: Dataset): readonly Sample[] {
  return [...samples].filter((sample) => sample.images.length > 0 && !hasCaption(sample) && dataset.conceptOf(sample.folder)?.folder.listed === undefined)
}

/** The caption that a source gives a sample; undefined where it has nothing to say. `data`: what the image itself holds. */
export function captionFrom(source: CaptionSource, sample: Pick<Sample, 'folder'>, dataset: Dataset, data: GenerationData | undefined): string | undefined {
  const concept = dataset.conceptOf(sample.folder)
  const trigger = concept ? draftTrigger(concept) : ''
  const filled = (text: string): string | undefined => (text === '' ? undefined : text)
  switch (source) {
    case 'empty':
      return ''
    case 'trigger':
      return filled(trigger)
    case 'usual':
      return concept && filled(draftCaption(concept, dataset, dataset.samplesIn(sample.folder)))
    case 'generation': {
      const tags = data ? promptTags(readInfotext(data.text)?.prompt ?? data.text) : []
      if (tags.length === 0) return undefined
      const keys = new Set(tags.map(tagKey))
      const own = (concept?.triggers ?? []).filter(({ key }) => !keys.has(key)).map(({ text }) => text)
      return [...own, ...tags].join(', ')
    }
  }
}

export interface CaptionPlan {
  readonly change: Change
  readonly refusals: readonly { readonly path: string; readonly message: Message }[]
}

/** A caption for each sample, from one source; those of which it has nothing to say are left alone. */
export function planCaptions(source: CaptionSource, samples: readonly Sample[], dataset: Dataset, dataOf: (sample: Sample) => GenerationData | undefined): CaptionPlan {
  const files: FileChange[] = []
  const refusals: { path: string; message: Message }[] = []
  for (const sample of samples) {
    const [image] = sample.images
    if (!image) continue
    const text = captionFrom(source, sample, dataset, dataOf(sample))
    const suffix = captionSuffix(dataset.settingsIn(sample.folder).values['captions.extension'])
    if (text === undefined) refusals.push({ path: image.path, message: source === 'generation' ? say`'${nameOf(image.path)}' holds no generation data` : say`Nothing is known that a caption of '${nameOf(image.path)}' could say` })
    // an empty file makes training abort, an empty line does not
    else files.push({ kind: 'create', path: image.path.slice(0, image.path.length - suffixOf(image.path).length) + suffix, text: `${text}\n` })
  }
  files.sort((a, b) => comparePaths(a.path, b.path))
  const title = files.length === 1 ? say`Create the caption '${nameOf(files[0]?.path ?? '')}'` : say`Create ${files.length} captions`
  return { change: { title, files }, refusals }
}
