import { h, render } from '../dom'
import { shortcut, t } from '../page'

export interface FooterState {
  readonly tag: string
  readonly gives: number
  readonly takes: number
  /** What was written last, in words. */
  readonly done: string
  readonly selected: number
}

export interface FooterDoors {
  apply(list: boolean): void
  clear(): void
  undo(): void
}

export interface Footer {
  readonly element: HTMLElement
  show(state: FooterState): void
}

/** What would be written, and the button that writes it. */
export function createFooter(doors: FooterDoors): Footer {
  const status = h('p', { class: 'pending', role: 'status' })
  const done = h('div', { class: 'done' })
  const buttons = h('div', { class: 'buttons' })
  return {
    element: h('footer', {}, h('div', { class: 'words' }, status, done), buttons),
    show({ tag, gives, takes, done: words, selected }) {
      const isEmpty = gives + takes === 0
      status.textContent = [pendingText(tag, gives, takes, words !== ''), ...(selected > 0 ? [t('{0} selected', selected.toLocaleString())] : [])].filter((part) => part !== '').join(' · ')
      render(done, ...(words === '' ? [] : [h('span', { role: 'status' }, words), h('button', { type: 'button', class: 'text-button', 'data-key': 'undo', title: shortcut('Ctrl+Z', '⌘Z'), onclick: () => doors.undo() }, t('Undo'))]))
      render(
        buttons,
        h('vscode-button', { 'data-key': 'apply', disabled: isEmpty, title: shortcut('Ctrl+Enter', '⌘Enter'), onclick: () => doors.apply(false) }, t('Apply')),
        !isEmpty && h('vscode-button', { secondary: true, 'data-key': 'list', title: t('First shows the captions that change'), onclick: () => doors.apply(true) }, t('Preview…')),
        !isEmpty && h('button', { type: 'button', class: 'text-button', 'data-key': 'clear', onclick: () => doors.clear() }, t('Put Back')),
      )
    },
  }
}

function pendingText(tag: string, gives: number, takes: number, isDone: boolean): string {
  if (gives + takes === 0) return isDone ? '' : t('Nothing is written before you apply it.')
  return [
    ...(gives === 0 ? [] : [gives === 1 ? t('1 image gets {0}', tag) : t('{0} images get {1}', gives.toLocaleString(), tag)]),
    ...(takes === 0 ? [] : [takes === 1 ? t('1 image loses {0}', tag) : t('{0} images lose {1}', takes.toLocaleString(), tag)]),
  ].join(' · ')
}
