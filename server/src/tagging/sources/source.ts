import type { Message } from '../../base/message'
import type { ImageScores } from '../score'

/** What a file says of an image. */
export interface ImportedCaption {
  /** Path, name or stem of the image as the file gives it; '' for a file that speaks of one image, the one beside it. */
  readonly image: string
  readonly scores: ImageScores
}

export interface CaptionSource {
  /** Also the file's name in the drawer. */
  readonly id: string
  /** `name` without folder, in lower case. */
  recognise(name: string, text: string): boolean
  read(text: string): readonly ImportedCaption[] | { readonly fault: Message }
}
