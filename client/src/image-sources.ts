import { l10n, Uri, workspace } from 'vscode'
import type { PreviewData, PreviewImage, PreviewSources } from '../../server/src/protocol/preview'
import type { LanguageServer } from './language-server'

/** Larger images come to a page as a smaller picture: they may have to travel far (Remote-SSH). */
const LARGE = 8 * 1024 * 1024
const THUMBNAIL = 2048

interface Source {
  readonly address: string | null
  readonly fault: string | null
}

/** The images that are shown, and those that are likely to be next. */
export interface SourceWishes extends Pick<PreviewData, 'next' | 'previous'> {
  readonly images: readonly Pick<PreviewImage, 'uri' | 'fault'>[]
}

/** Where a page gets the pictures of a preview from. */
export interface ImageSources {
  of(data: SourceWishes, addressOf: (file: Uri) => Uri): Promise<PreviewSources>
  /** The page could not show this image: from now on it gets a picture that it can show, or why there is none. */
  replace(uri: string): Promise<void>
  /** Files have changed. */
  forget(): void
}

export function createImageSources(server: LanguageServer): ImageSources {
  const thumbnails = new Map<string, Source>()

  /** Of images that are only decoded ahead, none where it costs something. */
  async function sourceOf({ uri, fault }: Pick<PreviewImage, 'uri' | 'fault'>, shown: boolean, addressOf: (file: Uri) => Uri): Promise<Source> {
    if (fault !== null) return { address: null, fault }
    const known = thumbnails.get(uri)
    if (known) return known
    const image = Uri.parse(uri)
    const info = await workspace.fs.stat(image).then(
      (stat) => stat,
      () => undefined,
    )
    if (!info) return { address: null, fault: l10n.t("'{0}' cannot be read", nameOf(image)) }
    // a picture that was painted over has the same address: the time tells them apart
    if (info.size <= LARGE) return { address: addressOf(image).with({ query: `v=${info.mtime}` }).toString(), fault: null }
    return shown ? thumbnailOf(uri) : { address: null, fault: null }
  }

  async function thumbnailOf(uri: string): Promise<Source> {
    const answer = await server.ask('taglore/thumbnail', { uri, size: THUMBNAIL })
    const fault = answer?.data ? null : (answer?.message ?? l10n.t("'{0}' cannot be shown: it is damaged, or no image", nameOf(Uri.parse(uri))))
    const found = { address: answer?.data ?? null, fault }
    thumbnails.set(uri, found)
    return found
  }

  return {
    async of({ images, next, previous }, addressOf) {
      const addresses: Record<string, string> = {}
      const faults: Record<string, string> = {}
      const ahead = [next?.image, previous?.image].filter((uri) => typeof uri === 'string').map((uri) => ({ uri, fault: null }))
      for (const image of [...images, ...ahead]) {
        const { address, fault } = await sourceOf(image, images.some(({ uri }) => uri === image.uri), addressOf)
        if (address !== null) addresses[image.uri] = address
        else if (fault !== null) faults[image.uri] = fault
      }
      return { images: addresses, faults }
    },
    async replace(uri) {
      await thumbnailOf(uri)
    },
    forget: () => thumbnails.clear(),
  }
}

function nameOf(file: Uri): string {
  return file.path.split('/').at(-1) ?? ''
}
