import type { QuickTag } from '../server/src/protocol/status'
import { h, render } from './dom'
import { icon } from './icons'
import { t } from './page'
import { roving } from './roving'

/** Whether what is meant has a tag: the caption, or all, some, none of a selection. */
export type QuickState = 'true' | 'mixed' | 'false'

export interface QuickTags {
  readonly element: HTMLElement
  /** `stateOf` is undefined where there is nothing to tag. */
  show(tags: readonly QuickTag[], stateOf: ((tag: QuickTag) => QuickState) | undefined): void
  /** Whether the key was one of a tag. */
  onKey(event: KeyboardEvent): boolean
}

/** The tags of the keys 1 to 9 as a strip of switches. */
export function createQuickTags(actions: { toggle(place: number): void; edit(): void }): QuickTags {
  const element = h('div', { class: 'quick-tags', role: 'toolbar', 'aria-label': t('Quick tags') })
  const stops = roving(element, 'button')
  let count = 0
  let isReady = false

  function buttonOf(tag: QuickTag, place: number, state: QuickState | undefined): HTMLElement {
    const key = String(place + 1)
    const title = state === 'true' ? t('Remove {0} ({1})', tag.text, key) : t('Add {0} ({1})', tag.text, key)
    return h(
      'button',
      { type: 'button', class: 'quick-tag', 'data-key': `quick ${tag.key}`, 'data-quick': tag.key, 'aria-pressed': state ?? 'false', 'aria-keyshortcuts': key, 'aria-disabled': state === undefined ? 'true' : undefined, title, onclick: () => state !== undefined && actions.toggle(place) },
      h('kbd', { 'aria-hidden': 'true' }, key),
      h('span', { class: 'quick-name' }, tag.text),
    )
  }

  return {
    element,
    show(tags, stateOf) {
      count = tags.length
      isReady = stateOf !== undefined
      const edit = { type: 'button', 'data-key': 'edit-quick', title: t('Choose the tags of the keys 1 to 9'), onclick: () => actions.edit() } as const
      render(
        element,
        ...tags.map((tag, place) => buttonOf(tag, place, stateOf?.(tag))),
        count === 0 ? h('button', { ...edit, class: 'text-button' }, t('Quick Tags…')) : h('button', { ...edit, class: 'icon-button', 'aria-label': t('Choose the tags of the keys 1 to 9') }, icon('edit')),
      )
      stops.refresh()
    },
    onKey({ key, ctrlKey, metaKey, altKey }) {
      const place = Number(key) - 1
      if (!isReady || ctrlKey || metaKey || altKey || !/^[1-9]$/.test(key) || place >= count) return false
      actions.toggle(place)
      return true
    },
  }
}
