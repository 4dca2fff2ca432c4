import type { PictureData, PrepareThumbnail } from '../../server/src/protocol/prepare'
import { percent } from '../../server/src/base/number-format'
import { h, svg } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { areaOf, nudged, type Place } from './work'

export interface CardActions {
  toggle(uri: string): void
  place(uri: string, place: Place): void
  open(uri: string): void
  /** A picture has come into view. */
  wanted(uri: string): void
}

export interface Cards {
  of(picture: PictureData, place: Place, isOn: boolean): HTMLElement
  made(thumbnail: PrepareThumbnail): void
}

/** Pictures with the frame to which they are cropped: a click takes one out, dragging or Shift and arrows move the frame. */
export function createCards(actions: CardActions): Cards {
  const known = new Map<string, PrepareThumbnail>()
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const uri = target instanceof HTMLElement ? target.dataset['image'] : undefined
      if (!isIntersecting || uri === undefined) continue
      seen.unobserve(target)
      if (!known.has(uri)) actions.wanted(uri)
    }
  })

  function fill(element: HTMLElement): void {
    const made = known.get(element.dataset['image'] ?? '')
    if (!made) return
    if (made.data !== null) element.querySelector('.shot')?.replaceChildren(h('img', { src: made.data, alt: '' }))
    else if (made.message !== null) element.title = made.message
  }

  return {
    of(picture, place, isOn) {
      const { uri, name, width, height, bucket, lost, long } = picture
      const area = areaOf(picture, place)
      const words = [`${width}×${height} → ${area.width}×${area.height}`, long ? t('longer than 1:2') : t('{0} % cut off now', percent(lost, 1))]
      const hole = `M${area.left} ${area.top}h${area.width}v${area.height}h${-area.width}z`
      const frame = svg('svg', { class: 'cut', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, svg('path', { class: 'outside', 'fill-rule': 'evenodd', d: `M0 0h${width}v${height}h${-width}z${hole}` }), svg('path', { class: 'under', d: hole }), svg('path', { class: 'edge', d: hole }))
      const shot = h('span', { class: 'shot' })
      const board = h('span', { class: 'board' }, shot, frame)
      board.style.aspectRatio = `${width} / ${height}`
      board.style[width >= height ? 'width' : 'height'] = '100%'
      const button = h('button', { class: 'thumb', type: 'button', role: 'checkbox', 'aria-checked': String(isOn), 'data-key': `thumb ${uri}`, 'data-image': uri, title: t('Drag, or Shift and arrows: moves the frame'), 'aria-label': [name, ...words].join(t(', ')) }, board, h('span', { class: 'mark', 'aria-hidden': 'true' }, isOn ? icon('check') : null))
      drag(button, picture, place, actions)
      fill(button)
      seen.observe(button)
      return h(
        'div',
        { class: isOn ? 'card on' : 'card' },
        button,
        h('div', { class: 'line' }, h('span', { class: 'name', title: name }, name), h('button', { class: 'icon-button', type: 'button', 'data-key': `open ${uri}`, title: t('Crop {0} by hand', name), 'aria-label': t('Crop {0} by hand', name), onclick: () => actions.open(uri) }, icon('chevron-right'))),
        h('p', { class: 'quiet', title: t('Bucket {0}', bucket.join('×')) }, words.join(' · ')),
      )
    },
    made(thumbnail) {
      known.set(thumbnail.image, thumbnail)
      for (const element of document.querySelectorAll<HTMLElement>(`[data-image="${CSS.escape(thumbnail.image)}"]`)) fill(element)
    },
  }
}

/** Pixels on the screen that a press may move and still be a click. */
const STILL = 4

function drag(button: HTMLElement, picture: PictureData, start: Place, actions: CardActions): void {
  let wasDragged = false
  button.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    wasDragged = false
    const box = button.querySelector('.board')?.getBoundingClientRect()
    const scale = box ? box.width / picture.width : 1
    const outline = button.querySelectorAll<SVGPathElement>('.cut path')
    let place = start
    const move = (moved: PointerEvent): void => {
      const [x, y] = [moved.clientX - event.clientX, moved.clientY - event.clientY]
      if (!wasDragged && Math.hypot(x, y) < STILL) return
      wasDragged = true
      place = nudged(picture, start, x / scale, y / scale)
      const area = areaOf(picture, place)
      const hole = `M${area.left} ${area.top}h${area.width}v${area.height}h${-area.width}z`
      outline.forEach((path, index) => path.setAttribute('d', index === 0 ? `M0 0h${picture.width}v${picture.height}h${-picture.width}z${hole}` : hole))
    }
    const end = (): void => {
      document.removeEventListener('pointermove', move)
      document.removeEventListener('pointerup', end)
      if (wasDragged) actions.place(picture.uri, place)
    }
    document.addEventListener('pointermove', move)
    document.addEventListener('pointerup', end)
  })
  button.addEventListener('click', () => {
    if (!wasDragged) actions.toggle(picture.uri)
    wasDragged = false
  })
  button.addEventListener('dragstart', (event) => event.preventDefault())
}
