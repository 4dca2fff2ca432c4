/** Parent → image process. */
export interface ImageRequest {
  readonly id: number
  readonly kind: 'thumbnail'
  readonly path: string
  /** Longest side in pixels. */
  readonly size: number
}

/** Image process → parent. */
export type ImageReply =
  | { readonly id: number; readonly ok: true; readonly bytes: Uint8Array }
  | { readonly id: number; readonly ok: false; readonly message: string }
