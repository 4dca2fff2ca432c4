import { commands, Uri, ViewColumn, workspace } from 'vscode'
import type { CaptionMode } from '../caption-mode'
import { captionColumn, openCaption } from '../navigation'
import type { PreviewPanel } from '../panels/preview'
import type { ExcludedImageNode, ImageNode } from './nodes'

type Click = 'preview' | 'caption' | 'image'

/** Opens what the setting says for a row that was clicked, or chosen with Enter; the keyboard stays in the tree. */
export async function openRow(mode: CaptionMode, preview: PreviewPanel, node: ImageNode | ExcludedImageNode): Promise<void> {
  const click = workspace.getConfiguration('taglore').get<Click>('explorer.click', 'preview')
  const caption = node.kind === 'image' ? node.image.caption : null
  if (click === 'image' || node.kind !== 'image' || caption === null) return openImage(node.place)
  const uri = Uri.parse(caption)
  await openCaption(mode, { caption, captionExists: node.image.hasCaption }, { preserveFocus: true, viewColumn: captionColumn() })
  if (click === 'preview') await preview.open(uri, { shown: true })
}

export async function openImage(image: Uri): Promise<void> {
  await commands.executeCommand('vscode.open', image, { viewColumn: ViewColumn.Active, preserveFocus: true, preview: true })
}
