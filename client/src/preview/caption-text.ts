import { Uri, ViewColumn, window, workspace, WorkspaceEdit, type TextDocument, type TextEditor } from 'vscode'
import type { TagWish } from '../../../server/src/protocol/captions'
import type { PreviewData, PreviewProblem } from '../../../server/src/protocol/preview'
import type { CaptionMode } from '../caption-mode'
import { fixProblem } from '../fix-problem'
import type { LanguageServer } from '../language-server'
import { captionColumn, isSame, openCaption, select } from '../navigation'
import { fileUri, openUri } from '../new-captions'
import { toRange } from '../tag-commands'

export interface CaptionTextParts {
  readonly server: LanguageServer
  readonly mode: CaptionMode
  /** What the panel shows. */
  data(): PreviewData | undefined
  /** Where the panel is. */
  column(): ViewColumn | undefined
}

/** The text of the caption that the preview shows: where it is open, and how it is changed from the panel. */
export interface CaptionText {
  /** The place of the tag under the cursor; -1 where there is none. */
  activeChip(): number
  showEditor(preserveFocus?: boolean): Promise<TextEditor | undefined>
  select(range: PreviewData['chips'][number]['range'] | undefined): Promise<void>
  /** An edit of the document, as if typed there: it can be undone there. A caption that is not there yet is begun. */
  edit(wish: TagWish): Promise<void>
  fix(problem: PreviewProblem | undefined): Promise<void>
}

export function createCaptionText({ server, mode, data, column }: CaptionTextParts): CaptionText {
  function editorOf(): TextEditor | undefined {
    const caption = data()?.caption
    if (!caption) return undefined
    const uri = Uri.parse(caption.uri)
    return [window.activeTextEditor, ...window.visibleTextEditors].find((editor) => editor && isSame(editor.document.uri, uri))
  }

  async function showEditor(preserveFocus = false): Promise<TextEditor | undefined> {
    const visible = editorOf()
    if (visible) return window.showTextDocument(visible.document, { viewColumn: visible.viewColumn, preserveFocus })
    const caption = data()?.caption
    if (!caption) return undefined
    return openCaption(mode, { caption: caption.uri, captionExists: caption.exists }, { preserveFocus, viewColumn: textColumn() })
  }

  /** Never over the panel itself. */
  function textColumn(): ViewColumn {
    const wanted = captionColumn()
    return wanted === column() ? ViewColumn.Beside : wanted
  }

  /** The caption's document, unless its text is no longer the one that the panel shows. */
  async function currentDocument(): Promise<TextDocument | undefined> {
    const caption = data()?.caption
    const editor = editorOf()
    if (!caption || (!caption.exists && !editor)) return undefined
    const document = editor?.document ?? (await workspace.openTextDocument(openUri(Uri.parse(caption.uri))))
    return typeof caption.version !== 'number' || caption.version === document.version ? document : undefined
  }

  return {
    activeChip() {
      const active = editorOf()?.selection.active
      return active ? (data()?.chips.findIndex(({ range }) => toRange(range).contains(active)) ?? -1) : -1
    },
    showEditor,
    async select(range) {
      const editor = range && (await showEditor())
      if (editor && range) select(editor, toRange(range))
    },
    async edit(wish) {
      const document = (await currentDocument()) ?? (data()?.caption?.exists === false ? (await showEditor(true))?.document : undefined)
      if (!document) return
      const answer = await server.ask('taglore/editTags', { uri: fileUri(document.uri).toString(), wish })
      if (!answer || answer.edits.length === 0 || (answer.version !== null && answer.version !== document.version)) return
      const edit = new WorkspaceEdit()
      for (const { range, newText } of answer.edits) edit.replace(document.uri, toRange(range), newText)
      await workspace.applyEdit(edit)
    },
    async fix(problem) {
      const document = problem && (await currentDocument())
      if (problem && document) await fixProblem(document, problem)
    },
  }
}
