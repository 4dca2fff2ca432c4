import { l10n, window, workspace, type TextDocument } from 'vscode'
import type { ChangeStep, PlannedChange } from '../../../server/src/protocol/changes'
import type { LanguageServer } from '../language-server'
import { fileUri } from '../new-captions'
import { chooseFiles } from './file-list'
import { countLeft, showLeft, tellLeft } from './left-files'
import { longRequest } from './long-request'
import { travelStep } from './undo-change'
import { unsavedUris } from './unsaved'

export interface ApplyOptions {
  /** `none`: the user has seen already what happens, and it is applied at once. `list` where it is left out: the files, one by one. */
  readonly preview?: 'list' | 'none'
  /** The list gets a button that leads back. */
  readonly back?: boolean
  /** Whoever asked tells what was done, and offers to undo it; only where files were left alone is that told here. */
  readonly onDone?: (step: ChangeStep) => void
}

/**
 * The one door for changes over files of a dataset. A small change of texts becomes an edit of the editor, with its preview and its undo;
 * a large one, or one that moves, deletes or makes other files, goes through the journal after a list of what it does, and can be undone
 * as one step. `back` where the user wants to answer again.
 */
export async function applyDatasetChange(server: LanguageServer, change: PlannedChange, { preview = 'list', back = false, onDone }: ApplyOptions = {}): Promise<'applied' | 'back' | 'not-applied'> {
  if (change.files.length === 0) {
    void tellLeft(l10n.t('{0}: nothing to change', change.title), change.refusals)
    return 'not-applied'
  }
  if (change.edit) {
    const edit = await server.client.protocol2CodeConverter.asWorkspaceEdit(change.edit)
    // false too where the user closes the preview
    if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return 'not-applied'
    if (change.refusals.length > 0) void tellLeft(change.title, change.refusals)
    return 'applied'
  }
  const chosen = preview === 'list' ? await chooseFiles(change, back) : { except: [] }
  if (chosen === 'back') return 'back'
  if (!chosen || !(await saveDocuments(change, chosen.except))) return 'not-applied'
  const outcome = await longRequest(server, change.title, 'taglore/applyChange', { plan: change.plan, except: chosen.except, unsaved: unsavedUris() })
  if (outcome?.kind === 'done') {
    if (onDone) onDone(outcome.step)
    if (!onDone || change.refusals.length > 0) void offerUndo(server, outcome.step, change)
  }
  else if (outcome?.kind === 'refused') void window.showWarningMessage(outcome.message)
  else if (outcome) void tellLeft(l10n.t('{0}: nothing to change', change.title), change.refusals)
  return outcome?.kind === 'done' ? 'applied' : 'not-applied'
}

/** Saves what is unsaved among the files of a change, if the user wants that: the journal changes files, not editors. Whether it can go on. */
async function saveDocuments({ files }: PlannedChange, except: readonly string[]): Promise<boolean> {
  const uris = new Set(files.map(({ uri }) => uri))
  for (const uri of except) uris.delete(uri)
  const unsaved = workspace.textDocuments.filter((document) => document.isDirty && uris.has(fileUri(document.uri).toString()))
  if (unsaved.length === 0) return true
  const save = l10n.t('Save and Apply')
  const names = unsaved.slice(0, NAMED).map(({ uri }) => uri.path.split('/').at(-1) ?? '').join(', ') + (unsaved.length > NAMED ? ' …' : '')
  const words = unsaved.length === 1 ? l10n.t('{0} has unsaved changes', names) : l10n.t('{0} files have unsaved changes: {1}', unsaved.length, names)
  if ((await window.showWarningMessage(words, { modal: true, detail: l10n.t('The change is applied to the files on the disk. Nothing is written if you cancel.') }, save)) !== save) return false
  return saveAll(unsaved)
}

const NAMED = 8

async function saveAll(documents: readonly TextDocument[]): Promise<boolean> {
  // false too where a dialog was cancelled: the editor has said why
  for (const document of documents) if (!(await document.save())) return false
  return true
}

async function offerUndo(server: LanguageServer, step: ChangeStep, { refusals }: PlannedChange): Promise<void> {
  const undo = l10n.t('Undo')
  const show = l10n.t('Show Files')
  const done = step.files === 1 ? l10n.t('{0}: 1 file changed', step.title) : l10n.t('{0}: {1} files changed', step.title, step.files)
  const words = countLeft(done, refusals)
  const answer = await window.showInformationMessage(words, undo, ...(refusals.length > 0 ? [show] : []))
  if (answer === undo) await travelStep(server, 'undo', step)
  if (answer === show) await showLeft(words, refusals)
}
