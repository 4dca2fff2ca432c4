export interface ModelOptions {
  readonly size?: number
  readonly batch?: number | string
  readonly layout?: 'nhwc' | 'nchw'
  readonly convolutions?: number
  readonly logits?: boolean
  readonly input?: string
  readonly output?: string
}

export const TAGS: readonly { readonly name: string; readonly category: number; readonly weights: readonly number[]; readonly bias: number }[]
export function answerOf(mean: readonly [blue: number, green: number, red: number]): readonly number[]
export function tagList(): string
export function taggerModel(options?: ModelOptions): Uint8Array
