import type { Dataset } from './dataset'
import type { PixelFacts } from './pixel-facts'
import type { ImageFile } from './sample'

/** What was found out about an image by reading all of it: only when it was asked for. */
export interface ImageLook {
  /** Bytes of the file then. */
  readonly size: number
  /** Undefined where the pixels could not be decoded, or not in the time there was. */
  readonly pixels?: PixelFacts
  /** Of its bytes, where another image of the dataset has as many. */
  readonly digest?: string
  /** It looks whole and cannot be decoded: training aborts at it. */
  readonly damaged?: true
}

/** By path. Replaced as a whole: what is worked out from it may be remembered by it. */
export type ImageLooks = ReadonlyMap<string, ImageLook>

/** What is known of an image, unless the file is another by now. */
export function lookAt({ looks }: Pick<Dataset, 'looks'>, { path, size }: ImageFile): ImageLook | undefined {
  const look = looks.get(path)
  return look && (size === undefined || size === look.size) ? look : undefined
}
