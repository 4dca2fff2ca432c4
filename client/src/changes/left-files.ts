import { l10n, Uri, window } from 'vscode'
import type { LeftFile } from '../../../server/src/protocol/changes'
import { openUri } from '../new-captions'

/** Says what became of a change, and offers the files that it left alone. */
export async function tellLeft(title: string, left: readonly LeftFile[]): Promise<void> {
  if (left.length === 0) return void window.showInformationMessage(title)
  const show = l10n.t('Show Files')
  const words = countLeft(title, left)
  if ((await window.showInformationMessage(words, show)) === show) await showLeft(words, left)
}

/** The words of a result with how many files it left alone. */
export function countLeft(title: string, left: readonly LeftFile[]): string {
  if (left.length === 0) return title
  return left.length === 1 ? l10n.t('{0}. 1 file is left as it is', title) : l10n.t('{0}. {1} files are left as they are', title, left.length)
}

/** A list of files, of which one can be opened. */
export async function showLeft(title: string, left: readonly LeftFile[]): Promise<void> {
  const items = left.map(({ uri, message }) => ({ label: Uri.parse(uri).path.split('/').at(-1) ?? uri, detail: message, uri: Uri.parse(uri) }))
  const picked = await window.showQuickPick(items, { title, matchOnDetail: true })
  if (picked) await window.showTextDocument(openUri(picked.uri))
}
