/** What the keyboard does to the chip that it is on. */
export interface ChipKeys {
  move(index: number, step: 1 | -1): void
  extend(index: number, step: 1 | -1): void
  toggle(index: number): void
  selectAll(): void
  remove(index: number): void
  turnOff(index: number): void
  /** A tag that is turned off, by its place among these. */
  turnOn(index: number): void
  /** Opens a field in place of a tag, or for a new one. */
  type(place: number | null): void
  /** Whether something was selected, which is no more. */
  clear(): boolean
}

/** Whether the key was for the chip. */
export function onChipKey(event: KeyboardEvent, chip: HTMLElement, keys: ChipKeys): boolean {
  const { key, altKey, shiftKey } = event
  const isControl = event.ctrlKey || event.metaKey
  if (chip.dataset['off'] !== undefined) {
    if (key !== ' ' && key !== 'Enter') return false
    keys.turnOn(Number(chip.dataset['off']))
    return true
  }
  const index = Number(chip.dataset['index'])
  const isArrow = key === 'ArrowLeft' || key === 'ArrowRight'
  const step = key === 'ArrowLeft' ? -1 : 1
  if (altKey && isArrow) return (keys.move(index, step), true)
  if (shiftKey && isArrow) return (keys.extend(index, step), true)
  if (isControl && key === ' ') return (keys.toggle(index), true)
  if (isControl && key === 'a') return (keys.selectAll(), true)
  if (isControl || altKey) return false
  if (key === 'Delete' || key === 'Backspace') return (keys.remove(index), true)
  if (key === ' ') return (keys.turnOff(index), true)
  if (key === 'F2') return (keys.type(index), true)
  if (key === 'Insert') return (keys.type(null), true)
  return key === 'Escape' && keys.clear()
}
