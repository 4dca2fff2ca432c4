import assert from 'node:assert/strict'
import type { Model } from '../../server/src/settings'
import type { BucketOptions } from '../../server/src/trainer/buckets'
import { checkBucketOptions } from '../../server/src/trainer/check-bucket-options'
import { modelFacts } from '../../server/src/trainer/models'

/** `expected`: kinds with their limits. */
function checkOptions(options: Partial<BucketOptions>, model: Model | undefined, ...expected: readonly string[]): void {
  const all: BucketOptions = { resolution: [512, 512], min: 256, max: 1024, step: 64, noUpscale: false, ...options }
  assert.deepEqual(checkBucketOptions(all, model).map(({ kind, limit }) => `${kind} ${limit}`), expected)
}

describe('checkBucketOptions', () => {
  it('says nothing about the usual options', () => {
    checkOptions({}, 'sd15')
    checkOptions({ resolution: [1024, 1024], max: 2048 }, 'illustrious')
    checkOptions({ resolution: [768, 768] }, 'sd2')
  })
  it('compares the rounded limits with the shorter and the longer side', () => {
    checkOptions({ min: 576 }, undefined, 'min-above-resolution 512')
    checkOptions({ min: 575 }, undefined)
    checkOptions({ max: 448 }, undefined, 'max-below-resolution 512')
    checkOptions({ resolution: [512, 768], min: 576, max: 704 }, undefined, 'min-above-resolution 512', 'max-below-resolution 768')
  })
  it('asks for the step that the model’s trainer asks for', () => {
    checkOptions({ step: 32 }, 'nai', 'step-divisor 64')
    checkOptions({ resolution: [1024, 1024], max: 2048, step: 32 }, 'sdxl')
    checkOptions({ resolution: [1024, 1024], max: 2048, step: 16 }, 'flux', 'step-divisor 32')
    checkOptions({ resolution: [1024, 1024], max: 2048, step: 16 }, 'lumina')
    checkOptions({ resolution: [1024, 1024], max: 2048, step: 8 }, 'anima', 'step-divisor 16')
  })
  it('finds a maximum that cuts the table of SDXL short', () => checkOptions({ resolution: [1024, 1024] }, 'sdxl', 'max-below-usual 2048'))
  it('finds steps and limits that the trainer divides by', () => {
    checkOptions({ step: 0 }, 'sdxl', 'no-step 1')
    checkOptions({ min: 63 }, undefined, 'min-below-step 64')
  })
})

describe('modelFacts', () => {
  it('knows relatives by their family', () => {
    assert.equal(modelFacts('pony'), modelFacts('sdxl'))
    assert.equal(modelFacts('nai').resolution, 512)
  })
})
