import type { TrainingPlanData } from '../../server/src/protocol/plan'
import { h, type Child } from '../dom'
import { t } from '../page'
import { createVirtualList } from '../virtual-list'
import { checkControl, numberControl, type Control } from './controls'
import { countText } from './format'
import { facts, foldout, place, section } from './parts'
import type { Part, PlanActions, PlanState } from './state'

type Folder = TrainingPlanData['folders'][number]
type Dataset = TrainingPlanData['datasets'][number]
type Bucket = Dataset['buckets'][number]

interface FolderRow {
  readonly element: HTMLElement
  show(folder: Folder, chosen: boolean): void
}

const isNarrow = (): boolean => window.innerWidth < 560

/** The folders with their repeats, the buckets that the images come to, and what bringing them there costs. */
export function datasetPart(actions: PlanActions): Part {
  const rows = new Map<string, FolderRow>()
  let state: PlanState | undefined
  let known = ''
  const keyOf = ({ folder, dataset }: Folder): string => `${dataset} ${folder}`
  const rowOf = (folder: Folder): FolderRow => {
    const key = keyOf(folder)
    const row = rows.get(key) ?? folderRow(folder, actions)
    rows.set(key, row)
    row.show(folder, state?.options.repeats?.[folder.folder] !== undefined)
    return row
  }
  const list = createVirtualList<Folder>({ rowHeight: () => (isNarrow() ? 84 : 50), visibleRows: 8, rowOf: (folder) => rowOf(folder).element, attributes: { 'aria-label': t('Folders') } })
  const buckets = createVirtualList<readonly [Dataset, Bucket]>({ rowHeight: () => (isNarrow() ? 42 : 24), visibleRows: 14, rowOf: ([, bucket]) => bucketRow(bucket), attributes: { 'aria-label': t('Buckets') } })
  const folded = foldout(t('Buckets'), buckets.element, actions.isOpen('buckets'), (open) => actions.setOpen('buckets', open))
  const enabled = checkControl({ id: 'buckets', label: t('Buckets by aspect ratio'), change: (value) => actions.choose('buckets', value) })
  const noUpscale = checkControl({ id: 'no-upscale', label: t('Never enlarge images'), change: (value) => actions.choose('noUpscale', value) })
  const totals = place()
  const options = place()
  const { element } = section('dataset', t('Images'), list.element, totals.element, h('div', { class: 'controls pair' }, enabled.element, noUpscale.element), options.element, folded.element)
  return {
    element,
    show(next) {
      state = next
      const { plan } = next
      const order = plan.folders.map(keyOf).join('\n')
      // rows that stay where they are keep the slider that is being moved
      if (order === known) for (const folder of plan.folders) if (rows.has(keyOf(folder))) rowOf(folder)
      if (order !== known) list.show(plan.folders)
      known = order
      totals.show(totalsOf(plan))
      const [first] = plan.datasets
      if (first) {
        enabled.show(first.enabled, next.options.buckets !== undefined)
        noUpscale.show(first.noUpscale, next.options.noUpscale !== undefined)
      }
      options.show(...plan.datasets.map((dataset, index) => datasetOf(dataset, plan.datasets.length > 1 ? index : undefined)))
      const all = plan.datasets.flatMap((dataset) => dataset.buckets.map((bucket) => [dataset, bucket] as const))
      folded.summary.textContent = all.length === 1 ? t('One bucket') : t('{0} buckets', countText(all.length))
      buckets.show(all)
    },
  }
}

function folderRow({ folder, dataset, regularization }: Folder, { chooseRepeats }: PlanActions): FolderRow {
  const repeats: Control = numberControl({ id: `repeats ${dataset} ${folder}`, label: t('Repeats'), name: t('Repeats of {0}', folder === '' ? '.' : folder), min: 1, max: 50, change: (value) => chooseRepeats(folder, value) })
  const name = h('span', { class: 'name' })
  const count = h('span', { class: 'number' })
  const total = h('span', { class: 'number total' })
  return {
    element: h('div', { class: 'folder' }, h('div', { class: 'head' }, name, count, total), repeats.element),
    show(shown, chosen) {
      name.textContent = shown.folder === '' ? shown.name : shown.folder
      name.title = regularization ? t('regularisation') : shown.name
      count.textContent = regularization ? t('{0} images, regularisation', countText(shown.images)) : t('{0} images × {1}', countText(shown.images), countText(shown.repeats.value))
      total.textContent = t('{0} samples', countText(shown.samples))
      repeats.show(shown.repeats, chosen)
    },
  }
}

function totalsOf(plan: TrainingPlanData): HTMLElement {
  const { images, samples, regularization, batchesPerEpoch } = plan
  return facts(
    [t('Images'), countText(images.value), images.source],
    [t('Samples of an epoch'), countText(samples.value), samples.source],
    ...(regularization.images > 0 ? [[t('Regularisation samples'), countText(regularization.samples), regularization.source] as const] : []),
    [t('Batches of an epoch'), countText(batchesPerEpoch.value), batchesPerEpoch.source],
  )
}

function datasetOf(dataset: Dataset, index: number | undefined): HTMLElement {
  const size = ([width, height]: readonly [number, number]): string => `${width} × ${height}`
  const limits: readonly (readonly [string, string, string])[] = dataset.enabled.value
    ? [
        [t('Shortest bucket side'), String(dataset.min.value), dataset.min.source],
        [t('Longest bucket side'), String(dataset.max.value), dataset.max.source],
        [t('Bucket step'), String(dataset.step.value), dataset.step.source],
      ]
    : []
  return h(
    'div',
    { class: 'one-dataset' },
    index !== undefined && h('h3', {}, t('Dataset {0}', index + 1)),
    facts([t('Training resolution'), size(dataset.resolution.value), dataset.resolution.source], ...(index === undefined ? [] : [[t('Batch size'), countText(dataset.batch.value), dataset.batch.source] as const]), ...limits),
  )
}

function bucketRow({ width, height, images, samples, batches, weakness }: Bucket): HTMLElement {
  const cells: readonly Child[] = [t('{0} images', countText(images)), t('{0} samples', countText(samples)), t('{0} batches', countText(batches))]
  const weak = weakness === 'single-image' ? t('copies of one image') : weakness === 'under-filled' ? t('never full') : null
  return h('div', { class: 'bucket' }, h('span', { class: 'size' }, `${width} × ${height}`), ...cells.map((cell) => h('span', { class: 'number' }, cell)), weak !== null && h('span', { class: 'weak' }, weak))
}
