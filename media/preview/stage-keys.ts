/** What the keyboard does to the picture; what is missing is not possible now. */
export interface StageKeys {
  step(direction: 1 | -1): void
  fit(): void
  whole(): void
  compare(): void
  cut: (() => void) | undefined
  mask: (() => void) | undefined
  /** Only where the picture has the keyboard. */
  blink: (() => void) | undefined
  pan: ((dx: number, dy: number) => void) | undefined
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
const ARROW_STEP = 48

/** Whether the key was for the picture. */
export function onStageKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, keys: StageKeys): boolean {
  if (ctrlKey || metaKey || altKey) return false
  const arrow = ARROWS[key]
  if (key === '+' || key === '=') keys.step(1)
  else if (key === '-') keys.step(-1)
  else if (key === '0') keys.fit()
  else if (key === '1' || key === 'z') keys.whole()
  else if (key === 'b' && keys.cut) keys.cut()
  else if (key === 'm' && keys.mask) keys.mask()
  else if (key === 'c') keys.compare()
  else if (key === ' ' && keys.blink) keys.blink()
  else if (arrow && keys.pan) keys.pan(arrow[0] * ARROW_STEP, arrow[1] * ARROW_STEP)
  else return false
  return true
}
