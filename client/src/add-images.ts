import { l10n, Uri, window, workspace, type ExtensionContext, type QuickPickItem } from 'vscode'
import type { CaptionSource } from '../../server/src/protocol/dataset-files'
import { applyDatasetChange } from './changes/apply-change'
import { longRequest } from './changes/long-request'
import { findRoot } from './find-dataset'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'
import { pickOne } from './steps'

/** A picture that is no file here: from a clipboard, or from another computer. */
export interface LooseFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Asks for pictures and copies them into a concept. */
export async function chooseImages(server: LanguageServer, place: Uri | undefined): Promise<void> {
  const folder = await chooseFolder(server, place)
  if (!folder) return
  const files = await window.showOpenDialog({ canSelectMany: true, openLabel: l10n.t('Add'), title: l10n.t('Add Images to {0}', nameOf(folder)), filters: { [l10n.t('Pictures and captions')]: SUFFIXES } })
  if (files && files.length > 0) await addImages(server, folder, files)
}

const SUFFIXES = ['png', 'jpg', 'jpeg', 'webp', 'bmp', 'avif', 'jxl', 'gif', 'tif', 'tiff', 'jfif', 'txt']

/** The folder of the concept that a place belongs to; the user chooses where that is open. */
export async function chooseFolder(server: LanguageServer, place: Uri | undefined): Promise<Uri | undefined> {
  const uri = place ? fileUri(place) : await findRoot(server, undefined)
  const found = uri && (await server.ask('taglore/concepts', { uri: uri.toString() }))
  if (!uri || !found?.root) return void window.showInformationMessage(l10n.t('No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name'))
  const all = found.concepts.flatMap(({ title, folders }) => folders.map((folder) => ({ folder, label: nameOf(Uri.parse(folder)), description: folders.length > 1 ? title : '' })))
  const given = uri.toString()
  const own = all.find(({ folder }) => folder === given || given.slice(0, given.lastIndexOf('/')) === folder)
  if (own) return Uri.parse(own.folder)
  const [only, second] = all
  if (only && !second) return Uri.parse(only.folder)
  const picked = await pickOne(all, { title: l10n.t('Add Images'), placeholder: l10n.t('Which concept do they show?') })
  return picked && picked !== 'back' ? Uri.parse(picked.folder) : undefined
}

interface SourceItem extends QuickPickItem {
  readonly source: CaptionSource | null
}

/** Copies files into a concept's folder: asks what their captions shall say, and does it as one step that can be undone. */
export async function addImages(server: LanguageServer, folder: Uri, files: readonly Uri[]): Promise<void> {
  const title = files.length === 1 ? l10n.t('Add {0} to {1}', nameOf(files[0] ?? folder), nameOf(folder)) : l10n.t('Add {0} files to {1}', files.length, nameOf(folder))
  const items: readonly SourceItem[] = [
    { source: 'generation', label: l10n.t('The prompts in the pictures (WebUI, ComfyUI, NovelAI)') },
    { source: 'usual', label: l10n.t('What most captions of the folder say') },
    { source: 'trigger', label: l10n.t('The trigger alone') },
    { source: null, label: l10n.t('They stay without one') },
  ]
  const picked = await pickOne(items, { title, placeholder: l10n.t('What shall their captions say? Captions that come along stay as they are') })
  if (!picked || picked === 'back') return
  const result = await longRequest(server, title, 'taglore/planAddImages', { folder: folder.toString(), files: files.map(String), source: picked.source })
  if (!result) return
  if (result.change) await applyDatasetChange(server, result.change, { preview: 'none' })
  else if (result.fault !== null) void window.showWarningMessage(result.fault)
}

/** Copies pictures that are no files into a concept's folder. */
export async function addLooseImages(context: ExtensionContext, server: LanguageServer, folder: Uri, loose: readonly LooseFile[]): Promise<void> {
  const shelf = Uri.joinPath(context.globalStorageUri, 'incoming', String(Date.now()))
  await workspace.fs.createDirectory(shelf)
  try {
    const files: Uri[] = []
    for (const [at, { name, bytes }] of loose.entries()) {
      // two pictures of a clipboard have one name
      const isTaken = loose.findIndex((other) => other.name === name) < at
      const file = Uri.joinPath(shelf, ...(isTaken ? [String(at)] : []), name.replace(/[\\/:*?"<>|]/g, ' '))
      await workspace.fs.writeFile(file, bytes)
      files.push(file)
    }
    await addImages(server, folder, files)
  } finally {
    await workspace.fs.delete(shelf, { recursive: true, useTrash: false })
  }
}

function nameOf(uri: Uri): string {
  return uri.path.split('/').at(-1) ?? uri.path
}
