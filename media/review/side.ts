import { h, render } from '../dom'
import { t } from '../page'
import { createVirtualList } from '../virtual-list'

export interface SideItem {
  readonly id: string
  readonly label: string
  readonly kind: string
  readonly letter: string
  readonly count: string
  /** What the count means, in words. */
  readonly about: string
}

export interface Side {
  readonly element: HTMLElement
  show(items: readonly SideItem[], words: { readonly name: string; readonly empty: string }, current: string): void
  mark(current: string): void
  /** Empties the filter. */
  clear(): void
}

interface SideActions {
  choose(id: string): void
  filter(text: string): void
  /** The keyboard goes on into what is looked at. */
  enter(): void
}

const ROW = 22

/** The images or tags to choose from: arrows move, Enter goes on to the tags. */
export function createSide(actions: SideActions, filter: string): Side {
  let items: readonly SideItem[] = []
  let current = ''
  const list = createVirtualList<SideItem>({ rowHeight: () => ROW, visibleRows: 18, rowOf: (item) => rowOf(item) })
  const search = h('vscode-textfield', { type: 'search', value: filter })
  const empty = h('p', { class: 'quiet empty', hidden: true })
  search.addEventListener('input', () => {
    // the component has the value of its own input field
    const { value } = search as HTMLElement & { readonly value: string }
    actions.filter(value)
  })

  function rowOf({ id, label, kind, letter, count, about }: SideItem): HTMLElement {
    const isCurrent = id === current
    return h(
      'div',
      { class: `item kind-${kind}` },
      h(
        'button',
        { type: 'button', title: `${label}\n${about}`, 'data-id': id, 'aria-current': isCurrent ? 'true' : undefined, tabindex: isCurrent ? 0 : -1, onclick: () => actions.choose(id) },
        letter !== '' && h('span', { class: 'letter', 'aria-hidden': 'true' }, letter),
        h('span', { class: 'text' }, label),
        h('span', { class: 'number quiet', 'aria-label': about, role: 'img' }, count),
      ),
    )
  }

  function reach(index: number): void {
    const item = items[Math.max(0, Math.min(index, items.length - 1))]
    if (!item) return
    const find = (): HTMLElement | null => list.element.querySelector<HTMLElement>(`[data-id="${CSS.escape(item.id)}"]`)
    if (!find()) list.element.scrollTop = index * ROW - list.element.clientHeight / 2
    actions.choose(item.id)
    requestAnimationFrame(() => find()?.focus())
  }

  function mark(id: string): void {
    current = id
    for (const button of list.element.querySelectorAll<HTMLElement>('[data-id]')) {
      const isCurrent = button.dataset['id'] === id
      button.tabIndex = isCurrent ? 0 : -1
      if (isCurrent) button.setAttribute('aria-current', 'true')
      else button.removeAttribute('aria-current')
    }
    // one can always be reached by the Tab key
    if (!list.element.querySelector('[data-id][tabindex="0"]')) list.element.querySelector('[data-id]')?.setAttribute('tabindex', '0')
  }

  list.element.addEventListener('keydown', (event) => {
    const { target, key } = event
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
    const at = items.findIndex(({ id }) => id === target.dataset['id'])
    const to = key === 'ArrowDown' ? at + 1 : key === 'ArrowUp' ? at - 1 : key === 'Home' ? 0 : key === 'End' ? items.length - 1 : undefined
    if (to !== undefined) {
      event.preventDefault()
      reach(to)
    } else if (key === 'Enter' || key === 'ArrowRight') {
      event.preventDefault()
      actions.enter()
    }
  })

  return {
    element: h('nav', { class: 'side' }, search, empty, list.element),
    show(next, { name, empty: words }, id) {
      items = next
      current = id
      search.setAttribute('placeholder', t('Filter: {0}', name))
      search.setAttribute('label', t('Filter: {0}', name))
      list.element.firstElementChild?.setAttribute('aria-label', name)
      empty.hidden = next.length > 0
      render(empty, words)
      list.show(next)
      mark(id)
    },
    mark,
    clear: () => {
      search.setAttribute('value', '')
      Object.assign(search, { value: '' })
    },
  }
}
