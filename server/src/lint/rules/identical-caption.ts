import { say } from '../../base/message'
import { comparePaths, relativePath } from '../../base/path'
import { eachSliced, type Sliced } from '../../base/sliced'
import type { Dataset } from '../../dataset/dataset'
import type { Sample } from '../../dataset/sample'
import type { DatasetRule } from '../rule'

export const identicalCaption: DatasetRule = {
  id: 'identical-caption',
  scope: 'dataset',
  level: 'info',
  summary: say`Different images have the same caption`,
  /** Captions with fewer tags may well be equal. */
  options: { tags: 8 },

  *check(dataset, { options }) {
    const fewest = typeof options['tags'] === 'number' ? options['tags'] : 8
    const groups = yield* findEqual(dataset, fewest)
    if (groups.length > ROWS) {
      const paths = groups.flat().flatMap(({ caption }) => caption?.path ?? []).sort(comparePaths)
      yield { anchor: dataset.root, related: paths, message: say`${paths.length} images share ${groups.length} captions between them, each word for word` }
      return
    }
    for (const samples of groups) {
      const paths = samples.flatMap(({ caption }) => caption?.path ?? []).sort(comparePaths)
      const [first = '', second = ''] = paths.map((path) => relativePath(dataset.root, path))
      yield {
        anchor: dataset.root,
        tag: first,
        related: paths,
        message: paths.length === 2 ? say`'${first}' and '${second}' have the same caption` : say`${paths.length} images have the same caption as '${first}'`,
      }
    }
  },
}

/** More groups than these are told together: the folder is full of variants. */
const ROWS = 10

function* findEqual(dataset: Dataset, fewest: number): Sliced<readonly (readonly Sample[])[]> {
  const alike = new Map<number, Sample[]>()
  for (const { folder, regularization } of dataset.concepts()) {
    if (regularization) continue
    yield* eachSliced(dataset.samplesIn(folder.path), (sample) => {
      const keys = dataset.keysOf(sample.id)
      if (keys.length < fewest) return
      const mark = markOf(sample, keys, dataset.settings)
      const group = alike.get(mark)
      if (group) group.push(sample)
      else alike.set(mark, [sample])
    })
  }
  const equal = new Map<string, Sample[]>()
  yield* eachSliced([...alike.values()].flatMap((samples) => (samples.length > 1 ? samples : [])), (sample) => {
    const text = dataset.keysOf(sample.id).join('\n')
    const group = equal.get(text)
    if (group) group.push(sample)
    else equal.set(text, [sample])
  })
  return [...equal.values()].filter((samples) => samples.length > 1)
}

/** Samples are replaced when they change. */
const marks = new WeakMap<Sample, { readonly settings: Dataset['settings']; readonly mark: number }>()

/** The same number for the same tags in the same order; seldom the same for others. Whole texts of all captions would take too long, and too much memory. */
function markOf(sample: Sample, keys: readonly string[], settings: Dataset['settings']): number {
  const known = marks.get(sample)
  if (known?.settings === settings) return known.mark
  let mark = 0
  for (const key of keys) {
    const { length } = key
    mark = (Math.imul(mark, 31) + length + 61 * key.charCodeAt(0) + 3721 * key.charCodeAt(length >> 1) + 226_981 * key.charCodeAt(length - 1)) | 0
  }
  marks.set(sample, { settings, mark })
  return mark
}
