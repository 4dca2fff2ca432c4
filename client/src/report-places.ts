import { commands, TabInputWebview, Uri, ViewColumn, window, workspace, type Range } from 'vscode'
import type { ReportProblem } from '../../server/src/protocol/audit'
import { exists, firstCaptionOf, isFolder } from './folders'
import { select } from './navigation'
import { openUri } from './new-captions'
import { toRange } from './tag-commands'

// Where the rows of a report lead. Files of a report are relative to its root.

export function inRoot(root: Uri, file: string): Uri {
  return file === '.' ? root : Uri.joinPath(root, file)
}

/** A problem's place: a line of a caption, an image, a folder, or the dataset as a whole. */
export async function openProblem(root: Uri, { file, range, related }: ReportProblem): Promise<void> {
  const place = inRoot(root, file)
  if (await isFolder(place)) return openFolder(root, place, (related ?? []).map((path) => inRoot(root, path)))
  await openPlace(place, toRange(range))
}

/** Shown in the explorer; so is, as text, where the problem stands in the editor: the dataset's settings, or the first caption. */
async function openFolder(root: Uri, folder: Uri, related: readonly Uri[]): Promise<void> {
  const settings = Uri.joinPath(root, 'taglore.json')
  const isDataset = folder.toString() === root.toString()
  if (isDataset && (await exists(settings))) await openPlace(settings)
  else {
    // what lies in the dataset's own folder, a readme perhaps, is none of its captions
    const first = await firstCaptionOf(isDataset ? related : [folder, ...related])
    if (first) await openPlace(first)
  }
  await commands.executeCommand('revealInExplorer', folder)
}

export async function openPlace(file: Uri, range?: Range): Promise<void> {
  const viewColumn = besidePanel()
  if (/\.(png|jpe?g|webp|bmp|avif|jxl|gif|tiff?)$/i.test(file.path)) return void (await commands.executeCommand('vscode.open', file, viewColumn))
  const editor = await window.showTextDocument(await workspace.openTextDocument(openUri(file)), { preview: true, viewColumn })
  if (range) select(editor, range)
}

/**
 * Where a row leads: beside the report, so that the next row is one click away. Where the place beside it is another panel's
 * (the preview, that is to follow), in a tab next to the report.
 */
function besidePanel(): ViewColumn {
  const { activeTabGroup, all } = window.tabGroups
  if (!(activeTabGroup.activeTab?.input instanceof TabInputWebview)) return activeTabGroup.viewColumn
  const others = all.filter((group) => group !== activeTabGroup)
  if (others.length === 0) return ViewColumn.Beside
  return others.find((group) => !(group.activeTab?.input instanceof TabInputWebview))?.viewColumn ?? activeTabGroup.viewColumn
}

/** Every caption with this tag, in VS Code's own search. */
export async function showTag(root: Uri, tag: string): Promise<void> {
  const words = tag.split(/[\s_]+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\\\?\\$&'))
  await commands.executeCommand('workbench.action.findInFiles', {
    query: `(^|[,(\\[{|])\\s*${words.join('[ _]+')}\\s*($|[,)\\]}|:])`,
    isRegex: true,
    triggerSearch: true,
    filesToInclude: searchScope(root),
  })
}

/** The folder as the search wants it: relative to the workspace, with the workspace folder's name only where there are several. */
function searchScope(root: Uri): string {
  const folder = workspace.getWorkspaceFolder(root)
  if (!folder) return root.fsPath
  const several = (workspace.workspaceFolders?.length ?? 0) > 1
  const isWhole = folder.uri.toString() === root.toString()
  return isWhole && !several ? '' : `./${isWhole ? folder.name : workspace.asRelativePath(root, several)}`
}
