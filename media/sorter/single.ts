import type { GalleryItem, GalleryThumbnail } from '../../server/src/protocol/gallery'
import { h, render } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { answerOf, type ColumnInput } from './input'

/** Pixels of the longest side: the largest that are made. */
export const SINGLE_SIDE = 768

export interface SingleState {
  readonly image: string | undefined
  /** Counted from 1, and of how many. */
  readonly place: number
  readonly count: number
  readonly tag: string
  readonly has: boolean
  readonly isMoved: boolean
  readonly picture: GalleryThumbnail | undefined
  readonly item: GalleryItem | undefined
}

export interface SingleDoors extends Pick<ColumnInput, 'open' | 'apply' | 'toggleSingle'> {
  answer(has: boolean): void
  go(step: number): void
  toggle(): void
}

export interface Single {
  readonly element: HTMLElement
  show(state: SingleState): void
  focus(): void
}

/** One image at a time, as large as there is room, with the two answers below it. */
export function createSingle(doors: SingleDoors): Single {
  const img = h('img', { alt: '', draggable: 'false', hidden: true })
  const fault = h('p', { class: 'quiet', hidden: true })
  const words = h('p', { class: 'about', id: 'single-about', role: 'status' })
  const caption = h('p', { class: 'caption-text quiet', id: 'single-caption' })
  const answers = h('div', { class: 'answers' })
  const element = h('div', { class: 'single', role: 'group', tabindex: 0, 'aria-label': t('One image at a time'), 'aria-describedby': 'single-about', hidden: true }, h('div', { class: 'stage' }, img, fault), words, caption, answers)
  let image: string | undefined

  element.addEventListener('keydown', (event) => {
    if (!onKey(event)) return
    event.preventDefault()
    event.stopPropagation()
  })

  function onKey(event: KeyboardEvent): boolean {
    const isButton = event.target instanceof HTMLButtonElement
    if (event.altKey && event.key === 'Enter' && image !== undefined) doors.open(image, 'caption')
    else if (event.altKey) return false
    else if (event.ctrlKey || event.metaKey) {
      if (event.key !== 'Enter') return false
      doors.apply()
    } else if (answerOf(event) !== undefined) doors.answer(answerOf(event) === true)
    else if (event.key === 'ArrowDown' || event.key === 'PageDown') doors.go(1)
    else if (event.key === 'ArrowUp' || event.key === 'PageUp') doors.go(-1)
    else if (event.key === 'Home') doors.go(-Infinity)
    else if (event.key === 'End') doors.go(Infinity)
    else if ((event.key === 'Enter' || event.key === ' ') && !isButton) doors.toggle()
    else if (event.key === 'Escape' || event.key.toLowerCase() === 'o') doors.toggleSingle()
    else return false
    return true
  }

  return {
    element,
    focus: () => element.focus({ preventScroll: true }),
    show({ image: next, place, count, tag, has, isMoved, picture, item }) {
      image = next
      const data = picture?.data ?? null
      img.hidden = data === null
      if (data !== null) img.src = data
      else img.removeAttribute('src')
      fault.hidden = !picture || data !== null
      fault.textContent = picture?.message ?? ''
      const column = has ? t('has {0}', tag) : t('lacks {0}', tag)
      words.textContent = next === undefined ? '' : [t('{0} of {1}', place.toLocaleString(), count.toLocaleString()), next.slice(next.lastIndexOf('/') + 1), isMoved ? t('moved: {0}', column) : column].join(' · ')
      caption.textContent = item ? (item.caption ?? t('no caption')) : ''
      const answer = (value: boolean, key: string, label: string): HTMLElement =>
        h('button', { type: 'button', class: 'choice', 'data-key': key, 'aria-pressed': String(value === has), 'aria-keyshortcuts': key, onclick: () => doors.answer(value) }, label, ' ', h('kbd', { 'aria-hidden': 'true' }, key))
      render(
        answers,
        h('button', { type: 'button', class: 'icon-button', 'data-key': 'previous', title: t('Previous image (↑)'), 'aria-label': t('Previous image'), disabled: place <= 1, onclick: () => doors.go(-1) }, icon('chevron-left')),
        answer(true, 'Y', t('Has {0}', tag)),
        answer(false, 'N', t('Lacks {0}', tag)),
        h('button', { type: 'button', class: 'icon-button', 'data-key': 'next', title: t('Next image (↓)'), 'aria-label': t('Next image'), disabled: place >= count, onclick: () => doors.go(1) }, icon('chevron-right')),
      )
    },
  }
}
