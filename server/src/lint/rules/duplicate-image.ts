import { say, type Message } from '../../base/message'
import { nameOf, relativePath } from '../../base/path'
import type { Dataset } from '../../dataset/dataset'
import { bestFirst, findCopies, samplesOf, teachDifferently, type Copies } from '../copies'
import { excludeFix } from '../exclude-fix'
import type { DatasetRule, Fix } from '../rule'

export const duplicateImage: DatasetRule = {
  id: 'duplicate-image',
  scope: 'dataset',
  level: 'warning',
  /** By perceptual hash: variants may be wanted. */
  cases: { near: 'info' },
  summary: say`Images show the same, and weigh more than others`,

  *check(dataset) {
    for (const copies of findCopies(dataset)) {
      // a rule of its own
      if (copies.kind === 'equal' && teachDifferently(copies)) continue
      yield {
        anchor: copies.pictures[0]?.image.path ?? dataset.root,
        related: copies.pictures.map(({ image }) => image.path),
        message: describe(copies, dataset),
        fixes: keeping(copies, dataset),
        ...(copies.kind === 'near' ? { case: 'near' } : {}),
      }
    }
  },
}

function describe({ kind, pictures }: Copies, { root }: Dataset): Message {
  const [first = '', second = ''] = pictures.map(({ image }) => relativePath(root, image.path))
  const count = pictures.length
  if (kind === 'equal') return count === 2 ? say`'${first}' and '${second}' are the same image` : say`${count} files are the same image: '${first}', '${second}' …`
  return count === 2 ? say`'${first}' and '${second}' show nearly the same` : say`A variant set: ${count} images show nearly the same as '${first}'`
}

/** Fewest images of which a few are offered to be kept. */
const MANY = 6
const FEW = 3

function keeping({ pictures }: Copies, dataset: Dataset): Fix[] {
  const ordered = bestFirst(pictures)
  const keep = (count: number, title: (rest: number) => Message): Fix[] => {
    const kept = ordered.slice(0, count)
    const rest = samplesOf(ordered.slice(count), kept)
    return rest.length === 0 ? [] : [{ ...excludeFix(dataset, rest), title: title(rest.length) }]
  }
  const best = nameOf(ordered[0]?.image.path ?? '')
  return [
    ...keep(1, (rest) => say`Keep '${best}' and exclude the others (${rest})`),
    ...(pictures.length >= MANY ? keep(FEW, (rest) => say`Keep the ${FEW} largest and exclude the others (${rest})`) : []),
  ]
}
