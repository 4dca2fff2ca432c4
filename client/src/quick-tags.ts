import { ConfigurationTarget, l10n, window, workspace, type Uri } from 'vscode'
import { captionEditor, editCaption } from './caption-edits'
import { configure } from './dataset-settings'
import { findRoot } from './find-dataset'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'
import { answer, someTags } from './refactoring/questions'
import { askAll } from './refactoring/scope'

/** Adds a quick tag to the caption in the active editor, or takes it away; by its place, from 0. One step to undo, the caret stays with the text. */
export async function toggleQuickTag(server: LanguageServer, place: number): Promise<void> {
  const editor = captionEditor()
  if (!editor) return
  const text = (await server.ask('taglore/status', { uri: fileUri(editor.document.uri).toString(), waits: true }))?.quickTags[place]?.text
  if (text === undefined) tellNoQuickTag(place)
  else await editCaption(server, editor, { kind: 'toggle', text })
}

/** There is no tag on a key yet. */
export function tellNoQuickTag(place: number): void {
  window.setStatusBarMessage(l10n.t('No quick tag on {0}: "Taglore: Edit Quick Tags…" puts one there', place + 1), 5000)
}

/** Asks for the tags of the keys 1 to 9, in their order, and keeps them: in the dataset's taglore.json where there is one, else in the settings. */
export async function editQuickTags(server: LanguageServer, place: Uri | undefined): Promise<void> {
  const root = await findRoot(server, place)
  if (!root) return
  const uri = place ? fileUri(place).toString() : root.toString()
  const status = await server.ask('taglore/status', { uri, waits: true })
  const tags = answer<readonly string[]>(status?.quickTags.map(({ text }) => text) ?? [])
  const world = { server, uri, root: status?.root ?? root.toString(), status, file: undefined, selection: [], tags: [] }
  if (!(await askAll(l10n.t('Quick Tags'), [someTags(world, tags, { placeholder: l10n.t('Tags for the keys 1 to 9, in their order'), isNew: true })]))) return
  const value = tags.value.slice(0, KEYS)
  const written = await configure(server, { uri, change: { kind: 'set', key: 'quickTags', value } })
  if (!written) await workspace.getConfiguration('taglore', root).update('quickTags', value, workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global)
}

const KEYS = 9
