import { Range, Selection, TabInputText, TabInputWebview, Uri, ViewColumn, window, workspace, type Tab, type TextEditor } from 'vscode'
import type { Neighbour } from '../../server/src/protocol/preview'
import type { NeighbourParams } from '../../server/src/protocol/captions'
import { CAPTION_LANGUAGE, type CaptionMode } from './caption-mode'
import type { LanguageServer } from './language-server'
import { fileUri, newCaptionUri, openUri } from './new-captions'
import { savesOnMove } from './settings'

export type Direction = NeighbourParams['direction']

export interface Move {
  /** The file that is left: a caption or an image. */
  readonly from: Uri
  readonly direction: Direction
  /** The keyboard stays where it is: the panel asked. */
  readonly preserveFocus?: boolean
}

/** Goes to another caption of the dataset, in the tab of the one that is left. Whether there was one to go to. */
export async function moveToCaption(server: LanguageServer, mode: CaptionMode, { from, direction, preserveFocus = false }: Move): Promise<boolean> {
  const neighbour = await server.ask('taglore/neighbour', { uri: fileUri(from).toString(), direction })
  if (neighbour) await goToCaption(mode, from, neighbour, preserveFocus)
  return Boolean(neighbour)
}

/** Goes to this caption, in the tab of the one that is left. */
export async function goToCaption(mode: CaptionMode, from: Uri, neighbour: Neighbour, preserveFocus: boolean): Promise<void> {
  const column = tabOf(from)?.group.viewColumn
  if (savesOnMove()) await workspace.textDocuments.find((document) => isSame(document.uri, from) && document.isDirty)?.save()
  const editor = await openCaption(mode, neighbour, { preserveFocus, viewColumn: column ?? captionColumn() })
  if (column !== undefined && !isSame(editor.document.uri, from)) await closeLeft(from, column)
}

/** A tab with unsaved text, and one that the user has pinned, stay. One of VS Code's preview tabs is gone by itself. */
async function closeLeft(file: Uri, column: ViewColumn): Promise<void> {
  const tab = window.tabGroups.all.find(({ viewColumn }) => viewColumn === column)?.tabs.find(({ input }) => input instanceof TabInputText && isSame(input.uri, file))
  if (tab && !tab.isDirty && !tab.isPinned) await window.tabGroups.close(tab, true)
}

/** Shows a caption with the caret behind its text. One that does not exist yet is written when it is first saved. */
export async function openCaption(
  mode: CaptionMode,
  { caption, captionExists }: Pick<Neighbour, 'caption' | 'captionExists'>,
  { preserveFocus, viewColumn }: { readonly preserveFocus: boolean; readonly viewColumn: ViewColumn | undefined },
): Promise<TextEditor> {
  const uri = Uri.parse(caption)
  const document = await mode.asCaption(await workspace.openTextDocument(captionExists ? openUri(uri) : newCaptionUri(uri)))
  const end = document.lineAt(0).range.end
  return window.showTextDocument(document, { preview: true, preserveFocus, viewColumn, selection: new Range(end, end) })
}

/** The file that a command is about: what is given, the active caption, or the file of the active tab. */
export function activeFile(given?: unknown): Uri | undefined {
  if (given instanceof Uri) return given
  const editor = window.activeTextEditor
  if (editor?.document.languageId === CAPTION_LANGUAGE) return editor.document.uri
  return uriOfTab(window.tabGroups.activeTabGroup.activeTab) ?? editor?.document.uri
}

/** Where captions are being edited: the column of a visible one, else the first. */
export function captionColumn(): ViewColumn {
  const visible = window.visibleTextEditors.find((editor) => editor.document.languageId === CAPTION_LANGUAGE)
  return visible?.viewColumn ?? ViewColumn.One
}

/** Where a page opens that takes the place of the text, but never that of another panel. */
export function pageColumn(): ViewColumn {
  const { activeTab, viewColumn } = window.tabGroups.activeTabGroup
  return activeTab?.input instanceof TabInputWebview ? captionColumn() : viewColumn
}

export function uriOfTab(tab: Tab | undefined): Uri | undefined {
  const input: unknown = tab?.input
  if (input instanceof TabInputText) return input.uri
  // images and other files that VS Code shows itself
  return typeof input === 'object' && input !== null && 'uri' in input && input.uri instanceof Uri ? input.uri : undefined
}

function tabOf(uri: Uri): Tab | undefined {
  const groups = [window.tabGroups.activeTabGroup, ...window.tabGroups.all]
  return groups.flatMap((group) => group.tabs).find((tab) => tab.input instanceof TabInputText && isSame(tab.input.uri, uri))
}

/** Puts the selection of an editor somewhere and shows it. */
export function select(editor: TextEditor, range: Range): void {
  editor.selection = new Selection(range.start, range.end)
  editor.revealRange(range)
}

/** The same file, whether it exists yet or not. */
export function isSame(a: Uri, b: Uri): boolean {
  return fileUri(a).toString() === fileUri(b).toString()
}
