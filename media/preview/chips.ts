import type { FieldTag, TagWish } from '../../server/src/protocol/captions'
import { h, render } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { roving } from '../roving'
import { onChipKey } from './chip-keys'
import { chipItems, markChip } from './chip-list'
import { chipSelection } from './chip-selection'
import { dragChips } from './drag-chips'
import { createOffTags } from './off-tags'
import { createTagField, type TagField } from './tag-field'
import type { Chip } from './typed-chips'

export interface ChipActions {
  /** Shows the tag in the text. */
  select(index: number): void
  edit(wish: TagWish): void
  complete(question: number, typed: string, tag: number | null): void
}

export interface Chips {
  readonly element: HTMLElement
  /** `caption`: which one it is, by its URI. `active`: the chip that the caret is in, where that is known; else it stays. */
  show(caption: string, chips: readonly Chip[], active?: number): void
  /** Marks the chip that the caret is in. */
  mark(active: number): void
  answer(question: number, tags: readonly FieldTag[]): void
}

export function createChips(actions: ChipActions): Chips {
  const element = h('ul', { class: 'chips', 'aria-label': t('Tags of this caption') })
  const off = createOffTags()
  let chips: readonly Chip[] = []
  let subject = ''
  let caret = -1
  /** Where the keyboard goes when the chip it was on is gone or has moved. */
  let follow: number | undefined
  /** The place of the tag that is typed over; null for a new one; undefined while nothing is typed. */
  let typing: number | null | undefined
  let field: TagField | undefined
  /** Something has changed while a field was open: it waits until that is closed. */
  let stale = false
  const selection = chipSelection(element)
  const stops = roving(element, '.chip', {
    onKey: (event, chip) =>
      onChipKey(event, chip, {
        move,
        extend: selection.extend,
        toggle: selection.toggle,
        selectAll: selection.all,
        remove: (index) => remove(selection.withOne(index)),
        turnOff: (index) => turnOff(selection.withOne(index)),
        turnOn,
        type,
        clear() {
          const wasSelected = selection.size() > 0
          selection.clear()
          return wasSelected
        },
      }),
  })
  dragChips(element, (index, before) => {
    const moved = selection.withOne(index)
    follow = before - moved.filter((each) => each < before).length
    actions.edit({ kind: 'move', tags: moved, before })
  })
  element.addEventListener('click', (event) => {
    const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('.chip') : null
    if (!chip) return
    if (chip.dataset['off'] !== undefined) return turnOn(Number(chip.dataset['off']))
    const index = Number(chip.dataset['index'])
    if (event.altKey) return turnOff(selection.withOne(index))
    if (selection.click(index, event)) return
    actions.select(index)
  })
  element.addEventListener('dblclick', (event) => {
    const chip = event.target instanceof Element ? event.target.closest<HTMLElement>('.chip[data-index]') : null
    if (chip) type(Number(chip.dataset['index']))
  })

  function texts(): readonly string[] {
    return chips.map(({ text }) => text)
  }

  function turnOff(places: readonly number[]): void {
    off.turnOff(texts(), places)
    follow = places[0]
    selection.clear()
    actions.edit({ kind: 'remove', tags: places })
  }

  function turnOn(index: number): void {
    const tag = off.turnOn(index, texts())
    if (!tag) return
    follow = tag.before
    actions.edit({ kind: 'insert', text: tag.text, before: tag.before })
  }

  function remove(places: readonly number[]): void {
    follow = Math.min(...places)
    selection.clear()
    actions.edit({ kind: 'remove', tags: places })
  }

  function move(index: number, step: 1 | -1): void {
    const moved = selection.withOne(index)
    const [first, last] = [Math.min(...moved), Math.max(...moved)]
    const before = step === 1 ? last + 2 : first - 1
    if (before < 0 || before > chips.length) return
    follow = index + step
    selection.clear()
    actions.edit({ kind: 'move', tags: moved, before })
  }

  /** Opens a field in place of a tag, or at the end for a new one. */
  function type(place: number | null): void {
    typing = place
    draw()
    field?.focus()
  }

  function stop(focus: number | 'add'): void {
    typing = undefined
    field = undefined
    draw()
    const target = focus === 'add' ? element.querySelector<HTMLElement>('.add') : element.querySelectorAll<HTMLElement>('.chip')[focus]
    target?.focus()
  }

  function fieldAt(place: number | null): TagField {
    const value = place === null ? '' : (chips[place]?.text ?? '')
    return createTagField(place === null ? t('Add a tag') : t('Tag instead of {0}', value), value, {
      complete: (question, typed) => actions.complete(question, typed, place),
      accept(text) {
        stop(place ?? 'add')
        if (place === null && text !== '') {
          actions.edit({ kind: 'insert', text, before: chips.length })
          // one tag is seldom all
          type(null)
        } else if (place !== null && text !== value) {
          follow = place
          actions.edit({ kind: 'replace', tag: place, text })
        }
      },
      cancel: () => stop(place ?? 'add'),
    })
  }

  function draw(): void {
    // what is being typed is not taken away by what happens meanwhile
    const open = field && document.activeElement?.matches('.tag-input') === true && element.contains(document.activeElement)
    stale = open === true && typing !== null
    if (stale) return
    if (open) return drawBeside()
    field = typing === undefined ? undefined : fieldAt(typing)
    const add = h('button', { class: 'icon-button add', type: 'button', 'data-key': 'add', title: t('Add a tag (Insert)'), 'aria-label': t('Add a tag (Insert)'), onclick: () => type(null) }, icon('add'))
    render(element, ...items(), h('li', {}, typing === null && field ? field.element : add))
    stops.refresh()
    selection.refresh()
    mark(caret)
    if (follow === undefined || field) return
    const all = [...element.querySelectorAll<HTMLElement>('.chip[data-index]')]
    all[Math.min(follow, all.length - 1)]?.focus()
    follow = undefined
  }

  /** All but the field at the end, which keeps the keyboard. */
  function drawBeside(): void {
    const last = element.lastElementChild
    while (element.firstElementChild && element.firstElementChild !== last) element.firstElementChild.remove()
    last?.before(...items())
    stops.refresh()
    selection.refresh()
    mark(caret)
  }

  function items(): readonly HTMLElement[] {
    return chipItems(chips, off.shown, field && typeof typing === 'number' ? { place: typing, element: field.element } : undefined)
  }

  function mark(active: number): void {
    caret = active
    markChip(element, active)
  }

  element.addEventListener('focusout', () => queueMicrotask(() => stale && draw()))

  return {
    element,
    show(caption, next, active) {
      if (caption !== subject) {
        selection.clear()
        typing = undefined
        field = undefined
      }
      subject = caption
      chips = next
      off.follow(caption, texts())
      caret = active ?? caret
      draw()
    },
    mark,
    answer: (question, tags) => field?.answer(question, tags),
  }
}
