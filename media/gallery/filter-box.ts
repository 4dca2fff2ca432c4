import type { CompleteQueryResult, QueryFault, QueryItem } from '../../server/src/protocol/gallery'
import { h } from '../dom'
import { icon } from '../icons'
import { t } from '../page'

/** Milliseconds of rest after which what is typed counts. */
const REST = 200
const SHOWN = 40

export interface FilterBox {
  readonly element: HTMLElement
  focus(): void
  /** What is wrong with the text; null for nothing. */
  fault(fault: QueryFault | null): void
  completed(asked: number, completion: CompleteQueryResult): void
}

export interface FilterDoors {
  changed(query: string): void
  complete(asked: number, text: string, offset: number): void
  /** The keyboard goes on to the images. */
  leave(): void
}

/** A field for the query language: completion below it, and a squiggle under the characters that are wrong. */
export function createFilterBox(initial: string, doors: FilterDoors): FilterBox {
  // a combobox must name its list, which an input within the shadow of a kept component cannot
  const input = h('input', {
    type: 'text', id: 'filter', class: 'filter-input', role: 'combobox', spellcheck: 'false', autocomplete: 'off', placeholder: t('Filter: tag:smile AND NOT tags:<5'),
    'aria-label': t('Filter images'), 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'filter-items', 'aria-describedby': 'filter-fault',
  })
  input.value = initial
  const mirror = h('div', { class: 'filter-mirror', 'aria-hidden': 'true' })
  const clear = h('button', { type: 'button', class: 'icon-button', title: t('Clear the filter'), 'aria-label': t('Clear the filter'), onclick: () => setText('', 0) }, icon('close'))
  const list = h('ul', { id: 'filter-items', class: 'filter-items', role: 'listbox', 'aria-label': t('Completions'), hidden: true })
  const message = h('p', { id: 'filter-fault', class: 'filter-fault', role: 'status', hidden: true })
  const element = h('div', { class: 'filter-box' }, h('div', { class: 'filter-field' }, mirror, input, clear), list, message)
  let asked = 0
  let shown: CompleteQueryResult | undefined
  let chosen = -1
  let timer: number | undefined
  clear.hidden = initial === ''

  function setText(text: string, caret: number): void {
    input.value = text
    input.setSelectionRange(caret, caret)
    input.focus()
    changed(true)
  }

  function changed(atOnce = false): void {
    clear.hidden = input.value === ''
    mirror.replaceChildren()
    window.clearTimeout(timer)
    if (atOnce) doors.changed(input.value)
    else timer = window.setTimeout(() => doors.changed(input.value), REST)
  }

  function ask(): void {
    doors.complete(++asked, input.value, input.selectionStart ?? input.value.length)
  }

  function close(): void {
    asked++
    shown = undefined
    chosen = -1
    list.hidden = true
    list.replaceChildren()
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  function choose(index: number): void {
    const items = [...list.children]
    chosen = items.length === 0 ? -1 : (index + items.length) % items.length
    items.forEach((item, at) => item.setAttribute('aria-selected', String(at === chosen)))
    const item = items[chosen]
    if (item) {
      input.setAttribute('aria-activedescendant', item.id)
      item.scrollIntoView({ block: 'nearest', behavior: 'instant' })
    } else input.removeAttribute('aria-activedescendant')
  }

  function accept(item: QueryItem): void {
    if (!shown) return
    const { start, end } = shown
    const text = input.value.slice(0, start) + item.insert + input.value.slice(end)
    close()
    setText(text, start + item.insert.length)
    if (item.kind === 'key' || item.kind === 'operator') ask()
  }

  input.addEventListener('input', () => {
    changed()
    ask()
  })
  input.addEventListener('scroll', () => (mirror.scrollLeft = input.scrollLeft))
  input.addEventListener('blur', () => close())
  input.addEventListener('keydown', (event) => {
    const item = shown?.items[chosen]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (shown) choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
      else if (event.key === 'ArrowDown' && input.value === '') doors.leave()
      else ask()
    } else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      ask()
    } else if ((event.key === 'Enter' || event.key === 'Tab') && item && !event.shiftKey) {
      event.preventDefault()
      accept(item)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      close()
      changed(true)
      doors.leave()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      if (shown) close()
      else doors.leave()
    }
    event.stopPropagation()
  })

  return {
    element,
    focus() {
      input.focus()
      input.select()
    },
    fault(fault) {
      message.hidden = fault === null
      input.setAttribute('aria-invalid', String(fault !== null))
      element.classList.toggle('wrong', fault !== null)
      if (!fault) return mirror.replaceChildren()
      message.textContent = t('Character {0}: {1}', fault.start + 1, fault.message)
      const text = input.value
      // at the end of the text there is no character to underline
      const marked = text.slice(fault.start, fault.end) || '  '
      mirror.replaceChildren(text.slice(0, fault.start), h('mark', {}, marked), text.slice(fault.end))
      mirror.scrollLeft = input.scrollLeft
    },
    completed(question, completion) {
      if (question !== asked || document.activeElement !== input) return
      if (completion.items.length === 0) return close()
      shown = completion
      list.hidden = false
      input.setAttribute('aria-expanded', 'true')
      list.replaceChildren(
        ...completion.items.slice(0, SHOWN).map((item, index) =>
          h(
            'li',
            { id: `filter-item-${index}`, role: 'option', 'aria-selected': 'false', onmousedown: (event) => {
              event.preventDefault()
              accept(item)
            } },
            h('span', { class: 'label' }, item.label),
            item.count !== null && h('span', { class: 'quiet number' }, item.count.toLocaleString()),
          ),
        ),
      )
      // with nothing typed Enter applies the filter, not the first proposal
      choose(completion.end > completion.start ? 0 : -1)
      if (completion.end <= completion.start) {
        chosen = -1
        for (const item of list.children) item.setAttribute('aria-selected', 'false')
        input.removeAttribute('aria-activedescendant')
      }
    },
  }
}
