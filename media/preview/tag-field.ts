import type { FieldTag } from '../../server/src/protocol/captions'
import { kindName, kindOf, LETTERS } from '../categories'
import { h } from '../dom'
import { isChinese, t } from '../page'

/** A field in which a tag is written, with the list that the text gets. */
export interface TagField {
  readonly element: HTMLElement
  focus(): void
  /** The answer to the question of this number. */
  answer(question: number, tags: readonly FieldTag[]): void
}

export interface FieldActions {
  complete(question: number, typed: string): void
  /** What was written or chosen; '' where it was emptied. */
  accept(text: string): void
  cancel(): void
}

let questions = 0

export function createTagField(label: string, value: string, actions: FieldActions): TagField {
  const id = `field-${++questions}`
  const input = h('input', { class: 'tag-input', type: 'text', value, role: 'combobox', autocomplete: 'off', spellcheck: 'false', placeholder: label, 'aria-label': label, 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id })
  const list = h('ul', { id, class: 'tag-list', role: 'listbox', 'aria-label': t('Suggestions'), hidden: true })
  const element = h('span', { class: 'tag-field' }, input, list)
  let asked = 0
  let tags: readonly FieldTag[] = []
  let at = -1
  let over = false

  function ask(): void {
    asked = ++questions
    actions.complete(asked, input.value)
  }

  function show(found: readonly FieldTag[]): void {
    tags = found
    at = -1
    list.replaceChildren(...found.map((tag, index) => rowOf(tag, index)))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    input.removeAttribute('aria-activedescendant')
  }

  function rowOf(tag: FieldTag, index: number): HTMLElement {
    const { category } = tag
    const kind = kindOf({ category: category === 'dataset' || category === 'trigger' ? null : category, trigger: category === 'trigger' })
    return h(
      'li',
      { id: `${id}-${index}`, role: 'option', class: `kind-${kind}`, 'aria-selected': 'false', title: kindName(kind), onpointerdown: (event) => event.preventDefault(), onclick: () => finish(tag.inserted) },
      LETTERS[kind] !== '' && h('span', { class: 'letter', 'aria-hidden': 'true' }, LETTERS[kind]),
      h('span', { class: 'name' }, tag.label),
      tag.detail !== '' && (isChinese || !tag.detail.startsWith('[')) && h('span', { class: 'quiet' }, tag.detail),
      h('span', { class: 'number quiet' }, tag.description),
    )
  }

  function mark(next: number): void {
    at = (next + tags.length) % tags.length
    ;[...list.children].forEach((row, index) => {
      row.setAttribute('aria-selected', String(index === at))
      if (index === at) row.scrollIntoView({ block: 'nearest' })
    })
    input.setAttribute('aria-activedescendant', `${id}-${at}`)
  }

  function finish(text: string): void {
    if (over) return
    over = true
    actions.accept(text.trim())
  }

  function cancel(): void {
    if (over) return
    over = true
    actions.cancel()
  }

  input.addEventListener('input', ask)
  input.addEventListener('blur', () => (input.value.trim() === value.trim() ? cancel() : finish(input.value)))
  input.addEventListener('keydown', (event) => {
    // an input method has the keys while it composes
    if (event.isComposing) return
    event.stopPropagation()
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && tags.length > 0) mark(event.key === 'ArrowDown' ? at + 1 : at < 0 ? tags.length - 1 : at - 1)
    else if (event.key === 'Tab' && !event.shiftKey && tags.length > 0) finish(tags[Math.max(0, at)]?.inserted ?? input.value)
    else if (event.key === 'Enter' || event.key === ',') finish(at >= 0 ? (tags[at]?.inserted ?? input.value) : input.value)
    else if (event.key === 'Escape') cancel()
    else return
    event.preventDefault()
  })

  return {
    element,
    focus() {
      input.focus()
      input.select()
      ask()
    },
    answer(question, found) {
      if (question === asked) show(found)
    },
  }
}
