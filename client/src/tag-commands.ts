import { Position, Range, window, type TextEditor } from 'vscode'
import type { LspRange, TagCommandParams } from '../../server/src/protocol/captions'
import { CAPTION_LANGUAGE } from './caption-mode'
import type { LanguageServer } from './language-server'
import { select } from './navigation'
import { fileUri } from './new-captions'

/** Selects, deletes or moves the tag at the caret. The server says what that means in text. */
export async function runTagCommand(server: LanguageServer, command: TagCommandParams['command']): Promise<void> {
  const editor = window.activeTextEditor
  if (editor?.document.languageId !== CAPTION_LANGUAGE) return
  const { document } = editor
  const version = document.version
  const { line, character } = caretOf(editor, command)
  const result = await server.ask('taglore/tagCommand', { uri: fileUri(document.uri).toString(), position: { line, character }, command })
  // typed on meanwhile: the places are no longer right
  if (!result || document.version !== version) return
  const done = result.edits.length === 0 || (await editor.edit((builder) => result.edits.forEach(({ range, newText }) => builder.replace(toRange(range), newText))))
  if (done && result.selection) select(editor, toRange(result.selection))
}

/** A selected tag is left by its far end. */
function caretOf({ selection }: TextEditor, command: TagCommandParams['command']): Position {
  return command === 'select-previous' ? selection.start : selection.isEmpty ? selection.active : command === 'select-next' ? selection.end : selection.start
}

export function toRange({ start, end }: LspRange): Range {
  return new Range(new Position(start.line, start.character), new Position(end.line, end.character))
}
