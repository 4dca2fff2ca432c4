/** Lets chips be dragged to another place; `onDrop` gets the chip and the one that it is put in front of (their number: the end). */
export function dragChips(list: HTMLElement, onDrop: (index: number, before: number) => void): void {
  let dragged: number | undefined

  function clear(): void {
    for (const chip of list.querySelectorAll('.drop-before, .drop-after')) chip.classList.remove('drop-before', 'drop-after')
  }

  list.addEventListener('dragstart', (event) => {
    const chip = chipOf(event.target)
    if (!chip) return
    dragged = indexOf(chip)
    event.dataTransfer?.setData('text/plain', chip.querySelector('.name')?.textContent ?? '')
  })
  list.addEventListener('dragover', (event) => {
    const place = dragged === undefined ? undefined : placeOf(list, event)
    if (!place) return
    event.preventDefault()
    clear()
    place.chip.classList.add(place.after ? 'drop-after' : 'drop-before')
  })
  list.addEventListener('dragleave', clear)
  list.addEventListener('drop', (event) => {
    const place = placeOf(list, event)
    const index = dragged
    clear()
    if (!place || index === undefined) return
    event.preventDefault()
    const before = indexOf(place.chip) + (place.after ? 1 : 0)
    if (before !== index && before !== index + 1) onDrop(index, before)
  })
  list.addEventListener('dragend', () => {
    dragged = undefined
    clear()
  })
}

function chipOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.chip[data-index]') : null
}

function indexOf(chip: HTMLElement): number {
  return Number(chip.dataset['index'])
}

/** The chip under the pointer, and on which side of it; between chips, the one nearest in that line. */
function placeOf(list: HTMLElement, { target, clientX, clientY }: DragEvent): { readonly chip: HTMLElement; readonly after: boolean } | undefined {
  const chip = chipOf(target) ?? nearest(list, clientX, clientY)
  if (!chip) return undefined
  const { left, width } = chip.getBoundingClientRect()
  return { chip, after: clientX > left + width / 2 }
}

function nearest(list: HTMLElement, x: number, y: number): HTMLElement | undefined {
  const distance = (chip: HTMLElement): number => {
    const { left, right, top, bottom } = chip.getBoundingClientRect()
    return Math.max(left - x, x - right, 0) + 10 * Math.max(top - y, y - bottom, 0)
  }
  return [...list.querySelectorAll<HTMLElement>('.chip[data-index]')].sort((a, b) => distance(a) - distance(b))[0]
}
