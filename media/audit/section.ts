import { h, type Child } from '../dom'

/** A section of the report: its headline alone tells what it found. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return h('section', { class: `section ${id}`, id, 'aria-labelledby': `title-${id}` }, h('h2', { id: `title-${id}`, tabindex: -1 }, title), ...children)
}
