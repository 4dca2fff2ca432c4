import type { PreviewBucket, PreviewImage, PreviewSources } from '../../server/src/protocol/preview'
import { h, svg } from '../dom'
import { t } from '../page'

/** The picture, with the frame of its bucket. What is shown stays until the next picture is decoded. */
export interface Stage {
  readonly element: HTMLElement
  show(image: PreviewImage | undefined, sources: PreviewSources, showCut: boolean): void
  /** Pictures that are likely to be wanted next. */
  decodeAhead(addresses: readonly string[]): void
}

export function createStage(onFailed: (uri: string) => void): Stage {
  const element = h('figure', { class: 'stage' })
  let shown: { readonly address: string; readonly picture: HTMLImageElement } | undefined
  let wanted = ''
  /** URIs whose picture the page has already reported as one it cannot show. */
  const failed = new Set<string>()
  const ahead = new Map<string, HTMLImageElement>()

  async function load(image: PreviewImage, address: string, showCut: boolean): Promise<void> {
    wanted = address
    const picture = ahead.get(address) ?? pictureFor(address)
    picture.alt = image.name
    picture.classList.toggle('as-stored', image.rotated)
    try {
      await picture.decode()
    } catch {
      if (wanted !== address || failed.has(address)) return
      failed.add(address)
      onFailed(image.uri)
      return
    }
    if (wanted !== address) return
    shown = { address, picture }
    place(image, picture, showCut)
  }

  function place(image: PreviewImage, picture: HTMLImageElement, showCut: boolean): void {
    element.classList.remove('waiting-picture')
    element.replaceChildren(picture, ...(image.bucket && showCut ? [frameOf(image.bucket)] : []))
  }

  function say(sentence: string): void {
    wanted = ''
    shown = undefined
    element.classList.remove('waiting-picture')
    element.replaceChildren(h('p', { class: 'stage-message' }, sentence))
  }

  return {
    element,
    show(image, sources, showCut) {
      if (!image) return say(t('There is no image beside this caption: none of the same name, with a suffix that the trainer reads (.png, .jpg, .jpeg, .webp, .bmp).'))
      const address = sources.images[image.uri]
      if (address === undefined) return say(sources.faults[image.uri] ?? image.fault ?? t("'{0}' cannot be shown.", image.name))
      if (shown?.address === address) {
        wanted = address
        return place(image, shown.picture, showCut)
      }
      element.classList.add('waiting-picture')
      void load(image, address, showCut)
    },
    decodeAhead(addresses) {
      for (const address of ahead.keys()) if (!addresses.includes(address)) ahead.delete(address)
      for (const address of addresses) {
        if (ahead.has(address)) continue
        const picture = pictureFor(address)
        ahead.set(address, picture)
        // one that cannot be decoded is told of when it is wanted
        picture.decode().catch(() => ahead.delete(address))
      }
    },
  }
}

function pictureFor(address: string): HTMLImageElement {
  const picture = new Image()
  picture.decoding = 'async'
  picture.draggable = false
  picture.src = address
  return picture
}

/** The bucket's edge over the resized picture, and what is cut off dimmed; scales with the picture. */
function frameOf({ resized, crop }: PreviewBucket): SVGElement {
  const { width, height } = resized
  const inner = { left: crop.left, top: crop.top, width: width - crop.left - crop.right, height: height - crop.top - crop.bottom }
  const hole = `M${inner.left} ${inner.top}h${inner.width}v${inner.height}h${-inner.width}z`
  return svg(
    'svg',
    { class: 'bucket-frame', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'xMidYMid meet', 'aria-hidden': 'true' },
    svg('path', { class: 'cut', 'fill-rule': 'evenodd', d: `M0 0h${width}v${height}h${-width}z${hole}` }),
    svg('path', { class: 'edge-outer', d: hole }),
    svg('path', { class: 'edge', d: hole }),
  )
}
