import type { TagDecisions } from '../../server/src/protocol/tagging'
import { h } from '../dom'
import { t } from '../page'
import { createVirtualList } from '../virtual-list'
import { decisionOf, outcomeName, outcomeOf, SIGNS, type Decision } from './decisions'

/** One tag at one image, to be decided about. */
export interface Question {
  readonly image: string
  readonly key: string
  /** What the row is called: the tag, or the image. */
  readonly label: string
  readonly title: string
  readonly kind: string
  readonly letter: string
  readonly written: boolean
  readonly taken: boolean
  readonly pale: boolean
  /** Standing and scores in words. */
  readonly about: readonly string[]
  readonly picture?: () => HTMLElement
}

export interface RowActions {
  decisions(): TagDecisions
  decide(question: Question, decision: Decision | undefined): void
  open(question: Question): void
}

export interface Rows {
  readonly element: HTMLElement
  show(questions: readonly Question[]): void
  focus(index: number): void
}

/** Rows that are worked through by key: A accepts, R rejects, U takes back, and the keyboard goes to the next row. */
export function createRows(actions: RowActions, rowHeight: () => number, name: string): Rows {
  let questions: readonly Question[] = []
  let current = 0
  const list = createVirtualList<Question>({ rowHeight, visibleRows: 14, rowOf: (question, index) => rowOf(question, index), attributes: { 'aria-label': name } })
  const { element } = list

  function rowOf(question: Question, index: number): HTMLElement {
    const decision = decisionOf(actions.decisions(), question.image, question.key)
    const outcome = outcomeOf(question, decision)
    const choice = (value: Decision, text: string, title: string): HTMLElement =>
      h('button', { class: `choice ${value}`, type: 'button', tabindex: -1, title, 'aria-pressed': String(decision === value), onclick: () => decideAt(index, decision === value ? undefined : value, false) }, text)
    return h(
      'div',
      { class: ['question', `kind-${question.kind}`, outcome, question.pale && decision === undefined ? 'pale' : '', decision === undefined ? '' : 'decided'].filter((word) => word !== '').join(' '), 'data-question': `${question.image} ${question.key}` },
      question.picture ? question.picture() : null,
      h('span', { class: 'sign', role: 'img', 'aria-label': outcomeName(outcome), title: outcomeName(outcome) }, SIGNS[outcome]),
      h(
        'button',
        { class: 'name', type: 'button', tabindex: index === current ? 0 : -1, title: `${question.title}\n${keys()}`, 'data-stop': true, 'data-key': `question ${question.image} ${question.key}`, onclick: () => actions.open(question) },
        question.letter !== '' && h('span', { class: 'letter', 'aria-hidden': 'true' }, question.letter),
        h('span', { class: 'text' }, question.label),
      ),
      h('span', { class: 'about quiet' }, question.about.join(' · ')),
      h('span', { class: 'choices' }, choice('accept', t('Accept'), t('Accept (A or →)')), choice('reject', t('Reject'), t('Reject (R or ←)'))),
    )
  }

  function redraw(index: number): void {
    const question = questions[index]
    const present = element.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"]`)
    if (!question || !present) return
    const next = rowOf(question, index)
    for (const attribute of ['role', 'aria-posinset', 'aria-setsize']) next.setAttribute(attribute, present.getAttribute(attribute) ?? '')
    const had = present.contains(document.activeElement)
    present.replaceWith(next)
    if (had) next.querySelector<HTMLElement>('[data-stop]')?.focus()
  }

  function decideAt(index: number, decision: Decision | undefined, goOn: boolean): void {
    const question = questions[index]
    if (!question) return
    actions.decide(question, decision)
    redraw(index)
    if (goOn && index + 1 < questions.length) focus(index + 1)
  }

  function focus(index: number): void {
    const to = Math.max(0, Math.min(index, questions.length - 1))
    const before = current
    current = to
    const reach = (): HTMLElement | null => element.querySelector<HTMLElement>(`[aria-posinset="${to + 1}"] [data-stop]`)
    const found = reach()
    element.querySelector<HTMLElement>(`[aria-posinset="${before + 1}"] [data-stop]`)?.setAttribute('tabindex', '-1')
    if (found) {
      found.tabIndex = 0
      return found.focus()
    }
    element.scrollTop = to * rowHeight() - element.clientHeight / 2
    requestAnimationFrame(() => reach()?.focus())
  }

  element.addEventListener('focusin', ({ target }) => {
    const at = target instanceof HTMLElement ? target.closest('[aria-posinset]')?.getAttribute('aria-posinset') : undefined
    if (at) current = Number(at) - 1
  })
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const done = (): void => event.preventDefault()
    switch (event.key) {
      case 'ArrowDown':
        return done(), focus(current + 1)
      case 'ArrowUp':
        return done(), focus(current - 1)
      case 'Home':
        return done(), focus(0)
      case 'End':
        return done(), focus(questions.length - 1)
      case 'a':
      case 'A':
      case 'ArrowRight':
        return done(), decideAt(current, 'accept', true)
      case 'r':
      case 'R':
      case 'ArrowLeft':
        return done(), decideAt(current, 'reject', true)
      case 'u':
      case 'U':
      case 'Backspace':
        return done(), decideAt(current, undefined, false)
      default:
    }
  })

  return {
    element,
    show(next) {
      questions = next
      current = Math.max(0, Math.min(current, next.length - 1))
      list.show(next)
    },
    focus,
  }
}

function keys(): string {
  return t('A or → accepts, R or ← rejects, U takes back')
}
