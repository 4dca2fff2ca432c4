import { h } from '../dom'
import { chipOf, offChipOf } from './chip'
import type { OffTag } from './off-tags'
import type { Chip } from './typed-chips'

/** The chips of a caption in order, those that are turned off where they were; `field` stands in place of the tag that is typed over. */
export function chipItems(chips: readonly Chip[], off: readonly OffTag[], field: { readonly place: number; readonly element: HTMLElement } | undefined): readonly HTMLElement[] {
  const made: HTMLElement[] = []
  const offAt = (isHere: (before: number) => boolean): readonly HTMLElement[] => off.flatMap((tag, at) => (isHere(tag.before) ? [h('li', {}, offChipOf(tag.text, at))] : []))
  chips.forEach((chip, index) => {
    made.push(...offAt((before) => before === index))
    made.push(h('li', {}, field?.place === index ? field.element : chipOf(chip, index)))
  })
  made.push(...offAt((before) => before >= chips.length))
  return made
}

/** Marks the chip of a tag by its place; none where there is none. */
export function markChip(list: HTMLElement, active: number): void {
  for (const chip of list.querySelectorAll<HTMLElement>('.chip')) {
    const isActive = Number(chip.dataset['index']) === active
    chip.classList.toggle('active', isActive)
    if (isActive) chip.setAttribute('aria-current', 'true')
    else chip.removeAttribute('aria-current')
  }
}
