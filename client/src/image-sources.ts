import { env, l10n, Uri, workspace } from 'vscode'
import type { PreviewImage, PreviewSources } from '../../server/src/protocol/preview'
import type { LanguageServer } from './language-server'

/** Larger images come to a page as a smaller picture, sooner where they have to travel far (Remote-SSH). Bytes. */
const LARGE = (env.remoteName === undefined ? 8 : 2) * 1024 * 1024
const THUMBNAIL = 2048

interface Source {
  readonly address: string | null
  readonly fault: string | null
}

/** The images that are shown, with their masks. */
export interface SourceWishes {
  readonly images: readonly (Pick<PreviewImage, 'uri' | 'fault'> & Partial<Pick<PreviewImage, 'mask'>>)[]
}

/** Where a page gets the pictures of a preview from. */
export interface ImageSources {
  of(data: SourceWishes, addressOf: (file: Uri) => Uri): Promise<PreviewSources>
  /** Addresses of pictures that are likely to be wanted next. */
  ahead(uris: readonly string[], addressOf: (file: Uri) => Uri): Promise<readonly string[]>
  /** The page could not show this image: from now on it gets a picture that it can show, or why there is none. */
  replace(uri: string): Promise<void>
  /** Files have changed. */
  forget(): void
}

export function createImageSources(server: LanguageServer): ImageSources {
  const thumbnails = new Map<string, Source>()

  async function sourceOf({ uri, fault }: Pick<PreviewImage, 'uri' | 'fault'>, addressOf: (file: Uri) => Uri): Promise<Source> {
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
    return thumbnailOf(uri)
  }

  async function thumbnailOf(uri: string): Promise<Source> {
    const answer = await server.ask('taglore/thumbnail', { uri, size: THUMBNAIL })
    const fault = answer?.data ? null : (answer?.message ?? l10n.t("'{0}' cannot be shown: it is damaged, or no image", nameOf(Uri.parse(uri))))
    const found = { address: answer?.data ?? null, fault }
    thumbnails.set(uri, found)
    return found
  }

  return {
    async of({ images }, addressOf) {
      const addresses: Record<string, string> = {}
      const faults: Record<string, string> = {}
      const masks = images.flatMap(({ mask }) => mask ?? []).map((uri) => ({ uri, fault: null }))
      for (const image of [...images, ...masks]) {
        const { address, fault } = await sourceOf(image, addressOf)
        if (address !== null) addresses[image.uri] = address
        else if (fault !== null) faults[image.uri] = fault
      }
      return { images: addresses, faults }
    },
    async ahead(uris, addressOf) {
      const found = await Promise.all(uris.map((uri) => sourceOf({ uri, fault: null }, addressOf)))
      return found.flatMap(({ address }) => address ?? [])
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
