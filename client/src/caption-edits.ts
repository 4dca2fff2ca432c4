import { window, type TextEditor } from 'vscode'
import type { TagWish } from '../../server/src/protocol/captions'
import { CAPTION_LANGUAGE } from './caption-mode'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'
import { toRange } from './tag-commands'

/** The editor that has a caption in it and is active. */
export function captionEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor
  return editor?.document.languageId === CAPTION_LANGUAGE ? editor : undefined
}

/** Carries out a wish about the tags of the caption in an editor, as one step that is undone there. */
export async function editCaption(server: LanguageServer, editor: TextEditor, wish: TagWish): Promise<void> {
  const { document } = editor
  const { version } = document
  const result = await server.ask('taglore/editTags', { uri: fileUri(document.uri).toString(), wish })
  // typed on meanwhile: the places are no longer right
  if (!result || document.version !== version) return
  await editor.edit((builder) => result.edits.forEach(({ range, newText }) => builder.replace(toRange(range), newText)))
}
