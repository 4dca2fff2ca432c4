import { comparePaths } from '../base/path'
import type { Dataset } from './dataset'
import { lookAt, type ImageLooks } from './image-look'
import { findNear, hashDistance, packHashes } from './near-hashes'
import type { ImageFile, Sample } from './sample'

export interface PictureOf {
  readonly sample: Sample
  readonly image: ImageFile
}

/** Images that show the same. */
export interface DuplicateGroup {
  /** `equal`: byte for byte; `near`: by their perceptual hashes, scaled, compressed or slightly changed. */
  readonly kind: 'equal' | 'near'
  /** Two or more, in the order of their paths. */
  readonly pictures: readonly PictureOf[]
}

/**
 * Most bits that the hashes of near-equal pictures differ in. On drawings, scaling, compression and changes of brightness stay at 6 and
 * cropping 2 % mostly at 8, while the nearest two different ones of a character in the same pose have 12.
 */
const NEAR = 8
/** The same for their brightness steps, which confirm it. */
const NEAR_STEPS = 10

const known = new WeakMap<ImageLooks, readonly DuplicateGroup[]>()

/** The groups among all images that were looked at, largest first; each equal group counts as one picture in the near ones. */
export function findDuplicates(dataset: Dataset): readonly DuplicateGroup[] {
  if (dataset.looks.size === 0) return []
  const before = known.get(dataset.looks)
  const groups = before ?? group(dataset)
  if (!before) known.set(dataset.looks, groups)
  return groups.flatMap((found) => present(found, dataset))
}

/** Files may have come and gone since. */
function present({ kind, pictures }: DuplicateGroup, dataset: Dataset): DuplicateGroup[] {
  const left = pictures.flatMap(({ image: { path } }): PictureOf[] => {
    const sample = dataset.sampleAt(path)
    const image = sample?.images.find((candidate) => candidate.path === path)
    return sample && image && lookAt(dataset, image) ? [{ sample, image }] : []
  })
  return left.length > 1 ? [{ kind, pictures: left }] : []
}

function group(dataset: Dataset): readonly DuplicateGroup[] {
  const all = [...dataset.samples.values()].flatMap((sample) => sample.images.map((image): PictureOf => ({ sample, image }))).sort((a, b) => comparePaths(a.image.path, b.image.path))
  const equal = new Map<string, PictureOf[]>()
  const single: PictureOf[] = []
  for (const picture of all) {
    const look = lookAt(dataset, picture.image)
    const same = look?.digest === undefined ? undefined : equal.get(look.digest)
    if (same) same.push(picture)
    else {
      if (look?.digest !== undefined) equal.set(look.digest, [picture])
      if (look?.pixels) single.push(picture)
    }
  }
  const groups: DuplicateGroup[] = [...equal.values()].filter((pictures) => pictures.length > 1).map((pictures) => ({ kind: 'equal', pictures }))
  for (const pictures of nearGroups(single, dataset)) groups.push({ kind: 'near', pictures })
  return groups.sort((a, b) => b.pictures.length - a.pictures.length || comparePaths(a.pictures[0]?.image.path ?? '', b.pictures[0]?.image.path ?? ''))
}

function nearGroups(pictures: readonly PictureOf[], dataset: Dataset): readonly (readonly PictureOf[])[] {
  const facts = pictures.map(({ image }) => lookAt(dataset, image)?.pixels)
  const parent = pictures.map((_, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    while (parent[root] !== root) root = parent[root] ?? root
    parent[index] = root
    return root
  }
  findNear(packHashes(facts.map((found) => found?.hash ?? '')), NEAR, (a, b) => {
    const [first, second] = [facts[a], facts[b]]
    if (!first || !second || isBlank(first.steps) || hashDistance(first.steps, second.steps) > NEAR_STEPS) return
    const [one, other] = [rootOf(a), rootOf(b)]
    parent[Math.max(one, other)] = Math.min(one, other)
  })
  const groups = new Map<number, PictureOf[]>()
  pictures.forEach((picture, index) => {
    const root = rootOf(index)
    const held = groups.get(root)
    if (held) held.push(picture)
    else groups.set(root, [picture])
  })
  return [...groups.values()].filter((held) => held.length > 1)
}

/** A picture without any steps, such as a mask: its hash says nothing. */
function isBlank(steps: string): boolean {
  return /^0+$/.test(steps)
}
