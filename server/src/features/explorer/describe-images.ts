import { levelRank, type Level } from '../../base/level'
import { nameOf } from '../../base/path'
import { captionTextOf, hasCaption, type Sample } from '../../dataset/sample'
import type { Dataset } from '../../dataset/dataset'
import type { Problem } from '../../lint/problem'
import type { Snapshot } from '../../workspace/workspace'
import { diagnoseCaption } from '../diagnostics'
import type { FilteredImages } from '../filter-images'
import { captionPath } from '../neighbours'
import type { Wording } from '../preview'
import type { ExplorerImage, ExplorerPage, ImageOrder } from './explorer-data'
import { pageOf } from './pages'

/** Characters of a caption that a row and its hover need. */
const EXCERPT = 400
/** Problems that a hover lists. */
const TOLD = 5

export interface ImagesQuery {
  /** Absolute path of the concept's folder. */
  readonly folder: string
  readonly filtered: FilteredImages | undefined
  readonly order: ImageOrder
  readonly page: number | undefined
  /** What is published for a file, beside what its text says by itself. */
  readonly placed: (path: string) => readonly Problem[]
  /** Whether there is time to look at one more caption; where there is none, what was known of it before is told. */
  readonly mayLook: () => boolean
}

export interface ListedImages {
  readonly pages: readonly ExplorerPage[]
  readonly images: readonly ExplorerImage[]
  /** What is wrong with all of them is known. */
  readonly complete: boolean
}

/** The images of a folder in their order, those of a page with what is wrong with them. To order them by that all are looked at. */
export async function listImages(snapshot: Snapshot, dataset: Dataset, query: ImagesQuery, wording: Wording, breathe: () => Promise<void>): Promise<ListedImages> {
  const { filtered, order, page } = query
  const memory = new ProblemMemory(snapshot, dataset, query.placed)
  const rows = dataset.samplesIn(query.folder).flatMap((sample) => sample.images.filter(({ path }) => !filtered || filtered.images.has(path)).map(({ path }) => ({ sample, path, rank: 0 })))
  if (order !== 'name') {
    const ranks = new Map<Sample, number>()
    for (const { sample } of rows) {
      if (!ranks.has(sample)) ranks.set(sample, order === 'tags' ? dataset.keysOf(sample.id).length : -badnessOf(memory.find(sample)))
      await breathe()
    }
    rows.sort((a, b) => (ranks.get(a.sample) ?? 0) - (ranks.get(b.sample) ?? 0))
  }
  const found = pageOf(rows, ({ path }) => nameOf(path), page)
  const images: ExplorerImage[] = []
  let complete = true
  for (const { sample, path } of found.rows) {
    if (memory.isKnown(sample) || query.mayLook()) images.push(describeImage(sample, path, memory.find(sample), dataset, wording))
    else {
      complete = false
      images.push(describeImage(sample, path, memory.before(sample), dataset, wording))
    }
    await breathe()
  }
  return { pages: found.pages, images, complete }
}

function describeImage(sample: Sample, path: string, problems: readonly Problem[], dataset: Dataset, { toUri, translate }: Wording): ExplorerImage {
  const caption = sample.listed ? undefined : captionPath(dataset, sample)
  const worst = [...problems].sort((a, b) => levelRank(b.level) - levelRank(a.level))
  return {
    uri: toUri(path),
    name: nameOf(path),
    caption: caption === undefined ? null : toUri(caption),
    hasCaption: hasCaption(sample),
    text: (captionTextOf(sample) ?? '').slice(0, EXCERPT).trim(),
    tags: dataset.keysOf(sample.id).length,
    problems: problems.length,
    level: worst[0]?.level ?? null,
    messages: worst.slice(0, TOLD).map(({ message }) => translate(message)),
  }
}

/** The worst level counts first, then how many there are. */
function badnessOf(problems: readonly Problem[]): number {
  return problems.reduce((worst, { level }) => Math.max(worst, levelRank(level) + 1), 0) * 1000 + Math.min(problems.length, 999)
}

interface Known {
  readonly revision: number
  readonly knowledge: Snapshot['knowledge']
  readonly problems: readonly Problem[]
}

const known = new WeakMap<Sample, Known>()

/** Captions are looked at again when anything of their dataset has changed: rules compare them. */
class ProblemMemory {
  constructor(
    private readonly snapshot: Snapshot,
    private readonly dataset: Dataset,
    private readonly placed: ImagesQuery['placed'],
  ) {}

  /** Whether nothing has changed since the caption was looked at. */
  isKnown(sample: Sample): boolean {
    const before = known.get(sample)
    return !sample.caption || (before?.revision === this.dataset.revision && before.knowledge === this.snapshot.knowledge)
  }

  find(sample: Sample): readonly Problem[] {
    if (sample.caption && !this.isKnown(sample)) {
      const problems = diagnoseCaption(this.snapshot, sample.caption.path)
      known.set(sample, { revision: this.dataset.revision, knowledge: this.snapshot.knowledge, problems })
    }
    return this.before(sample)
  }

  /** As of the last look, which may be none. */
  before(sample: Sample): readonly Problem[] {
    const own = known.get(sample)?.problems ?? []
    const paths = [...sample.images.map(({ path }) => path), ...(sample.caption ? [sample.caption.path] : [])]
    // what is said of the folder or the dataset stands at its first file, and is not about that
    return [...own, ...paths.flatMap((path) => this.placed(path).filter(({ anchor, span }) => anchor === path && !span))].filter(({ level }) => isTold(level))
  }
}

/** Hints are no badge. */
function isTold(level: Level): boolean {
  return levelRank(level) > levelRank('hint')
}
