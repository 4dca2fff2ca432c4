import { l10n, Uri, type QuickPickItem } from 'vscode'
import type { PreviewCompared } from '../../../server/src/protocol/preview'
import type { ImageSources } from '../image-sources'
import type { LanguageServer } from '../language-server'
import { fileUri } from '../new-captions'
import { pickOne } from '../steps'

interface ImageItem extends QuickPickItem {
  readonly image: string
}

/** Lists the images of the dataset, those beside `file` first; undefined where none is chosen. */
export async function chooseImage(server: LanguageServer, file: Uri): Promise<Uri | undefined> {
  const found = await server.ask('taglore/imageList', { uri: fileUri(file).toString(), where: null })
  if (!found || found.images.length < 2) return undefined
  const at = found.images.findIndex(({ caption, image }) => [caption, image].includes(fileUri(file).toString()))
  // what comes next is compared most
  const ordered = [...found.images.slice(at + 1), ...found.images.slice(0, Math.max(0, at))]
  const items = ordered.map(({ image, name, folder }): ImageItem => ({ image, label: name, description: folder === '' || folder === '.' ? '' : folder, iconPath: Uri.parse(image) }))
  const picked = await pickOne(items, { title: l10n.t('Compare With'), placeholder: l10n.t('Image to show beside this one') })
  return picked && picked !== 'back' ? Uri.parse(picked.image) : undefined
}

/** What the page needs to show an image beside another. */
export async function describeCompared(server: LanguageServer, images: ImageSources, image: Uri, addressOf: (file: Uri) => Uri): Promise<PreviewCompared | null> {
  const data = await server.ask('taglore/preview', { uri: image.toString() })
  const sources = data && (await images.of(data, addressOf))
  const found = data?.images.find(({ uri }) => Uri.parse(uri).toString() === image.toString()) ?? data?.images[0]
  const address = found && sources?.images[found.uri]
  return found && address !== undefined ? { image: found, address } : null
}
