import { percent } from '../../server/src/base/number-format'
import type { PreviewBucket, PreviewData, PreviewImage } from '../../server/src/protocol/preview'
import { h, type Child } from '../dom'
import { t } from '../page'

/** Above this the trainer's enlargement smears. */
const MUCH = 2

/** Size, bucket, and what happens to the picture on the way, in the order of the trainer's steps. */
export function factsOf(image: PreviewImage | undefined, concept: PreviewData['concept']): Child[] {
  return [...(image ? sizeFacts(image) : []), concept && h('span', { class: 'quiet' }, t('{0}, {1} repeats', concept.name, concept.repeats))].filter((part) => part !== null)
}

function sizeFacts({ size, bucket, rotated, transparent }: PreviewImage): Child[] {
  if (!size) return []
  const same = bucket && bucket.width === size.width && bucket.height === size.height
  return [
    h('span', { class: 'size' }, t('{0} × {1} px', size.width, size.height)),
    bucket && h('span', {}, same ? t('bucket of the same size') : t('bucket {0} × {1}', bucket.width, bucket.height)),
    bucket && bucket.scale > 1.005 && h('span', { class: bucket.scale > MUCH ? 'level-warning' : 'quiet' }, t('enlarged {0}×', bucket.scale.toFixed(bucket.scale < 1.1 ? 2 : 1))),
    bucket && !same && h('span', { class: 'quiet' }, t('resized to {0} × {1}', bucket.resized.width, bucket.resized.height)),
    bucket && isCut(bucket) && h('span', { class: 'quiet' }, t('{0} % cut off: {1}', percent(bucket.lost, 1), sidesOf(bucket))),
    rotated && h('span', { class: 'level-warning' }, t('shown as trained: the trainer ignores its rotation (EXIF)')),
    transparent && h('span', { class: 'level-warning' }, t('the trainer drops its transparency')),
  ]
}

function isCut({ crop }: PreviewBucket): boolean {
  return crop.left + crop.top + crop.right + crop.bottom > 0
}

/** The pixels at each side, at the size of training. */
function sidesOf({ crop }: PreviewBucket): string {
  const sides = [t('left {0}', crop.left), t('right {0}', crop.right), t('top {0}', crop.top), t('bottom {0}', crop.bottom)]
  return sides.filter((_, at) => [crop.left, crop.right, crop.top, crop.bottom][at] !== 0).join(t(', '))
}

/** Tokens against the limit, as a bar to the limit. */
export function tokensOf(tokens: PreviewData['tokens']): HTMLElement | null {
  if (!tokens) return null
  const { count, limit, estimated } = tokens
  const over = count > limit
  const text = `${estimated ? '~' : ''}${count}/${limit}`
  const label = over ? t('{0} tokens: the last {1} are never trained', text, count - limit) : t('{0} tokens', text)
  const bar = h('span', { class: 'bar' })
  bar.style.width = `${Math.min(100, (count / limit) * 100)}%`
  return h(
    'div',
    { class: over ? 'tokens over' : 'tokens', title: estimated ? t('{0} (estimated for this model)', label) : label },
    h('span', { class: 'meter', role: 'meter', 'aria-label': t('Tokens'), 'aria-valuemin': 0, 'aria-valuemax': limit, 'aria-valuenow': Math.min(count, limit), 'aria-valuetext': label }, bar),
    h('span', { class: 'number' }, over ? label : t('{0} tokens', text)),
  )
}
