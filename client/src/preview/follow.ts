import { Disposable, window, workspace, type Uri } from 'vscode'
import { isSame } from '../navigation'
import { activeSubject, visibleCaption } from './shown-elsewhere'

export interface Followed {
  /** The panel is open, and is not pinned to what it shows. */
  isFree(): boolean
  /** The panel has the keyboard. */
  isActive(): boolean
  /** What the panel shows or is about to show. */
  file(): Uri | undefined
  /** Nothing is shown yet. */
  isEmpty(): boolean
  show(file: Uri): void
}

export interface Follower extends Disposable {
  /** Shows what is active elsewhere, though the panel has the keyboard. */
  catchUp(): void
}

/** The panel goes along with the caption or image that is active elsewhere, as far as it concerns us. */
export function followEditors(panel: Followed): Follower {
  function follow(always = false): void {
    if (!panel.isFree() || (panel.isActive() && !always)) return
    const shown = activeSubject()
    const file = panel.file()
    if (shown && (!file || !isSame(shown, file) || panel.isEmpty())) panel.show(shown)
  }

  /** Moved on from the panel, the keyboard stays there: the text that came into view is what it shows. */
  function followVisible(): void {
    if (!panel.isFree() || !panel.isActive()) return follow()
    const shown = visibleCaption()
    const file = panel.file()
    if (shown && (!file || !isSame(shown, file))) panel.show(shown)
  }

  const listening = Disposable.from(
    window.onDidChangeActiveTextEditor(() => follow()),
    window.tabGroups.onDidChangeTabs(() => follow()),
    window.onDidChangeVisibleTextEditors(followVisible),
    workspace.onDidOpenTextDocument(() => follow()),
  )
  return { catchUp: () => follow(true), dispose: () => listening.dispose() }
}
