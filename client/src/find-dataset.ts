import { l10n, Uri, window, workspace } from 'vscode'
import { isFolder } from './folders'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'

/** The dataset that a file is part of, or that begins in a folder; the user chooses where there are several. */
export async function findRoot(server: LanguageServer, given: Uri | undefined): Promise<Uri | undefined> {
  const place = given ?? (await pickFolder())
  if (!place) return undefined
  const file = fileUri(place)
  if (!(await isFolder(file))) {
    const status = await server.ask('taglore/status', { uri: file.toString() })
    return status?.root ? Uri.parse(status.root) : rootIn(server, workspace.getWorkspaceFolder(file)?.uri ?? Uri.joinPath(file, '..'))
  }
  return rootIn(server, file)
}

/** The workspace's dataset, where it has exactly one. */
export async function onlyRoot(server: LanguageServer): Promise<Uri | undefined> {
  const [folder, second] = workspace.workspaceFolders ?? []
  const { roots } = (folder && !second && (await server.ask('taglore/datasets', { uri: folder.uri.toString() }))) || { roots: [] }
  const [root, other] = roots
  return root === undefined || other !== undefined ? undefined : Uri.parse(root)
}

async function rootIn(server: LanguageServer, folder: Uri): Promise<Uri | undefined> {
  const { roots } = (await server.ask('taglore/datasets', { uri: folder.toString() })) ?? { roots: [] }
  return roots.length > 1 ? pickRoot(roots.map((root) => Uri.parse(root))) : roots[0] === undefined ? folder : Uri.parse(roots[0])
}

async function pickRoot(roots: readonly Uri[]): Promise<Uri | undefined> {
  const items = roots.map((root) => ({ label: root.path.split('/').at(-1) ?? '', description: workspace.asRelativePath(root, false), root }))
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which dataset?') }))?.root
}

async function pickFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? []
  if (folders.length === 0) void window.showInformationMessage(l10n.t('Open a folder with images and captions first'))
  if (folders.length <= 1) return folders[0]?.uri
  return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Which dataset?') }))?.uri
}
