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
  const groups = new Map<string, Sample[]>()
  for (const { folder, regularization } of dataset.concepts()) {
    if (regularization) continue
    yield* eachSliced(dataset.samplesIn(folder.path), (sample) => {
      const tags = textOf(sample, dataset, fewest)
      if (tags === '') return
      const group = groups.get(tags)
      if (group) group.push(sample)
      else groups.set(tags, [sample])
    })
  }
  return [...groups.values()].filter((samples) => samples.length > 1)
}

/** Samples are replaced when they change. */
const texts = new WeakMap<Sample, { readonly settings: Dataset['settings']; readonly fewest: number; readonly text: string }>()

/** The tags of a sample's caption as one text; '' where they are too few. */
function textOf(sample: Sample, dataset: Dataset, fewest: number): string {
  const known = texts.get(sample)
  if (known?.settings === dataset.settings && known.fewest === fewest) return known.text
  const keys = dataset.keysOf(sample.id)
  const text = keys.length < fewest ? '' : keys.join('\n')
  texts.set(sample, { settings: dataset.settings, fewest, text })
  return text
}
