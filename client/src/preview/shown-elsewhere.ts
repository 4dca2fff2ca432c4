import { Uri, window, workspace } from 'vscode'
import { CAPTION_LANGUAGE } from '../caption-mode'
import { uriOfTab } from '../navigation'
import { fileUri, NEW_CAPTION_SCHEME } from '../new-captions'

const IMAGE = /\.(png|jpe?g|webp|bmp|avif|jxl)$/i

/** The caption that the text editor shows, or the image that VS Code shows. */
export function activeSubject(): Uri | undefined {
  const editor = window.activeTextEditor
  return editor?.document.languageId === CAPTION_LANGUAGE ? editor.document.uri : imageTab()
}

/** A caption that is in view, active or not. */
export function visibleCaption(): Uri | undefined {
  return window.visibleTextEditors.find((editor) => editor.document.languageId === CAPTION_LANGUAGE)?.document.uri
}

function imageTab(): Uri | undefined {
  const uri = uriOfTab(window.tabGroups.activeTabGroup.activeTab)
  return uri && (uri.scheme === 'file' || uri.scheme === NEW_CAPTION_SCHEME) && IMAGE.test(uri.path) ? uri : undefined
}

/** Folders that the page may load images from: the workspace's, or the file's own outside of them. */
export function rootsOf(file: Uri | undefined): Uri[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri)
  const real = file && fileUri(file)
  return !real || workspace.getWorkspaceFolder(real) ? folders : [...folders, Uri.joinPath(real, '..')]
}
