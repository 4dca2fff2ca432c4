import { say } from '../../base/message'
import { spread } from '../../base/spread'
import type { Concept } from '../../dataset/concepts'
import { trainedTags, type Dataset } from '../../dataset/dataset'
import type { CaptionRule } from '../rule'
import { Mark } from '../tag-facts'

export const outlierCaption: CaptionRule = {
  id: 'outlier-caption',
  scope: 'caption',
  level: 'info',
  summary: say`A caption has far fewer tags than the others of its concept, or too many to be learnt`,
  /** The most tags; the share of the median below which there are too few; the number of captions that make a median. */
  options: { most: 60, share: 1 / 3, captions: 8 },

  *check(caption, { concept, dataset, sample, settings, options, facts }) {
    if (caption.prose || concept?.regularization) return
    const number = (name: string, usual: number): number => (typeof options[name] === 'number' ? options[name] : usual)
    const isPlain = (facts.marks & (Mark.repeated | Mark.lines)) === 0
    const count = isPlain ? caption.tags.length : new Set(trainedTags(caption, settings.values['captions.wildcards']).map(({ key }) => key)).size
    if (count > number('most', 60)) yield { message: say`${count} tags: more than ${number('most', 60)} are hardly learnt, one by one` }
    if (!concept || !dataset || !sample || sample.images.length === 0 || count === 0) return
    const { median, captions } = usualCount(concept, dataset)
    if (captions < number('captions', 8) || count >= median * number('share', 1 / 3)) return
    yield { message: count === 1 ? say`One tag only: the captions of '${concept.name}' usually have ${median}` : say`${count} tags only: the captions of '${concept.name}' usually have ${median}` }
  },
}

/** Captions that are looked at, at most. */
const LOOKED_AT = 60

interface Usual {
  readonly median: number
  readonly captions: number
}

/** Concepts are made anew whenever anything in the dataset changes. */
const caches = new WeakMap<Concept, Usual>()

/** How many tags the captions of a concept have, in the middle; sentences are not counted as captions. */
function usualCount(concept: Concept, dataset: Dataset): Usual {
  const known = caches.get(concept)
  if (known) return known
  const counts = spread(dataset.samplesIn(concept.folder.path), LOOKED_AT)
    .map((sample) => dataset.keysOf(sample.id).length)
    .filter((count) => count > 0)
    .sort((a, b) => a - b)
  const usual = { median: counts[Math.floor(counts.length / 2)] ?? 0, captions: counts.length }
  caches.set(concept, usual)
  return usual
}
