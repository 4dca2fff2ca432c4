import { say } from '../../base/message'
import { comparePaths } from '../../base/path'
import { readsAsProse } from '../../caption/prose'
import type { Dataset } from '../../dataset/dataset'
import type { Sample } from '../../dataset/sample'
import { isKnown } from '../../tags/known-key'
import type { TagIndex } from '../../tags/tag-index'
import type { DatasetRule } from '../rule'

export const mixedRegister: DatasetRule = {
  id: 'mixed-register',
  scope: 'dataset',
  level: 'info',
  summary: say`Most captions are tags and a few are sentences, or the reverse`,
  /** The share of captions up to which they are a few, and the number of captions from which on it counts. */
  options: { share: 0.3, captions: 8 },

  *check(dataset, { knowledge, options }) {
    const number = (name: string, usual: number): number => (typeof options[name] === 'number' ? options[name] : usual)
    const prose = findProse(dataset, knowledge.tags)
    if (prose.size === 0 || dataset.captions < number('captions', 8)) return
    const captions = readRegisters(dataset, prose)
    const sentences = captions.filter(({ isProse }) => isProse)
    const tags = captions.filter(({ isProse }) => !isProse)
    const few = sentences.length <= tags.length ? sentences : tags
    if (few.length === 0 || few.length > captions.length * number('share', 0.3)) return
    yield {
      anchor: dataset.root,
      related: few.flatMap(({ sample }) => sample.caption?.path ?? []).sort(comparePaths),
      message: few === sentences ? say`Most captions are tags; ${few.length} of ${captions.length} read as sentences` : say`Most captions are sentences; ${few.length} of ${captions.length} read as tags`,
    }
  },
}

/** Keys that read as sentences and are no tags of any list. */
function findProse(dataset: Dataset, tags: TagIndex): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { key } of dataset.counts.all()) if (readsAsProse(key) && !isKnown(tags, key)) found.add(key)
  return found
}

function readRegisters(dataset: Dataset, prose: ReadonlySet<string>): readonly { readonly sample: Sample; readonly isProse: boolean }[] {
  return dataset.concepts().flatMap(({ folder, regularization }) =>
    regularization
      ? []
      : dataset.samplesIn(folder.path).flatMap((sample) => {
          const keys = dataset.keysOf(sample.id)
          return keys.length === 0 ? [] : [{ sample, isProse: keys.some((key) => prose.has(key)) }]
        }),
  )
}
