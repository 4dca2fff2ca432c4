import { formatCount } from '../../server/src/base/number-format'
import type { PreviewChip } from '../../server/src/protocol/preview'
import { kindName, kindOf, LETTERS } from '../categories'
import { h, render } from '../dom'
import { levelName } from '../levels'
import { isChinese, shortcut, t } from '../page'
import { roving } from '../roving'
import { dragChips } from './drag-chips'

export interface ChipActions {
  select(index: number): void
  remove(index: number): void
  move(index: number, to: 'left' | 'right' | { readonly before: number }): void
}

export interface Chips {
  readonly element: HTMLElement
  show(chips: readonly PreviewChip[], active: number): void
  /** Marks the chip that the caret is in. */
  mark(active: number): void
}

export function createChips(actions: ChipActions): Chips {
  const element = h('ul', { class: 'chips', 'aria-label': t('Tags of this caption') })
  /** Where the keyboard goes when the chip it was on is gone or has moved. */
  let follow: number | undefined
  const stops = roving(element, '.chip', { onKey })
  dragChips(element, (index, before) => {
    follow = before > index ? before - 1 : before
    actions.move(index, { before })
  })

  function onKey(event: KeyboardEvent, chip: HTMLElement): boolean {
    const index = Number(chip.dataset['index'])
    if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const to = event.key === 'ArrowLeft' ? 'left' : 'right'
      follow = index + (to === 'left' ? -1 : 1)
      actions.move(index, to)
      return true
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key === 'Delete' || event.key === 'Backspace') {
      follow = index
      actions.remove(index)
      return true
    }
    // F2, or simply typing: the text is where tags are written
    const types = event.key === 'F2' || (event.key.length === 1 && event.key !== ' ')
    if (types) actions.select(index)
    return types
  }

  function mark(active: number): void {
    for (const chip of element.querySelectorAll<HTMLElement>('.chip')) {
      const isActive = Number(chip.dataset['index']) === active
      chip.classList.toggle('active', isActive)
      if (isActive) chip.setAttribute('aria-current', 'true')
      else chip.removeAttribute('aria-current')
    }
  }

  return {
    element,
    show(chips, active) {
      render(element, ...chips.map((chip, index) => h('li', {}, chipOf(chip, index, actions))))
      stops.refresh()
      mark(active)
      if (follow !== undefined) {
        const all = [...element.querySelectorAll<HTMLElement>('.chip')]
        all[Math.min(follow, all.length - 1)]?.focus()
        follow = undefined
      }
    },
    mark,
  }
}

function chipOf(chip: PreviewChip, index: number, actions: ChipActions): HTMLElement {
  const kind = kindOf(chip)
  const letter = LETTERS[kind]
  const classes = ['chip', `kind-${kind}`, chip.problem && `problem-${chip.problem}`, chip.ignored && 'ignored'].filter(Boolean).join(' ')
  const about = describe(chip)
  return h(
    'button',
    { class: classes, type: 'button', draggable: 'true', 'data-index': index, 'data-key': `chip-${index}`, title: `${chip.text}\n${about.join('\n')}\n${help()}`, 'aria-label': [chip.text, ...about].join(', '), onclick: () => actions.select(index) },
    letter !== '' && h('span', { class: 'letter', 'aria-hidden': 'true' }, letter),
    h('span', { class: 'name' }, chip.text),
    chip.translation !== null && isChinese && h('span', { class: 'translation' }, chip.translation),
  )
}

function describe({ captions, postCount, translation, problem, ignored, ...chip }: PreviewChip): string[] {
  return [
    kindName(kindOf(chip)),
    ...(translation === null ? [] : [translation]),
    captions === 1 ? t('only in this caption') : t('in {0} captions of the dataset', captions),
    ...(postCount === null ? [] : [t('{0} posts', formatCount(postCount))]),
    ...(problem === null ? [] : [t('has a problem: {0}', levelName(problem))]),
    ...(ignored ? [t('is not trained')] : []),
  ]
}

function help(): string {
  return t('Enter selects it in the text, Delete removes it, {0} moves it', shortcut('Alt+←/→', '⌥←/→'))
}
