import type { GalleryItem, GalleryThumbnail } from '../../server/src/protocol/gallery'
import { h } from '../dom'
import { icon } from '../icons'
import { levelIcon } from '../levels'
import { t } from '../page'

export interface CellContent {
  /** Of the element: others name it. */
  readonly id: string
  readonly image: string
  readonly position: number
  readonly count: number
  readonly selected: boolean
  readonly current: boolean
  readonly item: GalleryItem | undefined
  readonly picture: GalleryThumbnail | undefined
  /** What is said of it besides, not seen; '' for nothing. */
  readonly note?: string
}

/** What the menu of the editor goes by. */
const CONTEXT = JSON.stringify({ webviewSection: 'images', preventDefaultContextMenuItems: true })

/** One image of the grid: taken over by another when it is scrolled away. */
export interface Cell {
  readonly element: HTMLElement
  readonly image: string
  place(x: number, y: number): void
  show(content: CellContent): void
}

/** Elements are made once and only what differs is written: a frame of scrolling changes some fifty of these. */
export function createCell(): Cell {
  const img = h('img', { alt: '', draggable: 'false', decoding: 'async', hidden: true })
  const fault = h('span', { class: 'fault', hidden: true }, icon('warning'))
  const badge = h('span', { class: 'badge', hidden: true })
  const name = h('span', { class: 'name' })
  const tags = h('span', { class: 'count quiet number' })
  const caption = h('span', { class: 'caption' })
  const mark = h('span', { class: 'mark' }, icon('check'))
  const noted = h('span', { class: 'visually-hidden' })
  const element = h('div', { class: 'cell', role: 'option', 'data-vscode-context': CONTEXT }, h('span', { class: 'picture' }, img, fault), mark, badge, h('span', { class: 'line' }, name, tags), caption, noted)
  let image = ''
  let shownPicture: GalleryThumbnail | undefined
  let shownItem: GalleryItem | undefined
  let at = ''

  function showPicture(picture: GalleryThumbnail | undefined): void {
    if (picture === shownPicture) return
    shownPicture = picture
    const data = picture?.data ?? null
    img.hidden = data === null
    if (data !== null) img.src = data
    else img.removeAttribute('src')
    fault.hidden = !picture || data !== null
    if (picture?.message) fault.title = picture.message
  }

  function showItem(item: GalleryItem | undefined): void {
    if (item === shownItem) return
    shownItem = item
    caption.textContent = item ? (item.caption ?? t('no caption')) : ''
    caption.classList.toggle('quiet', !item?.caption)
    caption.classList.toggle('missing', item?.caption === null)
    tags.textContent = item && item.caption !== null ? String(item.tags) : ''
    badge.hidden = !item?.level
    if (item?.level) badge.replaceChildren(levelIcon(item.level), item.problemCount > 1 ? String(item.problemCount) : '')
    element.title = item ? titleOf(item) : ''
  }

  return {
    element,
    get image() {
      return image
    },
    place(x, y) {
      const next = `translate(${x}px, ${y}px)`
      if (next === at) return
      at = next
      element.style.transform = next
    },
    show({ id, image: nextImage, position, count, selected, current, item, picture, note = '' }) {
      if (nextImage !== image) {
        image = nextImage
        name.textContent = nameOf(image)
      }
      element.id = id
      element.ariaPosInSet = String(position + 1)
      element.ariaSetSize = String(count)
      element.ariaSelected = String(selected)
      element.dataset['position'] = String(position)
      element.classList.toggle('current', current)
      if (noted.textContent !== note) noted.textContent = note
      showPicture(picture)
      showItem(item)
    },
  }
}

function nameOf(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1)
}

function titleOf({ image, size, bucket, concept, repeats, tags, caption, problems }: GalleryItem): string {
  const facts = [
    ...(size ? [`${size.width}×${size.height}${bucket ? ` → ${bucket.width}×${bucket.height}` : ''}`] : []),
    ...(concept === null ? [] : [repeats === null ? concept : t('{0}, repeats {1}', concept, repeats)]),
    ...(caption === null ? [t('no caption')] : [tags === 1 ? t('1 tag') : t('{0} tags', tags)]),
  ]
  return [image, facts.join(' · '), ...(caption ? [caption] : []), ...problems.map((problem) => `• ${problem}`)].join('\n')
}
