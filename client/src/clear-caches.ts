import { l10n, window, type QuickPickItem } from 'vscode'
import type { CacheKind } from '../../server/src/protocol/caches'
import { sizeOf } from './figures'
import type { LanguageServer } from './language-server'

interface CacheItem extends QuickPickItem {
  readonly cache: CacheKind
}

/** Lists the caches with what they take; what taggers said is the only one that costs work of the user's machine, and is asked about again. */
export async function clearCaches(server: LanguageServer): Promise<void> {
  const answer = await server.ask('taglore/caches', {})
  if (!answer) return
  const items = answer.caches
    .filter(({ files }) => files > 0)
    .map(({ kind, files, bytes }): CacheItem => ({ cache: kind, ...wordsOf(kind), description: files === 1 ? sizeOf(bytes) : l10n.t('{0}, {1} files', sizeOf(bytes), files), picked: kind !== 'scores' }))
  if (items.length === 0) {
    void window.showInformationMessage(l10n.t('The caches of Taglore are empty'))
    return
  }
  const chosen = await window.showQuickPick(items, { canPickMany: true, title: l10n.t('Clear Caches'), placeHolder: l10n.t('Nothing in a dataset is touched; journals and settings stay') })
  let kinds = chosen?.map(({ cache }) => cache) ?? []
  if (kinds.includes('scores') && !(await mayForgetScores())) kinds = kinds.filter((kind) => kind !== 'scores')
  if (kinds.length === 0) return
  const cleared = await server.ask('taglore/clearCaches', { kinds })
  if (cleared) void window.showInformationMessage(l10n.t('{0} are free again', sizeOf(cleared.freed)))
}

async function mayForgetScores(): Promise<boolean> {
  const forget = l10n.t('Clear Scores')
  const detail = l10n.t('Images must be tagged again before their tags can be reviewed. Captions stay as they are.')
  return (await window.showWarningMessage(l10n.t('Clear what taggers said of all datasets?'), { modal: true, detail }, forget)) === forget
}

/** What each cache holds, and what its loss costs. */
function wordsOf(kind: CacheKind): Pick<CacheItem, 'label' | 'detail'> {
  const words: Record<CacheKind, Pick<CacheItem, 'label' | 'detail'>> = {
    facts: { label: l10n.t('Facts about pixels'), detail: l10n.t('Found again by the next audit') },
    samples: { label: l10n.t('Captions and image headers'), detail: l10n.t('Read again by the next start') },
    thumbnails: { label: l10n.t('Thumbnails'), detail: l10n.t('Made again where they are shown') },
    knowledge: { label: l10n.t('Tag indexes'), detail: l10n.t('Built again from the tag lists by the next start') },
    scores: { label: l10n.t('Scores of taggers'), detail: l10n.t('Only found again by tagging the images once more') },
  }
  return words[kind]
}
