import { CancellationTokenSource, Uri } from 'vscode'
import type { GalleryItem, GalleryParams, GalleryResult, GalleryThumbnail, GalleryWish } from '../../../server/src/protocol/gallery'
import type { LanguageServer } from '../language-server'
import { imageUri } from './image-places'

/** Images whose pictures and words are got ahead: a screen of usual cells. */
const AHEAD = 32

export interface FirstScreen {
  /** The answer to what a new page asks first; undefined where it asks for something else. */
  answer(params: GalleryParams): Promise<GalleryResult | undefined> | undefined
  /** Pictures and words of the first images, as far as they are there. */
  readonly thumbnails: readonly GalleryThumbnail[]
  readonly items: readonly GalleryItem[]
  stop(): void
}

/** Gets what a new page will show while the page itself is loaded, which takes longer. `side`: pixels of its pictures. */
export function getFirstScreen(server: Pick<LanguageServer, 'ask'>, root: Uri, wish: GalleryWish, side: number): FirstScreen {
  const cancellation = new CancellationTokenSource()
  const { token } = cancellation
  const thumbnails: GalleryThumbnail[] = []
  let items: readonly GalleryItem[] = []
  const key = keyOf({ uri: root.toString(), ...wish })

  async function get(): Promise<GalleryResult | undefined> {
    const result = await server.ask('taglore/gallery', { uri: root.toString(), ...wish, known: '' }, token)
    if (result?.root && result.list) void getImages(result.root, firstOf(result.list.images, result.list.order))
    return result
  }

  async function getImages(found: string, images: readonly string[]): Promise<void> {
    const uri = Uri.parse(found)
    const makeAll = images.map(async (image) => {
      const made = await server.ask('taglore/thumbnail', { uri: imageUri(uri, image).toString(), size: side }, token)
      // what was not made is asked for by the page itself
      if (made) thumbnails.push({ image, size: side, data: made.data, message: made.message })
    })
    items = (await server.ask('taglore/galleryItems', { root: found, images }, token)) ?? []
    await Promise.all(makeAll)
  }

  const whole = get()
  return {
    answer: (params) => (params.known === '' && keyOf(params) === key ? whole : undefined),
    thumbnails,
    get items() {
      return items
    },
    stop: () => cancellation.cancel(),
  }
}

function keyOf({ uri, query, group, sort, descending }: GalleryParams): string {
  return JSON.stringify([uri, query, group, sort, descending])
}

function firstOf(images: readonly string[], order: readonly number[] | null): readonly string[] {
  return order ? order.slice(0, AHEAD).flatMap((place) => images[place] ?? []) : images.slice(0, AHEAD)
}
