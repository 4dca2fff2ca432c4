import { LSPErrorCodes, MessageType, ResponseError, ShowMessageNotification, type WorkspaceEdit } from 'vscode-languageserver'
import { say, type Message } from '../base/message'
import { comparePaths, joinPath, nameOf } from '../base/path'
import type { Change, JournalledChange } from '../changes/change'
import type { Plan } from '../changes/plans/parts/refactoring'
import { describeRefusal } from '../changes/plans/parts/refusal'
import { planSettingsAdditions } from '../changes/settings-additions'
import { SETTINGS_FILE } from '../dataset/find-root'
import { EDIT_LIMIT } from '../protocol/changes'
import { editContext, readSettingsText, staleFiles, type ActionDoors } from './actions'
import type { Session } from './session'
import { canApply, toWorkspaceEdit } from './to-workspace-edit'

/**
 * The change that `plan` makes, against the files as they are now: made again where other programs have written meanwhile. `journalled`: what
 * is too large for an edit is not read again, for the journal refuses what is not as it was.
 */
export async function freshChange<Planned extends JournalledChange>(doors: ActionDoors, plan: () => Promise<Planned>, { journalled = false } = {}): Promise<Planned> {
  const change = await plan()
  if (journalled && change.files.length > EDIT_LIMIT) return change
  const stale = await staleFiles(doors, change)
  if (stale.length === 0) return change
  await doors.datasets.filesChanged(stale)
  const again = await plan()
  const [left] = await staleFiles(doors, again)
  if (left === undefined) return again
  throw refuse(doors.session, say`'${nameOf(left)}' has other text in the editor than on disk; save it first`)
}

/** A change as the client applies it; refused where the client cannot apply the whole of it. */
export function toEdit(doors: ActionDoors, change: Change): WorkspaceEdit {
  if (canApply(change, doors.session.capabilities)) return toWorkspaceEdit(change, editContext(doors))
  throw refuse(doors.session, say`This editor cannot create, rename or delete files for a language server, so nothing was changed`)
}

/** A plan with what it writes into the `taglore.json` at `root`, as one change. */
export async function wholeChange({ session, open }: ActionDoors, root: string, { change, settings }: Plan): Promise<Change> {
  if (settings.length === 0) return change
  const file = joinPath(root, SETTINGS_FILE)
  const added = planSettingsAdditions(change.title, file, await readSettingsText(session, open, file), settings)
  if (!added) throw refuse(session, say`taglore.json is not valid JSON and is left alone; mend it first`)
  return { title: change.title, files: [...change.files, ...added.files].sort((a, b) => comparePaths(a.path, b.path)) }
}

/** Says what a change leaves alone, to whoever sees only the edit. */
export function tellRefusals({ connection, translate, background }: Session, { refusals }: Plan): void {
  const [first] = refusals
  if (!first) return
  const words = refusals.length === 1 ? say`${nameOf(first.path)}: ${describeRefusal(first)}` : say`${refusals.length} files are left as they are, among them ${nameOf(first.path)}: ${describeRefusal(first)}`
  background(connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: `Taglore: ${translate(words)}` }))
}

/** An answer that tells the user in words why there is none. */
export function refuse({ translate }: Session, message: Message): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, translate(message))
}
