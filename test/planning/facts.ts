import { distinctSizes, withSizes, type PlanFacts, type PlanSubset } from '../../server/src/planning/collect-facts'
import type { Size } from '../../server/src/trainer/buckets'
import { settingsOf } from '../support/world'

const source = { text: 'test', args: [] }

export function subset(sizes: readonly Size[], repeats: number, { folder = `${repeats}_x`, regularization = false }: { folder?: string; regularization?: boolean } = {}): PlanSubset {
  return { folder, name: folder, repeats: { value: repeats, source }, regularization, sizes, unmeasured: 0 }
}

/** Facts of one dataset without training files. */
export function factsOf(subsets: readonly PlanSubset[], settings: object = {}): PlanFacts {
  const datasets = [withSizes({ resolved: undefined, subsets })]
  const modes = { mode: 'dreambooth-captions', images: { class: 0, captions: 0, metadata: 0, empty: 0, skipped: 0 }, folders: [], others: [], regularization: false } as const
  return { root: '/set', format: 'kohya-folders', settings: settingsOf(settings), files: {}, options: undefined, datasets, sizes: distinctSizes(datasets), modes }
}

export function copies(size: Size, count: number): readonly Size[] {
  return Array.from({ length: count }, () => size)
}
