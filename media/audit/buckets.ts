import type { AuditAction, BucketRow, BucketView } from '../../server/src/protocol/audit'
import { h, render } from '../dom'
import { t } from '../page'
import { shareText } from '../share'
import { barChart, type ChartRow, type TableChoice } from './chart'
import { section } from './section'

export interface BucketSection {
  readonly element: HTMLElement
  /** The buckets at the resolution that was tried. */
  fill(view: BucketView): void
}

/** Sides that are usual for the families of models. */
const USUAL = [512, 768, 1024] as const

/** How the images lie in buckets, with a resolution to try: what would be enlarged and cut is recomputed while it is typed. */
export function bucketSection(inForce: BucketView, tables: TableChoice, send: (action: AuditAction) => void): BucketSection | undefined {
  if (inForce.buckets.length === 0) return undefined
  const [width, height] = [sideField(t('Width'), 'width', inForce.resolution[0]), sideField(t('Height'), 'height', inForce.resolution[1])]
  const noUpscale = h('input', { type: 'checkbox', id: 'no-upscale', 'data-key': 'no-upscale', checked: inForce.noUpscale })
  const title = h('span', {})
  const result = h('div', {})
  const use = h('vscode-button', { secondary: true, hidden: true, 'data-key': 'use-resolution', onclick: () => send({ kind: 'setting', what: { kind: 'resolution', width: sideOf(width), height: sideOf(height) } }) }, t('Use this resolution…'))
  const summary = h('p', { role: 'status', class: 'bucket-summary' })

  function tryOut(): void {
    if (width.checkValidity() && height.checkValidity()) send({ kind: 'buckets', width: sideOf(width), height: sideOf(height), noUpscale: noUpscale.checked })
  }
  function tryUsual(side: number): void {
    width.value = String(side)
    height.value = String(side)
    tryOut()
  }
  for (const input of [width, height, noUpscale]) input.addEventListener('input', tryOut)

  function fill(view: BucketView): void {
    title.textContent = titleOf(view)
    summary.textContent = summaryOf(view)
    use.hidden = view.resolution[0] === inForce.resolution[0] && view.resolution[1] === inForce.resolution[1]
    render(
      result,
      barChart({
        id: 'buckets',
        unit: t('Images in each bucket, in pixels'),
        rows: view.buckets.map((bucket) => rowOf(bucket, view.images)),
        columns: [t('Bucket'), t('Images'), t('With repeats'), t('Share'), t('Enlarged'), t('Cut away on average'), t('Cut away at most')],
        tables,
      }),
    )
  }
  fill(inForce)
  const control = h(
    'div',
    { class: 'resolution', role: 'group', 'aria-label': t('Training resolution') },
    h('span', { class: 'quiet' }, t('Training resolution')),
    h('span', { class: 'sides' }, width, h('span', { 'aria-hidden': 'true' }, '×'), height),
    ...USUAL.map((side) => h('button', { class: 'text-button', type: 'button', 'data-key': `side-${side}`, onclick: () => tryUsual(side) }, `${side} × ${side}`)),
    h('label', { for: 'no-upscale' }, noUpscale, ' ', t('small images keep their size')),
    use,
  )
  const element = section('buckets', '', control, summary, result)
  element.querySelector('h2')?.append(title)
  return { element, fill }
}

function sideField(label: string, key: string, value: number): HTMLInputElement {
  const input = h('input', { type: 'number', class: 'side', min: 64, max: 8192, step: 1, required: true, 'aria-label': label, 'data-key': `side-${key}` })
  input.value = String(value)
  return input
}

function sideOf(input: HTMLInputElement): number {
  return Math.round(input.valueAsNumber)
}

function titleOf({ buckets, enlarged, cut }: BucketView): string {
  const count = buckets.length === 1 ? t('One resolution bucket') : t('{0} resolution buckets', buckets.length.toLocaleString())
  const parts = [...(enlarged > 0 ? [t('{0} images are enlarged', enlarged.toLocaleString())] : []), ...(cut > 0 ? [t('{0} images lose more than a tenth', cut.toLocaleString())] : [])]
  return parts.length === 0 ? count : t('{0}: {1}', count, parts.join(t(', ')))
}

function summaryOf({ resolution: [width, height], images, enlarged, cut }: BucketView): string {
  return t('At {0} × {1}: {2} of {3} images are enlarged, {4} lose more than a tenth of the picture.', width, height, enlarged.toLocaleString(), images.toLocaleString(), cut.toLocaleString())
}

function rowOf({ width, height, images, samples, enlarged, lost, most }: BucketRow, total: number): ChartRow {
  const notes = [...(enlarged > 0 ? [t('{0} enlarged', enlarged.toLocaleString())] : []), ...(most >= 0.005 ? [t('cut {0} %, at most {1} %', percentOf(lost), percentOf(most))] : [])]
  return {
    label: `${width} × ${height}`,
    sign: () => shapeOf(width, height),
    ...(notes.length > 0 ? { note: notes.join(' · ') } : {}),
    value: images,
    text: images.toLocaleString(),
    cells: [images, samples, shareText(images, total), enlarged, t('{0} %', percentOf(lost)), t('{0} %', percentOf(most))],
    ...(most > 0.1 ? { className: 'lacking' } : {}),
  }
}

function percentOf(share: number): string {
  return share > 0 && share < 0.005 ? '<1' : String(Math.round(share * 100))
}

/** The bucket's shape, small. */
function shapeOf(width: number, height: number): HTMLElement {
  const inner = h('span', {})
  inner.style.width = `${(14 * width) / Math.max(width, height)}px`
  inner.style.height = `${(14 * height) / Math.max(width, height)}px`
  return h('span', { class: 'shape', 'aria-hidden': 'true' }, inner)
}
