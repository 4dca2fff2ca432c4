/** One of two images that are compared. */
export interface ComparedImage {
  readonly uri: string
  readonly name: string
  /** Null where there is none: `fault` tells why. */
  readonly address: string | null
  readonly fault: string | null
  /** Pixels as stored. */
  readonly size: { readonly width: number; readonly height: number } | null
  readonly bytes: number | null
  /** Text of its caption; null without one. */
  readonly caption: string | null
}

/** Extension → page. */
export type CompareMessage =
  | { readonly kind: 'show'; readonly images: readonly [ComparedImage, ComparedImage] }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly message: string }

/** Page → extension. */
export type CompareAction = { readonly kind: 'ready' } | { readonly kind: 'image-failed'; readonly uri: string } | { readonly kind: 'open'; readonly uri: string }
