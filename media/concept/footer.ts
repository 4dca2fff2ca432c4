import type { ConceptEffect } from '../../server/src/protocol/concept'
import { h, type Child } from '../dom'
import { t } from '../page'

/** What is decided, what it would change, and the way on. */
export function footerOf(count: number, effect: ConceptEffect | undefined, { preview, reset }: { readonly preview: () => void; readonly reset: () => void }): readonly Child[] {
  return [
    h('p', { role: 'status', class: effect?.fault ? 'fault' : '' }, sentence(count, effect)),
    h(
      'div',
      { class: 'buttons' },
      h('vscode-button', { 'data-key': 'preview', disabled: count === 0, onclick: () => count > 0 && preview() }, t('Preview…')),
      h('vscode-button', { secondary: true, 'data-key': 'reset', disabled: count === 0, onclick: () => count > 0 && reset() }, t('Reset')),
    ),
  ]
}

function sentence(count: number, effect: ConceptEffect | undefined): string {
  if (count === 0) return t('Nothing is decided yet; nothing is written before the preview.')
  const decided = count === 1 ? t('1 decision') : t('{0} decisions', count.toLocaleString())
  if (!effect) return decided
  if (effect.fault !== null) return `${decided} · ${effect.fault}`
  const changed = effect.captions === 1 ? t('1 caption changes') : t('{0} captions change', effect.captions.toLocaleString())
  return [decided, changed, ...(effect.settings ? [t('taglore.json too')] : [])].join(' · ')
}
