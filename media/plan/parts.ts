import { h, render, type Child } from '../dom'

export interface Section {
  readonly element: HTMLElement
  /** Behind the headline. */
  readonly aside: HTMLElement
}

/** A section of the plan: what never goes away stands in it, and what is drawn anew has a place of its own. */
export function section(id: string, title: string, ...children: readonly Child[]): Section {
  const aside = h('span', { class: 'aside quiet' })
  return { element: h('section', { class: `section ${id}`, 'aria-labelledby': `title-${id}` }, h('h2', { id: `title-${id}` }, title, ' ', aside), ...children), aside }
}

/** What is drawn anew at every answer; the keyboard stays where it is. */
export function place(className = ''): { readonly element: HTMLElement; show(...children: readonly Child[]): void } {
  const element = h('div', { class: className })
  return { element, show: (...children) => render(element, ...children) }
}

/** Details that stay open while what is in them is drawn anew. */
export function foldout(title: string, body: HTMLElement, isOpen: boolean, toggled: (open: boolean) => void): { readonly element: HTMLElement; readonly summary: HTMLElement } {
  const summary = h('summary', {}, title)
  const element = h('details', { class: 'foldout', open: isOpen }, summary, body)
  element.addEventListener('toggle', () => toggled(element.open))
  return { element, summary }
}

/** A number with its name, and where it comes from. */
export function fact(name: string, value: string, source: string): HTMLElement {
  return h('div', { class: 'fact', title: source }, h('dt', {}, name), h('dd', { class: 'number' }, value), h('dd', { class: 'source quiet' }, source))
}

export function facts(...rows: readonly (readonly [name: string, value: string, source: string])[]): HTMLElement {
  return h('dl', { class: 'facts' }, ...rows.map(([name, value, source]) => fact(name, value, source)))
}

export interface Option {
  readonly value: string
  readonly title: Child
  readonly badge: string | null
  /** Numbers with what they are of. */
  readonly cells: readonly string[]
  readonly text: string | null
}

/** One of several, each with what it costs. Arrows choose. */
export function optionList({ name, label, options, value, choose }: { readonly name: string; readonly label: string; readonly options: readonly Option[]; readonly value: string; readonly choose: (value: string) => void }): HTMLElement {
  return h('div', { class: `options ${name}`, role: 'radiogroup', 'aria-label': label }, ...options.map((option) => {
    const input = h('input', { type: 'radio', name, value: option.value, 'data-key': `${name} ${option.value}`, checked: option.value === value })
    input.addEventListener('change', () => choose(option.value))
    return h(
      'label',
      { class: option.value === value ? 'option chosen' : 'option' },
      input,
      h('span', { class: 'title' }, option.title, option.badge !== null && ' ', option.badge !== null && h('span', { class: 'badge' }, option.badge)),
      ...option.cells.map((cell) => h('span', { class: 'cell number' }, cell)),
      option.text !== null && h('span', { class: 'text quiet' }, option.text),
    )
  }))
}

