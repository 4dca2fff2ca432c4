export type Child = Node | string | null | false

interface Attributes {
  readonly [name: string]: string | number | boolean | undefined | ((event: Event) => void)
}

/**
 * An element: `h('button', { class: 'chip', onclick: … }, 'text')`. Texts are never read as HTML. Functions are listeners,
 * `false` and `undefined` leave an attribute out.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Attributes, ...children: readonly Child[]): HTMLElementTagNameMap[Name]
export function h(name: string, attributes: Attributes, ...children: readonly Child[]): HTMLElement
export function h(name: string, attributes: Attributes, ...children: readonly Child[]): HTMLElement {
  return fill(document.createElement(name), attributes, children)
}

const SVG = 'http://www.w3.org/2000/svg'

export function svg(name: string, attributes: Attributes, ...children: readonly Child[]): SVGElement {
  return fill(document.createElementNS(SVG, name), attributes, children)
}

function fill<Target extends Element>(element: Target, attributes: Attributes, children: readonly Child[]): Target {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== null && child !== false))
  return element
}

/** Replaces what is in `target`, keeping the keyboard on the element of the same `data-key`. */
export function render(target: Element, ...children: readonly Child[]): void {
  const focused = document.activeElement
  const key = focused instanceof HTMLElement && target.contains(focused) ? focused.dataset['key'] : undefined
  target.replaceChildren(...children.filter((child) => child !== null && child !== false))
  if (key !== undefined) target.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`no element '${id}'`)
  return found
}
