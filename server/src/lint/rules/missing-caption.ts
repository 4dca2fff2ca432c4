import { say } from '../../base/message'
import { comparePaths, nameOf, suffixOf } from '../../base/path'
import type { Change } from '../../changes/change'
import type { Concept } from '../../dataset/concepts'
import { hasCaption, type Sample } from '../../dataset/sample'
import { captionSuffix } from '../../trainer/files'
import { isBeginning } from '../beginning'
import { borrowedCaption } from '../borrowed'
import { draftCaption } from '../draft-caption'
import type { ConceptRule, Fix, PlaceFinding } from '../rule'
import { unreadExtension } from '../unread-extension'

export const missingCaption: ConceptRule = {
  id: 'missing-caption',
  scope: 'concept',
  level: 'warning',
  /** A folder of images as they were gathered. */
  cases: { beginning: 'info' },
  summary: say`An image has no caption: the trainer takes the folder's text instead`,

  *check(concept, { dataset, settings }) {
    const samples = dataset.samplesIn(concept.folder.path)
    // captions that are there and not read have a rule of their own
    if (unreadExtension(dataset, concept.folder.path)) return
    const missing = samples.filter((sample) => !hasCaption(sample) && sample.images.length > 0 && !borrowedCaption(sample, dataset))
    if (missing.length === 0) return
    const text = draftCaption(concept, dataset, samples)
    const extension = captionSuffix(settings.values['captions.extension'])
    if (missing.length > 1 && missing.length === samples.length) {
      yield { ...describeAll(concept, missing, fillFix(missing, text, extension)), ...(isBeginning(dataset) ? tellBeginning(missing, concept) : {}) }
      return
    }
    for (const sample of missing) {
      const [image] = sample.images
      if (!image) continue
      yield { anchor: image.path, message: describeOne(nameOf(image.path), concept), fixes: fillFix([sample], text, extension) }
    }
  },
}

function describeOne(name: string, { folder }: Concept): PlaceFinding['message'] {
  const tokens = folder.classTokens.trim()
  return tokens === ''
    ? say`'${name}' has no caption: it is trained with an empty one`
    : say`'${name}' has no caption: it is trained with the folder's text '${tokens}'`
}

/** A folder without any caption is the old way of training, told once. */
function describeAll(concept: Concept, missing: readonly Sample[], fixes: readonly Fix[]): PlaceFinding {
  const tokens = concept.folder.classTokens.trim()
  const related = missing.flatMap((sample) => sample.images.map((image) => image.path)).sort(comparePaths)
  const message =
    tokens === ''
      ? say`None of the ${missing.length} images of '${concept.name}' has a caption: they are trained with an empty one`
      : say`None of the ${missing.length} images of '${concept.name}' has a caption: they are trained with the folder's text '${tokens}'`
  return { anchor: concept.folder.path, message, related, fixes }
}

function tellBeginning(missing: readonly Sample[], { name }: Concept): Pick<PlaceFinding, 'case' | 'message'> {
  return { case: 'beginning', message: say`${missing.length} images in '${name}', none with a caption yet: 'Create Missing Captions' begins with them, 'New Dataset' also with the folder` }
}

function fillFix(samples: readonly Sample[], text: string, extension: string): Fix[] {
  if (text === '') return []
  const title = samples.length === 1 ? say`Create the caption '${text}'` : say`Create the caption '${text}' for ${samples.length} images`
  const change = (): Change => ({
    title,
    files: samples
      .flatMap((sample) => sample.images.slice(0, 1).map(({ path }) => ({ kind: 'create' as const, path: path.slice(0, path.length - suffixOf(path).length) + extension, text: `${text}\n` })))
      .sort((a, b) => comparePaths(a.path, b.path)),
  })
  return [{ title, safe: false, change }]
}
