import { DiagnosticTag, languages, Range, ThemeColor, window, workspace, type Diagnostic, type Disposable, type TextEditor } from 'vscode'
import { CAPTION_LANGUAGE } from './caption-mode'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'
import { toRange } from './tag-commands'

/** Typing asks again after this many milliseconds of rest. */
const REST = 250

/**
 * Fades what is never trained in visible captions, where no problem does it already (its rule may be off), and draws a line where
 * windows of 75 tokens begin. The server tells the same places as inlay hints, with their number: the line is for those who have hints off.
 */
export function markTokens(server: LanguageServer): Disposable {
  const lost = window.createTextEditorDecorationType({ opacity: '0.55' })
  const boundary = window.createTextEditorDecorationType({ borderStyle: 'solid', borderWidth: '0 0 0 1px', borderColor: new ThemeColor('editorInlayHint.foreground') })
  const timers = new Map<TextEditor, NodeJS.Timeout>()

  function markSoon(editor: TextEditor, rest = REST): void {
    clearTimeout(timers.get(editor))
    timers.set(editor, setTimeout(() => void mark(editor), rest))
  }
  function markAll(): void {
    for (const editor of timers.keys()) if (!window.visibleTextEditors.includes(editor)) forget(editor)
    for (const editor of window.visibleTextEditors) markSoon(editor)
  }
  function forget(editor: TextEditor): void {
    clearTimeout(timers.get(editor))
    timers.delete(editor)
  }

  async function mark(editor: TextEditor): Promise<void> {
    const { document } = editor
    const isCaption = document.languageId === CAPTION_LANGUAGE && server.state !== 'stopped'
    const { version } = document
    const tokens = isCaption ? await server.ask('taglore/tokens', { uri: fileUri(document.uri).toString() }) : undefined
    // typed on meanwhile: this is asked again
    if (document.version !== version || (tokens && tokens.version !== null && tokens.version !== version)) return
    const faded = languages.getDiagnostics(document.uri).filter(fades)
    editor.setDecorations(lost, (tokens?.lost ?? []).map(toRange).filter((range) => !faded.some((problem) => problem.range.intersection(range))))
    editor.setDecorations(boundary, showsLines(editor) ? (tokens?.boundaries ?? []).map(({ start }) => new Range(start.line, start.character, start.line, start.character + 1)) : [])
  }

  const parts: Disposable[] = [
    lost,
    boundary,
    window.onDidChangeVisibleTextEditors(markAll),
    workspace.onDidOpenTextDocument(markAll),
    workspace.onDidChangeTextDocument(({ document }) => window.visibleTextEditors.forEach((editor) => editor.document === document && markSoon(editor))),
    workspace.onDidChangeConfiguration((change) => (change.affectsConfiguration('taglore') || change.affectsConfiguration('editor.inlayHints')) && markAll()),
    languages.onDidChangeDiagnostics(({ uris }) => window.visibleTextEditors.forEach((editor) => uris.some((uri) => String(uri) === String(editor.document.uri)) && markSoon(editor))),
    server.onDidChangeDatasets(markAll),
    server.onDidChangeState(markAll),
    { dispose: () => [...timers.keys()].forEach(forget) },
  ]
  markAll()
  return { dispose: () => parts.forEach((part) => part.dispose()) }
}

function fades({ source, tags }: Diagnostic): boolean {
  return source === 'taglore' && (tags ?? []).includes(DiagnosticTag.Unnecessary)
}

function showsLines({ document }: TextEditor): boolean {
  const shown = workspace.getConfiguration('editor.inlayHints', document).get<string>('enabled', 'on')
  return workspace.getConfiguration('taglore', document).get('tokenBoundaries', false) && (shown === 'off' || shown === 'offUnlessPressed')
}
