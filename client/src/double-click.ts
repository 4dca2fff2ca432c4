import { Selection, TextEditorSelectionChangeKind, window, type Disposable, type Position, type TextEditorSelectionChangeEvent } from 'vscode'
import { CAPTION_LANGUAGE } from './caption-mode'
import { wholeTagAround } from './whole-tag'

/** The second click of a double-click comes within this many milliseconds (VS Code's own limit). */
const DOUBLE_CLICK = 500

/** Lets a double-click in a caption select the whole tag, blanks included. A word that was dragged over stays a word. */
export function selectTagsOnDoubleClick(): Disposable {
  let click: { readonly at: Position; readonly time: number; readonly document: string } | undefined
  return window.onDidChangeTextEditorSelection((event) => {
    const previous = click
    click = undefined
    const { textEditor, selections, kind } = event
    const [selection] = selections
    if (textEditor.document.languageId !== CAPTION_LANGUAGE || !selection || selections.length > 1 || kind !== TextEditorSelectionChangeKind.Mouse) return
    const document = textEditor.document.uri.toString()
    if (selection.isEmpty) click = { at: selection.active, time: Date.now(), document }
    else if (previous?.document === document && Date.now() - previous.time < DOUBLE_CLICK && selection.contains(previous.at)) expand(event, selection)
  })
}

function expand({ textEditor }: TextEditorSelectionChangeEvent, { start, end, isSingleLine }: Selection): void {
  if (!isSingleLine) return
  const tag = wholeTagAround(textEditor.document.lineAt(start.line).text, { start: start.character, end: end.character })
  if (tag) textEditor.selection = new Selection(start.line, tag.start, start.line, tag.end)
}
