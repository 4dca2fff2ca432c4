/**
 * The options of a subset that decide what is made of a caption, named as sd-scripts names them (`keep_tokens` → `keepTokens`).
 * What is absent has the trainer's default: everything off.
 */
export interface CaptionOptions {
  readonly captionPrefix?: string
  readonly captionSuffix?: string
  /** 0–1. */
  readonly captionDropoutRate?: number
  /** 0: never; n: in every n-th epoch, counted from 1. */
  readonly captionDropoutEveryNEpochs?: number
  /** 0–1. */
  readonly captionTagDropoutRate?: number
  readonly enableWildcard?: boolean
  readonly shuffleCaption?: boolean
  readonly keepTokens?: number
  readonly keepTokensSeparator?: string
  readonly secondarySeparator?: string
  /** Default `,`. */
  readonly captionSeparator?: string
  /** Default 1. */
  readonly tokenWarmupMin?: number
  /** Steps; below 1 a share of `maxTrainSteps`. */
  readonly tokenWarmupStep?: number
  /** Default 1600. */
  readonly maxTrainSteps?: number
}

/** Whether the caption is taken apart into tags at all; if not, separators are trained as they stand. sd-scripts: BaseDataset.process_caption */
export function takesTagsApart(options: CaptionOptions): boolean {
  return Boolean(options.shuffleCaption) || (options.tokenWarmupStep ?? 0) > 0 || (options.captionTagDropoutRate ?? 0) > 0
}

/** `token_warmup_step` in whole or fractional steps: a share becomes `floor(share × max_train_steps)`. */
export function warmupSteps(options: CaptionOptions): number {
  const value = options.tokenWarmupStep ?? 0
  return value < 1 ? Math.floor(value * (options.maxTrainSteps ?? 1600)) : value
}

/** Flexible tags kept at `step` of the warm-up, for `count` of them; may be negative, and then counts from the end as in Python. */
export function warmupLength(options: CaptionOptions, count: number, step: number): number {
  const least = options.tokenWarmupMin ?? 1
  return Math.floor(step * ((count - least) / warmupSteps(options))) + least
}
