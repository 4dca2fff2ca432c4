import { say } from '../../base/message'
import { relativePath } from '../../base/path'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import { lookAt } from '../../dataset/image-look'
import { hashDistance } from '../../dataset/near-hashes'
import { findCopies, samplesOf, teachDifferently, type Copies } from '../copies'
import { excludeFix } from '../exclude-fix'
import type { DatasetRule, Fix } from '../rule'

export const conflictingCopies: DatasetRule = {
  id: 'conflicting-copies',
  scope: 'dataset',
  level: 'warning',
  summary: say`The same image is taught under different triggers`,

  *check(dataset) {
    for (const copies of findCopies(dataset)) {
      if (!teachDifferently(copies) || !isSame(copies, dataset)) continue
      const [[first] = [], [second] = []] = [...copies.concepts]
      if (!first || !second) continue
      const name = relativePath(dataset.root, copies.pictures[0]?.image.path ?? '')
      yield {
        anchor: copies.pictures[0]?.image.path ?? dataset.root,
        related: copies.pictures.map(({ image }) => image.path),
        message: say`'${name}' is taught as '${nameOf(first)}' and as '${nameOf(second)}': each blurs the other`,
        fixes: [...copies.concepts.keys()].flatMap((concept) => keepingIn(concept, copies, dataset)),
      }
    }
  },
}

function nameOf({ name, triggers }: Concept): string {
  return triggers[0]?.text ?? name
}

/** Bits that hashes of the same picture differ in when it was only scaled or compressed. */
const SAME = 4

function isSame({ kind, pictures }: Copies, dataset: Dataset): boolean {
  if (kind === 'equal') return true
  const hashes = pictures.map(({ image }) => lookAt(dataset, image)?.pixels)
  const [first] = hashes
  return first !== undefined && hashes.every((other) => other && hashDistance(first.hash, other.hash) <= SAME && hashDistance(first.steps, other.steps) <= SAME)
}

function keepingIn(concept: Concept, { concepts, pictures }: Copies, dataset: Dataset): Fix[] {
  const kept = concepts.get(concept) ?? []
  const others = samplesOf(pictures, kept)
  return others.length === 0 ? [] : [{ ...excludeFix(dataset, others), title: say`Keep it in '${concept.name}' and exclude it elsewhere` }]
}
