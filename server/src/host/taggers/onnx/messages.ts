import type { InputForm } from '../../../tagging/pixels/prepare'

/** Parent → tagger process. Native paths. */
export type OnnxRequest =
  | { readonly kind: 'open'; readonly runtime: string; readonly model: string; readonly options: OnnxOptions }
  | { readonly kind: 'tag'; readonly id: number; readonly path: string }

export interface OnnxOptions {
  /** Places of the output that have a name. */
  readonly tags: number
  readonly output: 'probabilities' | 'logits'
  readonly resample: InputForm['resample']
  readonly range: InputForm['range']
  /** In order of preference, as the runtime calls them; `cpu` is tried last in any case. `auto`: those that the runtime brings along. */
  readonly providers: 'auto' | readonly string[]
  /** Of the processor, for one inference. */
  readonly threads: number
  /** Threads that prepare pictures. */
  readonly lanes: number
  /** Pictures of one inference, where the model leaves that open. */
  readonly batch: number
  /** Values below are not told. */
  readonly floor: number
}

/** Tagger process → parent. */
export type OnnxReply =
  | { readonly kind: 'opened'; readonly provider: string; readonly size: number; readonly layout: InputForm['layout']; readonly batch: number }
  | { readonly kind: 'refused'; readonly why: 'runtime' | 'model' | 'form' | 'list' | 'output'; readonly detail: string }
  | { readonly kind: 'scores'; readonly id: number; readonly places: Int32Array; readonly values: Float32Array }
  | { readonly kind: 'fault'; readonly id: number; readonly detail: string }

/** Tagger process → one of its threads, and back. */
export interface PixelRequest {
  readonly id: number
  readonly path: string
  readonly form: InputForm
  /** A buffer to fill, used before. */
  readonly buffer: Float32Array<ArrayBuffer> | undefined
}

export type PixelReply = { readonly id: number; readonly input: Float32Array<ArrayBuffer> } | { readonly id: number; readonly detail: string }
