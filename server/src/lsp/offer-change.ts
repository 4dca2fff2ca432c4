import type { Message } from '../base/message'
import type { Change, JournalledChange, JournalledFile } from '../changes/change'
import { previewFile } from '../changes/preview-change'
import { EDIT_LIMIT, type PlannedChange, type PlannedFile } from '../protocol/changes'
import type { ActionDoors } from './actions'
import { toEdit } from './fresh-edit'
import type { LongWork } from './long-work'

export interface Offer {
  /** Path of the dataset. */
  readonly root: string
  readonly change: JournalledChange
  /** Files that the plan leaves alone, and why. */
  readonly refusals?: readonly { readonly path: string; readonly message: Message }[]
  /** Also gives the edit, where an editor can apply the change; `freshChange` has made it then. */
  readonly edit?: boolean
}

/**
 * Shows a planned change to the client and keeps it, so that it can be looked at file by file and applied. Every request that plans a
 * change over files of a dataset answers with this.
 */
export async function offerChange(doors: ActionDoors, { root, change, refusals = [], edit = false }: Offer, work: Pick<LongWork, 'breathe'>): Promise<PlannedChange> {
  const { session, open, shelf } = doors
  const files: PlannedFile[] = []
  for (const file of change.files) {
    const { removed, added, reordered } = previewFile(file, { tagsOnly: true })
    files.push({ uri: open.toUri(file.path), kind: file.kind, ...('to' in file && file.to !== undefined ? { to: open.toUri(file.to) } : {}), removed, added, reordered })
    await work.breathe()
  }
  const needsJournal = change.files.length > EDIT_LIMIT || !isTextual(change)
  return {
    plan: shelf.put({ root, change }),
    root: open.toUri(root),
    title: session.translate(change.title),
    files,
    refusals: refusals.map(({ path, message }) => ({ uri: open.toUri(path), message: session.translate(message) })),
    needsJournal,
    edit: edit && !needsJournal && isTextual(change) && change.files.length > 0 ? toEdit(doors, change) : null,
  }
}

/** Whether a change is of texts alone: what else there is is safer in the journal, which moves, keeps and gives back whole files. */
export function isTextual(change: JournalledChange): change is Change {
  return change.files.every(({ kind }: JournalledFile) => kind === 'edit' || kind === 'create')
}
