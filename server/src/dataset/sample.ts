import type { ColorMode } from './color-mode'
import type { ListedCaption } from './folder'
import type { GuessedEncoding } from './guess-encoding'

/** Why an image cannot be used; told from its first bytes, without decoding. */
export type ImageFault = 'empty' | 'not-an-image' | 'lfs-pointer' | 'truncated' | 'unreadable'

/** What the header of an image says. */
export interface ImageHeader {
  /** Pixels as stored: EXIF orientation is not applied, as in the trainer. */
  readonly width: number
  readonly height: number
  /** EXIF orientation 1–8; 1 where there is none. */
  readonly orientation: number
  /** The format the bytes are in: `png`, `jpeg`, `webp` …; may differ from the suffix. */
  readonly type: string
  /** Undefined where the header does not say it. */
  readonly mode?: ColorMode
}

export interface ImageFile {
  readonly path: string
  /** Undefined until read, or where `fault` tells why it cannot be. */
  readonly header?: ImageHeader
  readonly fault?: ImageFault
  /** Bytes. */
  readonly size?: number
}

/** Why the bytes of a caption are not text we can edit. `permission` and `gone` come from the disk. */
export type CaptionFault = 'not-utf8' | 'nul-bytes' | 'too-large' | 'permission' | 'gone'

/** A caption file as it is on disk. */
export interface CaptionFile {
  readonly path: string
  /** Without a byte order mark; '' where `fault` is set. */
  readonly text: string
  /** Bytes on disk. */
  readonly size: number
  readonly byteOrderMark: boolean
  readonly fault?: CaptionFault
  /** For bytes that are no UTF-8 text: what they are encoded in, where that is certain. */
  readonly encoding?: GuessedEncoding
  /** With `encoding`: the bytes, for a conversion. */
  readonly bytes?: Uint8Array
}

/** An image with its caption, or one of the two alone. */
export interface Sample {
  /** Folder and stem in NFC: what image and caption share. */
  readonly id: string
  readonly folder: string
  /** Images of this stem, sorted; more than one share the caption. */
  readonly images: readonly ImageFile[]
  readonly caption: CaptionFile | undefined
  /** A caption in a file of many stands in place of one of its own. */
  readonly listed?: ListedCaption
}

/** Whether an image has a caption, in a file of its own or in one of many. */
export function hasCaption({ caption, listed }: Sample): boolean {
  return caption !== undefined || listed !== undefined
}

/** The text of a sample's caption; of several that one is picked from, all, a line each. Undefined where there is none that can be read. */
export function captionTextOf({ caption, listed }: Sample): string | undefined {
  if (caption) return caption.fault ? undefined : caption.text
  return listed?.alternatives?.join('\n') ?? listed?.text
}

/** Captions larger than this are not parsed: nobody writes them, and something else went wrong. Bytes. */
export const CAPTION_SIZE_LIMIT = 1024 * 1024
