/** Which chips are selected, by their places; shown on the chips themselves. */
export interface ChipSelection {
  /** Whether a click was about the selection: with Ctrl or Shift. Without, it clears it. */
  click(index: number, event: MouseEvent): boolean
  /** Selects on to the next chip from `index`, and goes there. */
  extend(index: number, step: 1 | -1): void
  toggle(index: number): void
  all(): void
  clear(): void
  size(): number
  /** The selected ones where this is one of them, else this one alone. */
  withOne(index: number): readonly number[]
  /** The chips were drawn again. */
  refresh(): void
}

export function chipSelection(list: HTMLElement): ChipSelection {
  const chosen = new Set<number>()
  let anchor = 0

  function chips(): HTMLElement[] {
    return [...list.querySelectorAll<HTMLElement>('.chip[data-index]')]
  }

  function refresh(): void {
    const all = chips()
    for (const index of chosen) if (index >= all.length) chosen.delete(index)
    all.forEach((chip, index) => {
      chip.classList.toggle('selected', chosen.has(index))
      // a button that is one of several: what is selected is told to screen readers as pressed
      if (chosen.size > 0) chip.setAttribute('aria-pressed', String(chosen.has(index)))
      else chip.removeAttribute('aria-pressed')
    })
  }

  function range(to: number): void {
    chosen.clear()
    for (let index = Math.min(anchor, to); index <= Math.max(anchor, to); index++) chosen.add(index)
    refresh()
  }

  function toggle(index: number): void {
    if (!chosen.delete(index)) chosen.add(index)
    anchor = index
    refresh()
  }

  function clear(): void {
    chosen.clear()
    refresh()
  }

  return {
    click(index, { ctrlKey, metaKey, shiftKey }) {
      if (shiftKey) range(index)
      else if (ctrlKey || metaKey) toggle(index)
      else {
        clear()
        anchor = index
      }
      return shiftKey || ctrlKey || metaKey
    },
    extend(index, step) {
      if (chosen.size === 0) anchor = index
      const all = chips()
      const to = Math.max(0, Math.min(all.length - 1, index + step))
      range(to)
      all[to]?.focus()
    },
    toggle,
    all() {
      chips().forEach((_, index) => chosen.add(index))
      refresh()
    },
    clear,
    size: () => chosen.size,
    withOne: (index) => (chosen.has(index) ? [...chosen].sort((a, b) => a - b) : [index]),
    refresh,
  }
}
