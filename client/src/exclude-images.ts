import { l10n, Uri, window, type QuickPickItem } from 'vscode'
import type { ExcludedImage } from '../../server/src/protocol/dataset-files'
import { applyDatasetChange } from './changes/apply-change'
import { findRoot } from './find-dataset'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'
import { showInput } from './steps'

/** Moves images out of their dataset, at once for one and after a list for more; undone as one step. */
export async function excludeImages(server: LanguageServer, files: readonly Uri[]): Promise<void> {
  const change = files.length === 0 ? null : await server.ask('taglore/planExclude', { uris: files.map((uri) => fileUri(uri).toString()) })
  if (change === undefined) return
  if (!change || change.files.length === 0) return void window.showInformationMessage(l10n.t('Choose an image or a caption of a dataset to exclude'))
  await applyDatasetChange(server, change, { preview: files.length === 1 && change.files.length <= FEW ? 'none' : 'list' })
}

/** Files that one image may have, with its caption, mask and caches. */
const FEW = 8

interface ImageItem extends QuickPickItem {
  readonly image: ExcludedImage
}

/** Lists what was excluded from the dataset of a file, and moves back what the user ticks. */
export async function restoreImages(server: LanguageServer, file: Uri | undefined): Promise<void> {
  const place = file ?? (await findRoot(server, undefined))
  const excluded = place && (await server.ask('taglore/excluded', { uri: fileUri(place).toString() }))
  if (!excluded?.root || excluded.images.length === 0) return void window.showInformationMessage(l10n.t('No image of this dataset is excluded'))
  const chosen = await chooseImages(excluded.images)
  if (!chosen || chosen === 'back' || chosen.length === 0) return
  await restoreThese(server, excluded.root, chosen.map(({ image }) => Uri.parse(image.uri)))
}

/** Moves these images of a dataset back. */
export async function restoreThese(server: LanguageServer, root: string, images: readonly Uri[]): Promise<void> {
  const change = await server.ask('taglore/planRestore', { root, uris: images.map(String) })
  if (change) await applyDatasetChange(server, change, { preview: 'none' })
}

/** Moves images to another concept of their dataset, at once for a few and after a list for more. */
export async function moveToConcept(server: LanguageServer, images: readonly Uri[], folder: Uri): Promise<void> {
  const change = await server.ask('taglore/planMove', { uris: images.map((uri) => fileUri(uri).toString()), to: folder.toString() })
  if (change && change.files.length > 0) await applyDatasetChange(server, change, { preview: change.files.length <= FEW ? 'none' : 'list' })
}

function chooseImages(images: readonly ExcludedImage[]): Promise<readonly ImageItem[] | 'back' | undefined> {
  const input = window.createQuickPick<ImageItem>()
  input.canSelectMany = true
  input.matchOnDescription = true
  input.items = images.map((image) => ({ image, label: image.name, description: image.folder === '.' ? '' : image.folder, iconPath: Uri.parse(image.uri) }))
  const placeholder = images.length === 1 ? l10n.t('1 image is excluded: tick it and press Enter to move it back') : l10n.t('{0} images are excluded: tick those to move back', images.length)
  return showInput<readonly ImageItem[]>(input, { title: l10n.t('Restore Excluded Images'), placeholder }, (accept) => accept(input.selectedItems))
}
