import { commands, Uri, ViewColumn } from 'vscode'
import type { CaptionMode } from '../caption-mode'
import type { LanguageServer } from '../language-server'
import { captionColumn, openCaption } from '../navigation'

/** The image that a list names: relative to the dataset, but for those of folders outside. */
export function imageUri(root: Uri, image: string): Uri {
  return /^\/|^[A-Za-z]:\//.test(image) ? Uri.file(image).with({ scheme: root.scheme, authority: root.authority }) : Uri.joinPath(root, image)
}

/** Opens an image, or its caption with the preview: beside the page that asked where that is in the way. */
export async function openFromPage({ server, mode }: { readonly server: LanguageServer; readonly mode: CaptionMode }, image: Uri, what: 'caption' | 'image', page: ViewColumn | undefined): Promise<void> {
  if (what === 'image') return void (await commands.executeCommand('vscode.open', image, { viewColumn: ViewColumn.Beside, preview: true }))
  const about = await server.ask('taglore/preview', { uri: image.toString() })
  if (!about?.caption) return
  const column = captionColumn()
  await openCaption(mode, { caption: about.caption.uri, captionExists: about.caption.exists }, { preserveFocus: false, viewColumn: column === page ? ViewColumn.Beside : column })
  await commands.executeCommand('taglore.openPreview')
}
