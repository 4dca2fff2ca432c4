import { tagKey } from '../caption/tag-key'
import { balanceRepeats, type BalanceLimits } from '../trainer/balance-repeats'
import { familyName, ownName } from './concept-family'
import type { Concept } from './concepts'
import type { Dataset } from './dataset'
import type { ConceptFolder } from './folder'
import type { Sample } from './sample'

/** Images that get repeats of their own. */
export interface BalancePart {
  readonly folder: ConceptFolder
  /** The tag whose images leave the folder for one of their own; undefined for those that stay. */
  readonly tag: string | undefined
  readonly samples: readonly Sample[]
  readonly images: number
  readonly before: number
  readonly after: number
}

/** What teaches one thing: the folders of a trigger, or the images of a tag. */
export interface BalanceRow {
  readonly name: string
  readonly parts: readonly BalancePart[]
  readonly images: number
  /** Images × repeats. */
  readonly before: number
  readonly after: number
}

export interface BalanceProposal {
  /** In the order of folders. */
  readonly rows: readonly BalanceRow[]
  readonly before: number
  readonly after: number
  /** The largest share divided by the smallest; outfits of one character share its part. */
  readonly ratioBefore: number
  readonly ratioAfter: number
  /** The tolerance and the limit are kept. */
  readonly reached: boolean
}

export interface BalanceOptions extends BalanceLimits {
  /** Tags whose images count apart from the rest of their folder, besides those that `taglore.json` declares as concepts. */
  readonly tags?: readonly string[]
}

/** Repeats that make concepts about equal, at the smallest total. Regularisation images and folders without images are left out. */
export function proposeBalance(dataset: Dataset, options: BalanceOptions): BalanceProposal {
  const groups = groupParts(dataset, options.tags ?? [])
  const units = groups.map(({ parts, weight }) => ({ parts, weight, base: reduce(parts.map((part) => part.before)) }))
  const samplesOf = (parts: readonly OpenPart[], repeats: readonly number[]): number => parts.reduce((sum, part, at) => sum + part.images * (repeats[at] ?? 1), 0)
  const solved = balanceRepeats(units.map(({ parts, weight, base }) => ({ samples: samplesOf(parts, base), weight })), options)
  const rows = groups.map(({ name, parts }, at): BalanceRow => {
    const after = (units[at]?.base ?? []).map((repeats) => repeats * (solved.factors[at] ?? 1))
    return {
      name,
      parts: parts.map((part, place) => ({ ...part, after: after[place] ?? part.before })),
      images: parts.reduce((sum, part) => sum + part.images, 0),
      before: samplesOf(parts, parts.map((part) => part.before)),
      after: samplesOf(parts, after),
    }
  })
  const shares = groups.map(({ weight }, at) => (rows[at]?.before ?? 0) / weight)
  return {
    rows,
    before: rows.reduce((sum, row) => sum + row.before, 0),
    after: solved.samples,
    ratioBefore: shares.length < 2 ? 1 : Math.max(...shares) / Math.min(...shares),
    ratioAfter: solved.ratio,
    reached: solved.reached,
  }
}

type OpenPart = Omit<BalancePart, 'after'>

interface Group {
  readonly name: string
  readonly parts: readonly OpenPart[]
  readonly weight: number
}

/** One a trigger or tag; the outfits of a character share what a character without outfits has for itself. */
function groupParts(dataset: Dataset, tags: readonly string[]): readonly Group[] {
  const families = new Map<string, Map<string, OpenPart[]>>()
  const put = (family: string, name: string, part: OpenPart): void => {
    const rows = families.get(family) ?? new Map<string, OpenPart[]>()
    rows.set(name, [...(rows.get(name) ?? []), part])
    families.set(family, rows)
  }
  for (const concept of dataset.concepts()) {
    if (concept.regularization) continue
    const family = familyName(concept) ?? concept.name
    const { apart, rest } = splitByTags(dataset, concept, wantedTags(dataset, concept, tags))
    const part = (samples: readonly Sample[], tag: string | undefined): OpenPart => ({ folder: concept.folder, tag, samples, images: samples.reduce((sum, sample) => sum + sample.images.length, 0), before: concept.folder.repeats })
    if (rest.length > 0) put(family, ownName(concept) ?? concept.name, part(rest, undefined))
    for (const [tag, samples] of apart) put(family, tag, part(samples, tag))
  }
  return [...families].flatMap(([, rows]) => [...rows].map(([name, parts]) => ({ name: rows.size === 1 && parts.length === 1 ? labelOf(dataset, parts[0], name) : name, parts, weight: 1 / rows.size })))
}

function labelOf(dataset: Dataset, part: OpenPart | undefined, name: string): string {
  return (part && dataset.conceptOf(part.folder.path)?.name) ?? name
}

/** The declared concepts that are tags rather than folders, where the folder has some of their images, and those asked for. */
function wantedTags(dataset: Dataset, { folder, triggers }: Concept, asked: readonly string[]): readonly string[] {
  const declared = dataset.settings.values.concepts.flatMap((setting) => (setting.folders === undefined ? (setting.tags ?? []) : []))
  const own = new Set(triggers.map(({ key }) => key))
  const { tags } = dataset.counts.inFolder(folder.path)
  return [...new Map([...declared, ...asked].map((tag) => [tagKey(tag), tag])).entries()].flatMap(([key, tag]) => (tags.has(key) && !own.has(key) ? [tag] : []))
}

/** Samples by the first of the tags that they carry. A tag that all carry sets nothing apart. */
function splitByTags(dataset: Dataset, { folder }: Concept, tags: readonly string[]): { readonly apart: ReadonlyMap<string, readonly Sample[]>; readonly rest: readonly Sample[] } {
  const samples = dataset.samplesIn(folder.path).filter((sample) => sample.images.length > 0)
  const apart = new Map<string, Sample[]>()
  let rest: readonly Sample[] = samples
  for (const tag of tags) {
    const has = new Set(rest.filter((sample) => dataset.keysOf(sample.id).includes(tagKey(tag))))
    if (has.size === 0 || has.size === rest.length) continue
    apart.set(tag, [...has])
    rest = rest.filter((sample) => !has.has(sample))
  }
  return { apart, rest }
}

/** The smallest whole numbers in the same relation: what people set between folders of one trigger stays. */
function reduce(repeats: readonly number[]): readonly number[] {
  if (!repeats.every((value) => Number.isInteger(value) && value > 0)) return repeats.map(() => 1)
  const divisor = repeats.reduce(greatestDivisor, 0)
  return repeats.map((value) => value / Math.max(1, divisor))
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
