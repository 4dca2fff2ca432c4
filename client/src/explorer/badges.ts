import { FileDecoration, l10n, ThemeColor, window, type Disposable, type Uri } from 'vscode'
import type { ExplorerImage } from '../../../server/src/protocol/explorer'

/**
 * Rows of images have addresses of a scheme of their own: their badge (problems, or that there is no caption) is ours. In VS Code's own
 * explorer the same problems are shown already, as everywhere.
 */
const SCHEME = 'taglore-tree'

/** The address of a row, with its badge; file icons go by its end. */
export function rowUri(place: Uri, { hasCaption, problems, level }: Pick<ExplorerImage, 'hasCaption' | 'problems' | 'level'>): Uri {
  const badge = hasCaption ? (problems === 0 ? '' : String(Math.min(problems, 99))) : '∅'
  return place.with({ scheme: SCHEME, query: `${badge},${level ?? ''}` })
}

export function registerBadges(): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      if (uri.scheme !== SCHEME) return undefined
      const [badge = '', level = ''] = uri.query.split(',')
      if (badge === '') return undefined
      return new FileDecoration(badge, tooltipOf(badge), colourOf(level))
    },
  })
}

function tooltipOf(badge: string): string {
  if (badge === '∅') return l10n.t('No caption')
  return badge === '1' ? l10n.t('1 problem') : l10n.t('{0} problems', badge)
}

function colourOf(level: string): ThemeColor | undefined {
  if (level === 'error') return new ThemeColor('list.errorForeground')
  return level === 'warning' ? new ThemeColor('list.warningForeground') : undefined
}
