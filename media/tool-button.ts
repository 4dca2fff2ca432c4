import { h } from './dom'
import { icon, type IconName } from './icons'

/** A button that is an icon; what it does is heard, and told on hover. */
export function toolButton(name: IconName, label: string, onclick: () => void): HTMLButtonElement {
  return h('button', { class: 'icon-button', type: 'button', title: label, 'aria-label': label, onclick }, icon(name))
}
