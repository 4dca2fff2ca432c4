import { say, type Message } from '../../base/message'
import { nameOf } from '../../base/path'
import { readsAsProse } from '../../caption/prose'
import { planTagChange, removeTag } from '../../changes/tag-change'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import { lookAt } from '../../dataset/image-look'
import { luminance, type PixelFacts } from '../../dataset/pixel-facts'
import { captionTextOf, type Sample } from '../../dataset/sample'
import { findTag } from '../../tags/tag-index'
import type { ConceptRule, Fix, PlaceFinding, RuleContext } from '../rule'
import { spellHere } from '../spell-here'

export const pixelsDisagree: ConceptRule = {
  id: 'pixels-disagree',
  scope: 'concept',
  level: 'info',
  summary: say`The pixels of an image say other than its tags`,

  *check(concept, context) {
    if (concept.regularization || context.dataset.looks.size === 0) return
    const looked = lookedAt(concept, context.dataset)
    yield* greyWithoutWord(concept, looked, context)
    const opaque = looked.filter(({ keys, pixels }) => keys.has('transparent background') && pixels.alpha !== 'real')
    yield* rowOf(concept, opaque, (name) => say`'${name}' is tagged 'transparent background' and nothing of it is transparent`, (count) => say`${count} images of '${concept.name}' are tagged 'transparent background' and nothing of them is transparent`, removal('transparent background', opaque))
    const dark = looked.filter(({ keys, pixels }) => keys.has('white background') && isDark(pixels))
    yield* rowOf(concept, dark, (name) => say`'${name}' is tagged 'white background' and is dark all round`, (count) => say`${count} images of '${concept.name}' are tagged 'white background' and are dark all round`, removal('white background', dark))
  },
}

interface Looked {
  readonly sample: Sample
  readonly path: string
  readonly keys: ReadonlySet<string>
  readonly pixels: PixelFacts
}

function lookedAt({ folder }: Concept, dataset: Dataset): readonly Looked[] {
  return dataset.samplesIn(folder.path).flatMap((sample): Looked[] => {
    const [image, second] = sample.images
    const pixels = image && !image.fault && !second ? lookAt(dataset, image)?.pixels : undefined
    return image && pixels && captionTextOf(sample) !== undefined ? [{ sample, path: image.path, keys: new Set(dataset.keysOf(sample.id)), pixels }] : []
  })
}

/** Words that say that there are no colours, in tags and in sentences. */
const GREY = /monochrome|gr[ae]y[ _-]?scale|black[ _-](?:and|&)[ _-]white|灰度|黑白|单色/i
/** A concept that is grey nearly throughout is meant to be: its captions need not say so. */
const MOSTLY = 0.8

function* greyWithoutWord(concept: Concept, looked: readonly Looked[], context: RuleContext): Iterable<PlaceFinding> {
  const grey = looked.filter(({ pixels }) => pixels.grey)
  const silent = grey.filter(({ sample }) => !GREY.test(captionTextOf(sample) ?? ''))
  if (silent.length === 0 || (silent.length === grey.length && grey.length > 1 && grey.length >= looked.length * MOSTLY)) return
  const record = findTag(context.knowledge.tags, 'greyscale')
  const tag = record ? spellHere(record, context) : 'greyscale'
  const tagged = silent.filter(({ sample, keys }) => sample.caption && ![...keys].some(readsAsProse))
  const title = tagged.length === 1 ? say`Add '${tag}' to the caption of '${nameOf(tagged[0]?.path ?? '')}'` : say`Add '${tag}' to ${tagged.length} captions`
  const fixes: Fix[] = tagged.length === 0 ? [] : [{ title, safe: false, change: () => planTagChange(title, tagged.map(({ sample }) => sample), () => [{ kind: 'insert', text: tag, at: 'end' }]) }]
  yield* rowOf(concept, silent, (name) => say`'${name}' has no colours, and its caption does not say so: the greyness is learnt with the concept`, (count) => say`${count} images of '${concept.name}' have no colours, and their captions do not say so: the greyness is learnt with the concept`, fixes)
}

function* rowOf({ folder }: Concept, found: readonly Looked[], one: (name: string) => Message, many: (count: number) => Message, fixes: readonly Fix[]): Iterable<PlaceFinding> {
  const [first] = found
  if (!first) return
  const paths = found.map(({ path }) => path)
  yield found.length === 1 ? { anchor: first.path, message: one(nameOf(first.path)), fixes } : { anchor: folder.path, message: many(found.length), related: paths, fixes }
}

function removal(key: string, found: readonly Looked[]): Fix[] {
  const tagged = found.filter(({ sample }) => sample.caption !== undefined)
  const title = tagged.length === 1 ? say`Remove '${key}' from the caption of '${nameOf(tagged[0]?.path ?? '')}'` : say`Remove '${key}' from ${tagged.length} captions`
  return tagged.length === 0 ? [] : [{ title, safe: false, change: () => planTagChange(title, tagged.map(({ sample }) => sample), removeTag(key)) }]
}

/** Darker than a middle grey at the edge, and of one colour there. */
const DARK = 90
const PLAIN = 0.35

function isDark({ border }: PixelFacts): boolean {
  return luminance(border.color) < DARK && border.varied < PLAIN
}
