import type { PreviewBucket } from '../../server/src/protocol/preview'
import { h, svg, type Child } from '../dom'
import { t } from '../page'

/** What is drawn over a picture, in its box. */
export function overlayOf({ bucket, mask }: { readonly bucket: PreviewBucket | null; readonly mask: string | null }): Child[] {
  return [...(mask === null ? [] : maskOf(mask)), ...(bucket ? [frameOf(bucket), ...numbersOf(bucket)] : [])]
}

/** The bucket's edge over the resized picture, and what is cut off dimmed; scales with the picture. */
function frameOf({ resized, crop }: PreviewBucket): SVGElement {
  const { width, height } = resized
  const inner = { left: crop.left, top: crop.top, width: width - crop.left - crop.right, height: height - crop.top - crop.bottom }
  const hole = `M${inner.left} ${inner.top}h${inner.width}v${inner.height}h${-inner.width}z`
  return svg(
    'svg',
    { class: 'bucket-frame', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('path', { class: 'cut', 'fill-rule': 'evenodd', d: `M0 0h${width}v${height}h${-width}z${hole}` }),
    svg('path', { class: 'edge-outer', d: hole }),
    svg('path', { class: 'edge', d: hole }),
  )
}

/** The pixels that are cut at each side, at that side; the facts below the picture say the same in words. */
function numbersOf({ crop }: PreviewBucket): Child[] {
  return (['left', 'top', 'right', 'bottom'] as const).filter((side) => crop[side] > 0).map((side) => h('span', { class: `cut-number ${side}`, 'aria-hidden': 'true' }, t('−{0} px', crop[side])))
}

/** Where the mask's red channel is dark the picture has little weight: it is covered there. sd-scripts: masked loss */
function maskOf(address: string): Child[] {
  const filter = svg(
    'svg',
    { class: 'mask-filter', 'aria-hidden': 'true' },
    svg(
      'filter',
      { id: 'mask-weight', 'color-interpolation-filters': 'sRGB' },
      // alpha 1 where red is 0
      svg('feColorMatrix', { values: '0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  -1 0 0 0 1', result: 'cover' }),
      svg('feFlood', { class: 'mask-colour' }),
      svg('feComposite', { in2: 'cover', operator: 'in' }),
    ),
  )
  const picture = h('img', { class: 'mask', src: address, alt: t('Mask: what is covered is trained little or not at all'), draggable: 'false' })
  return [filter, picture]
}
