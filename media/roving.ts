/**
 * One tab stop for a group of elements: arrows, Home and End move among them. `move` says which element an arrow leads to;
 * by default the next or previous one in the document's order.
 */
export function roving(group: HTMLElement, selector: string, keys: { readonly onKey?: (event: KeyboardEvent, element: HTMLElement) => boolean } = {}): { refresh(): void } {
  let current = 0
  const all = (): HTMLElement[] => [...group.querySelectorAll<HTMLElement>(selector)]

  function refresh(): void {
    const elements = all()
    current = Math.max(0, Math.min(current, elements.length - 1))
    elements.forEach((element, index) => (element.tabIndex = index === current ? 0 : -1))
  }

  function focus(index: number): void {
    const element = all()[index]
    if (!element) return
    current = index
    refresh()
    element.focus()
  }

  group.addEventListener('focusin', (event) => {
    const index = all().findIndex((element) => element === event.target)
    if (index < 0) return
    current = index
    refresh()
  })
  group.addEventListener('keydown', (event) => {
    const elements = all()
    const index = elements.findIndex((element) => element === event.target)
    const element = elements[index]
    if (!element) return
    if (keys.onKey?.(event, element)) return event.preventDefault()
    const to = targetOf(event, elements, index)
    if (to === undefined) return
    event.preventDefault()
    focus(to)
  })
  return { refresh }
}

function targetOf(event: KeyboardEvent, elements: readonly HTMLElement[], index: number): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined
  switch (event.key) {
    case 'ArrowRight':
      return index + 1
    case 'ArrowLeft':
      return index - 1
    case 'ArrowDown':
      return lineBelow(elements, index, 1)
    case 'ArrowUp':
      return lineBelow(elements, index, -1)
    case 'Home':
      return 0
    case 'End':
      return elements.length - 1
    default:
      return undefined
  }
}

/** The element nearest in the next line of a group that wraps. */
function lineBelow(elements: readonly HTMLElement[], index: number, step: 1 | -1): number | undefined {
  const from = elements[index]?.getBoundingClientRect()
  if (!from) return undefined
  let best: { readonly index: number; readonly line: number; readonly distance: number } | undefined
  elements.forEach((element, candidate) => {
    const { top, left, width } = element.getBoundingClientRect()
    const line = (top - from.top) * step
    if (line < 4) return
    const distance = Math.abs(left + width / 2 - (from.left + from.width / 2))
    if (!best || line < best.line - 2 || (Math.abs(line - best.line) <= 2 && distance < best.distance)) best = { index: candidate, line, distance }
  })
  return best?.index
}
