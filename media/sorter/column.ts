import type { GalleryList } from '../../server/src/protocol/gallery'
import { h, render, type Child } from '../dom'
import { createGrid, type Grid } from '../gallery/grid'
import type { Pictures } from '../gallery/pictures'
import { Selection } from '../gallery/selection'
import { t } from '../page'
import type { ColumnImages } from './sorting'

export interface Column {
  readonly element: HTMLElement
  readonly grid: Grid
  readonly selection: Selection
  /** Whether these images have the tag. */
  readonly has: boolean
  readonly images: readonly string[]
  show(images: ColumnImages, title: readonly Child[], label: string, empty: string): void
  /** The image that the keyboard is at. */
  readonly current: string | undefined
  /** What a key or a click is about: the selection, or the current image where nothing is selected. */
  chosen(): readonly string[]
  /** The keyboard goes to a place, or as near to it as there is one. */
  stand(position: number): void
}

export interface ColumnDoors {
  readonly pictures: Pick<Pictures, 'picture' | 'item' | 'want'>
  noteOf(image: string): string
  /** Which group of images is closed. */
  isClosed(key: string): boolean
  toggleGroup(key: string): void
  selected(): void
  scrolled(): void
}

/** One of the two columns: what was moved here stands in front, in a group of its own. */
export function createColumn(has: boolean, doors: ColumnDoors): Column {
  const name = has ? 'has' : 'lacks'
  const selection = new Selection((position) => position)
  const heading = h('h2', { id: `heading-${name}` })
  const nothing = h('p', { class: 'nothing quiet', hidden: true })
  const grid = createGrid({
    name,
    label: '',
    pictures: doors.pictures,
    selection,
    toggleGroup: (key) => doors.toggleGroup(key),
    selectGroup(section, adding) {
      if (!adding) selection.none()
      for (let position = section.first; position < section.first + section.count; position++) if (!selection.has(position)) selection.toggle(position)
      doors.selected()
    },
    scrolled: () => doors.scrolled(),
    noteOf: (image) => doors.noteOf(image),
  })
  const element = h('section', { class: 'column', 'data-column': name, 'aria-labelledby': heading.id }, heading, grid.element, nothing)
  let images: readonly string[] = []
  let list: GalleryList = listOf({ images, moved: 0 })
  let closed: ReadonlySet<string> = new Set()

  return {
    element,
    grid,
    selection,
    has,
    get images() {
      return images
    },
    show(next, title, label, empty) {
      const old = images
      const first = grid.top > 0 ? grid.firstSeen : undefined
      const anchor = first === undefined ? undefined : { image: old[first], above: grid.top - grid.heightOf(first) }
      images = next.images
      render(heading, ...title)
      grid.list.setAttribute('aria-label', label)
      nothing.textContent = empty
      nothing.hidden = images.length > 0
      selection.carryOver(old, images, (position) => position, (image) => image)
      list = listOf(next)
      closed = new Set(list.groups.flatMap(({ key }) => (doors.isClosed(key) ? [key] : [])))
      grid.show(list, closed)
      // what comes in above moves nothing that is being looked at
      const place = anchor?.image === undefined ? -1 : images.indexOf(anchor.image)
      if (anchor && place >= 0) grid.scrollTo(grid.heightOf(place) + anchor.above)
    },
    get current() {
      return images[selection.current]
    },
    chosen() {
      if (selection.size > 0) return selection.toRanges().flatMap(([from, to]) => images.slice(from, to + 1))
      const image = images[selection.current]
      return image === undefined ? [] : [image]
    },
    stand(position) {
      selection.none()
      selection.move(Math.max(-1, Math.min(position, images.length - 1)))
      if (selection.current >= 0) grid.reveal(selection.current)
      else grid.redraw()
    },
  }
}

function listOf({ images, moved }: ColumnImages): GalleryList {
  const rest = images.length - moved
  const groups = moved === 0 ? [] : [{ key: 'moved', title: t('Moved here'), detail: '', images: moved }, ...(rest > 0 ? [{ key: 'rest', title: t('Here before'), detail: '', images: rest }] : [])]
  return { total: images.length, images, order: null, groups, leftOut: 0 }
}
