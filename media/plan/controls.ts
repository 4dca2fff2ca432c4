import { h, render } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { numberOf } from './format'

/** A value and where it comes from, in words. */
export interface Shown<Value = number> {
  readonly value: Value
  readonly source: string
}

export interface Control<Value = number> {
  readonly element: HTMLElement
  /** `chosen`: it can be taken back. */
  show(figure: Shown<Value>, chosen: boolean): void
}

export interface NumberOptions {
  readonly id: string
  readonly label: string
  /** For screen readers, where the label alone says too little. */
  readonly name?: string
  readonly min: number
  readonly max: number
  /** The slider goes along these values; whole numbers from `min` to `max` otherwise. */
  readonly stops?: readonly number[]
  readonly whole?: boolean
  readonly text?: (value: number) => string
  /** What stands behind the number. */
  readonly unit?: string
  /** Undefined takes the choice back. */
  readonly change: (value: number | undefined) => void
}

/** A slider with its number beside it, and where the number comes from. A number may go beyond the slider. */
export function numberControl({ id, label, name = label, min, max, stops, whole = true, text = String, unit, change }: NumberOptions): Control {
  const range = h('input', { type: 'range', 'aria-label': name, 'data-slider': id, min: stops ? 0 : min, max: stops ? stops.length - 1 : max, step: 1 })
  const field = h('input', { class: 'field number', id: `field-${id}`, type: 'text', inputmode: 'decimal', autocomplete: 'off', spellcheck: 'false', 'aria-label': name === label ? undefined : name, 'data-key': `field ${id}` })
  const about = sourceLine(() => change(undefined))
  let shown = NaN
  let isChosen = false
  // the number that is proposed just now becomes a choice too: another choice may move the proposal before it is drawn
  const pick = (value: number): void => {
    if (value !== shown || !isChosen) change(value)
  }
  range.addEventListener('input', () => {
    const at = Number(range.value)
    pick(stops ? (stops[at] ?? min) : at)
  })
  field.addEventListener('input', () => {
    const value = numberOf(field.value)
    const fits = value !== undefined && value >= min && (!whole || Number.isInteger(value))
    field.setAttribute('aria-invalid', String(!fits))
    if (fits) pick(value)
  })
  field.addEventListener('blur', () => {
    field.value = text(shown)
    field.setAttribute('aria-invalid', 'false')
  })
  return {
    element: h('div', { class: 'control', 'data-control': id }, h('label', { for: `field-${id}` }, label), range, h('span', { class: 'entry' }, field, unit !== undefined && h('span', { class: 'unit quiet' }, unit)), about.element),
    show({ value, source }, chosen) {
      shown = value
      isChosen = chosen
      // while the slider is moved its end stays where it is
      if (!stops && !range.matches(':active')) range.max = String(Math.max(max, Math.ceil(value)))
      range.value = String(stops ? nearestStop(stops, value) : value)
      range.setAttribute('aria-valuetext', unit === undefined ? text(value) : `${text(value)} ${unit}`)
      if (document.activeElement !== field) field.value = text(value)
      about.show(source, chosen)
    },
  }
}

function nearestStop(stops: readonly number[], value: number): number {
  const away = (stop: number | undefined): number => Math.abs(Math.log((stop ?? 0) + 1e-12) - Math.log(value + 1e-12))
  return stops.reduce((best, stop, index) => (away(stop) < away(stops[best]) ? index : best), 0)
}

export function checkControl({ id, label, change }: { readonly id: string; readonly label: string; readonly change: (value: boolean | undefined) => void }): Control<boolean> {
  const box = h('input', { type: 'checkbox', id: `field-${id}`, 'data-key': `field ${id}` })
  const about = sourceLine(() => change(undefined))
  box.addEventListener('change', () => change(box.checked))
  return {
    element: h('div', { class: 'control check', 'data-control': id }, h('span', { class: 'box' }, box, h('label', { for: `field-${id}` }, label)), about.element),
    show({ value, source }, chosen) {
      box.checked = value
      about.show(source, chosen)
    },
  }
}

export interface SelectOption {
  readonly value: string
  readonly label: string
  readonly title?: string
}

export interface SelectControl extends Control<string> {
  setOptions(options: readonly SelectOption[]): void
}

export function selectControl({ id, label, change }: { readonly id: string; readonly label: string; readonly change: (value: string | undefined) => void }): SelectControl {
  const select = h('select', { class: 'field', id: `field-${id}`, 'data-key': `field ${id}` })
  const about = sourceLine(() => change(undefined))
  let known = ''
  let options: readonly SelectOption[] = []
  select.addEventListener('change', () => change(select.value))
  const fill = (): void => {
    const name = JSON.stringify(options)
    if (name === known) return
    known = name
    select.replaceChildren(...options.map((option) => h('option', { value: option.value, title: option.title }, option.label)))
  }
  return {
    element: h('div', { class: 'control choice', 'data-control': id }, h('label', { for: `field-${id}` }, label), select, about.element),
    setOptions(next) {
      options = next
    },
    show({ value, source }, chosen) {
      // one that only a file knows stays what it is
      if (!options.some((option) => option.value === value)) options = [{ value, label: value }, ...options]
      fill()
      select.value = value
      about.show(source, chosen)
    },
  }
}

/** Where a value comes from, and the way back to it. */
function sourceLine(takeBack: () => void): { readonly element: HTMLElement; show(source: string, chosen: boolean): void } {
  const element = h('span', { class: 'source quiet' })
  let drawn = ''
  return {
    element,
    show(source, chosen) {
      const state = `${source} ${chosen}`
      if (state === drawn) return
      drawn = state
      render(element, source, chosen && h('button', { class: 'icon-button', type: 'button', title: t('Take this choice back'), 'aria-label': t('Take this choice back'), onclick: takeBack }, icon('close')))
    },
  }
}
