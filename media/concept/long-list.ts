import { h } from '../dom'

/** Lists longer than this only have the rows that are on the screen. */
const LONG = 200
/** Pixels above and below the screen that are drawn too. */
const MARGIN = 300

export interface LongList<Item> {
  readonly element: HTMLElement
  /** Draws anew what is on the screen; the keyboard stays on the element of the same `data-key`. */
  show(items: readonly Item[]): void
  /** A field that is taken off the page says that it has changed: not a word of the user's. */
  readonly isDrawing: boolean
  /** The element of an item, scrolled into view. */
  reach(index: number): HTMLElement | undefined
}

/** A list that scrolls with the page, of rows of any height: those that were never seen are taken to be as high as `estimate` says. */
export function createLongList<Item>({
  keyOf,
  estimate,
  elementOf,
  name,
}: {
  readonly keyOf: (item: Item) => string
  readonly estimate: (item: Item) => number
  readonly elementOf: (item: Item) => HTMLElement
  readonly name: string
}): LongList<Item> {
  const element = h('div', { class: 'long-list', role: 'list', 'aria-label': name })
  const heights = new Map<string, number>()
  let drawn = new Map<string, HTMLElement>()
  let items: readonly Item[] = []
  let width = 0
  let isDrawing = false

  const heightOf = (item: Item): number => heights.get(keyOf(item)) ?? estimate(item)

  function range(): readonly [number, number] {
    if (items.length <= LONG) return [0, items.length]
    const top = -element.getBoundingClientRect().top - MARGIN
    const bottom = top + window.innerHeight + 2 * MARGIN
    let at = 0
    let first = 0
    let last = 0
    items.forEach((item, index) => {
      if (at < top) first = index
      if (at < bottom) last = index + 1
      at += heightOf(item)
    })
    return [Math.min(first, last), last]
  }

  function draw(afresh: boolean): void {
    const [first, last] = range()
    const next = new Map<string, HTMLElement>()
    for (const [offset, item] of items.slice(first, last).entries()) {
      const key = keyOf(item)
      const row = (afresh ? undefined : drawn.get(key)) ?? elementOf(item)
      row.setAttribute('role', 'listitem')
      row.setAttribute('aria-posinset', String(first + offset + 1))
      row.setAttribute('aria-setsize', String(items.length))
      next.set(key, row)
    }
    const isSame = next.size === drawn.size && [...next].every(([key, row]) => drawn.get(key) === row)
    drawn = next
    const sum = (part: readonly Item[]): number => part.reduce((total, item) => total + heightOf(item), 0)
    element.style.paddingTop = `${sum(items.slice(0, first))}px`
    element.style.paddingBottom = `${sum(items.slice(last))}px`
    if (!isSame) keepFocus(() => element.replaceChildren(...next.values()))
    for (const [key, row] of next) heights.set(key, row.offsetHeight)
  }

  /** The element with the keyboard is another one of the same name; a field keeps what is typed. */
  function keepFocus(work: () => void): void {
    const focused = document.activeElement
    const key = focused instanceof HTMLElement && element.contains(focused) ? focused.dataset['key'] : undefined
    const typed = focused instanceof HTMLInputElement ? focused.value : undefined
    isDrawing = true
    work()
    isDrawing = false
    if (key === undefined) return
    const found = element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
    if (found instanceof HTMLInputElement && typed !== undefined) found.value = typed
    if (found !== document.activeElement) found?.focus({ preventScroll: true })
  }

  window.addEventListener('scroll', () => items.length > LONG && draw(false), { passive: true })
  new ResizeObserver(() => {
    if (element.clientWidth === width) return
    width = element.clientWidth
    // rows break in other places
    heights.clear()
    draw(false)
  }).observe(element)
  return {
    element,
    get isDrawing() {
      return isDrawing
    },
    show(next) {
      items = next
      draw(true)
      // once more with the heights that are known now
      if (items.length > LONG) draw(false)
    },
    reach(index) {
      const item = items[index]
      if (item === undefined) return undefined
      if (!drawn.has(keyOf(item))) {
        const above = items.slice(0, index).reduce((total, before) => total + heightOf(before), 0)
        window.scrollTo({ top: element.getBoundingClientRect().top + window.scrollY + above - window.innerHeight / 2, behavior: 'instant' })
        draw(false)
      }
      const row = drawn.get(keyOf(item))
      row?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
      return row
    },
  }
}
