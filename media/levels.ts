import type { Level } from '../server/src/base/level'
import { icon, type IconName } from './icons'
import { t } from './page'

const ICONS: Readonly<Record<Level, IconName>> = { error: 'error', warning: 'warning', info: 'info', hint: 'lightbulb' }

export function levelName(level: Level): string {
  switch (level) {
    case 'error':
      return t('Error')
    case 'warning':
      return t('Warning')
    case 'info':
      return t('Info')
    case 'hint':
      return t('Hint')
  }
}

/** The level's icon in its colour, named for screen readers. */
export function levelIcon(level: Level): HTMLSpanElement {
  const span = document.createElement('span')
  span.className = `level-${level}`
  span.setAttribute('role', 'img')
  span.setAttribute('aria-label', levelName(level))
  span.append(icon(ICONS[level]))
  return span
}
