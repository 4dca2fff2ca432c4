import { h, render, type Child } from './dom'
import { t } from './page'

/** What a page is made of: its content, a sentence where there is something to say, and the bar of waiting. */
export interface PageFrame {
  /** The content is in view, and there is nothing to say. */
  show(): void
  say(...sentences: readonly Child[]): void
  /** Says what went wrong; `again` is offered to try once more. */
  fail(message: string, again?: () => void): void
}

/** Fills the page; nothing of it is in view yet. `instead`: a sentence takes the place of the content, else it stands above. */
export function framePage(page: HTMLElement, content: HTMLElement, { footer, instead = false }: { readonly footer?: HTMLElement; readonly instead?: boolean }): PageFrame {
  const notice = h('div', { class: 'notice', hidden: true, ...(!instead && { role: 'alert' }) })
  const parts = footer ? [content, footer] : [content]
  for (const part of parts) part.hidden = true
  page.append(...(instead ? [...parts, notice] : [notice, ...parts]), h('div', { class: 'waiting-bar', 'aria-hidden': 'true' }))

  function say(...sentences: readonly Child[]): void {
    if (instead) for (const part of parts) part.hidden = true
    notice.hidden = false
    render(notice, ...sentences)
  }

  return {
    show() {
      notice.hidden = true
      for (const part of parts) part.hidden = false
    },
    say,
    fail: (message, again) => say(h('p', {}, message), again ? h('vscode-button', { 'data-key': 'again', onclick: again }, t('Try again')) : null),
  }
}
