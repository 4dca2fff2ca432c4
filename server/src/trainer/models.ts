import type { Model } from '../settings'

/** What the trainer and people's habits fix for a model. */
export interface ModelFacts {
  /** The family whose trainer is used: `illustrious`, `noobai` and `pony` are `sdxl`, `nai` is `sd15`. */
  readonly family: ModelFamily
  /** Usual training side in pixels, for width and height. Not a default of the trainer, which has none. */
  readonly resolution: number
  /** Usual bucket limits in pixels; the trainer's own defaults are `trainerBuckets`. */
  readonly buckets: { readonly min: number; readonly max: number; readonly step: number }
  /** `bucket_reso_steps` must be a multiple of this, else training aborts. sd-scripts: verify_bucket_reso_steps */
  readonly stepDivisor: number
}

export type ModelFamily = 'sd15' | 'sd2' | 'sdxl' | 'sd3' | 'flux' | 'lumina' | 'anima'

/** Bucket values of the trainer where nothing is set: too small a maximum for 1024. sd-scripts: train_util.add_dataset_arguments */
export const trainerBuckets = { enabled: false, min: 256, max: 1024, step: 64, noUpscale: false } as const

const small = { min: 256, max: 1024, step: 64 }
const large = { min: 256, max: 2048, step: 64 }

const families: Readonly<Record<ModelFamily, ModelFacts>> = {
  sd15: { family: 'sd15', resolution: 512, buckets: small, stepDivisor: 64 },
  sd2: { family: 'sd2', resolution: 768, buckets: small, stepDivisor: 64 },
  sdxl: { family: 'sdxl', resolution: 1024, buckets: large, stepDivisor: 32 },
  sd3: { family: 'sd3', resolution: 1024, buckets: large, stepDivisor: 32 },
  flux: { family: 'flux', resolution: 1024, buckets: large, stepDivisor: 32 },
  lumina: { family: 'lumina', resolution: 1024, buckets: large, stepDivisor: 16 },
  anima: { family: 'anima', resolution: 1024, buckets: large, stepDivisor: 16 },
}

/** The family of a model name of `taglore.json`. */
export function modelFamily(model: Model): ModelFamily {
  switch (model) {
    case 'nai':
      return 'sd15'
    case 'illustrious':
    case 'noobai':
    case 'pony':
      return 'sdxl'
    default:
      return model
  }
}

export function modelFacts(model: Model): ModelFacts {
  return families[modelFamily(model)]
}
