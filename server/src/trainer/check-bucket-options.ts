import type { Model } from '../settings'
import { roundBucketLimits, type BucketOptions } from './buckets'
import { modelFacts } from './models'

/**
 * One thing wrong with bucket options. All but `max-below-usual` abort training.
 * `value` is what is set (after rounding), `limit` what it must keep to.
 */
export interface BucketFault {
  readonly kind: 'min-above-resolution' | 'max-below-resolution' | 'step-divisor' | 'no-step' | 'min-below-step' | 'max-below-usual'
  readonly aborts: boolean
  readonly value: number
  readonly limit: number
}

/**
 * Checks options of a dataset that has buckets enabled. With `model` also the divisor of its trainer and whether
 * `max` cuts the usual table of the model short (1024, the trainer's default, does so for SDXL).
 * The limits hold with `bucket_no_upscale` as well, although it does not use them afterwards.
 *
 * sd-scripts: DreamBoothDataset.__init__ (asserts), verify_bucket_reso_steps
 */
export function checkBucketOptions(options: BucketOptions, model?: Model): readonly BucketFault[] {
  const { resolution, step } = options
  if (!(step >= 1)) return [{ kind: 'no-step', aborts: true, value: step, limit: 1 }]
  const faults: BucketFault[] = []
  const { min, max } = roundBucketLimits(options)
  const shorter = Math.min(...resolution)
  const longer = Math.max(...resolution)
  // the table is made from 0 then, and divides by it
  if (min < step && !options.noUpscale) faults.push({ kind: 'min-below-step', aborts: true, value: options.min, limit: step })
  if (min > shorter) faults.push({ kind: 'min-above-resolution', aborts: true, value: min, limit: shorter })
  if (max < longer) faults.push({ kind: 'max-below-resolution', aborts: true, value: max, limit: longer })
  if (model === undefined) return faults
  const { stepDivisor } = modelFacts(model)
  if (step % stepDivisor !== 0) faults.push({ kind: 'step-divisor', aborts: true, value: step, limit: stepDivisor })
  if (!options.noUpscale && cutsShort(options, max, model)) {
    faults.push({ kind: 'max-below-usual', aborts: false, value: max, limit: modelFacts(model).buckets.max })
  }
  return faults
}

/** Below one and a half training sides not even 2:3 pictures find a bucket of full area. */
function cutsShort({ resolution }: BucketOptions, max: number, model: Model): boolean {
  const side = Math.sqrt(resolution[0] * resolution[1])
  return max >= Math.max(...resolution) && max < side * 1.5 && max < modelFacts(model).buckets.max
}
