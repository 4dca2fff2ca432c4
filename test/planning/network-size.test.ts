import assert from 'node:assert/strict'
import { factorize, networkSize, type NetworkShape } from '../../server/src/planning/network-size'

const shape: NetworkShape = { kind: 'lora', dim: 32, convDim: 16, factor: -1, textEncoder: true }

describe('networkSize', () => {
  it('counts the layers that the trainer reports', () => {
    assert.deepEqual(networkSize('sd15', shape)?.modules, { unet: 192, text: 72 })
    assert.deepEqual(networkSize('sd15', { ...shape, kind: 'locon' })?.modules, { unet: 278, text: 72 })
    assert.deepEqual(networkSize('sdxl', shape)?.modules, { unet: 722, text: 264 })
    assert.deepEqual(networkSize('sdxl', { ...shape, kind: 'locon' })?.modules, { unet: 788, text: 264 })
    assert.deepEqual(networkSize('flux', { ...shape, textEncoder: false })?.modules, { unet: 304, text: 0 })
  })
  it('gives the sizes of files that people have', () => {
    // without header: 36.1 and 144.1 MiB for SD 1, 217.9 MiB for SDXL are usual with it
    const mebibytes = (family: 'sd15' | 'sdxl', dim: number): string => ((networkSize(family, { ...shape, dim })?.bytes ?? 0) / 1024 ** 2).toFixed(1)
    assert.deepEqual([mebibytes('sd15', 32), mebibytes('sd15', 128), mebibytes('sdxl', 32)], ['36.0', '144.0', '217.5'])
  })
  it('grows evenly with the rank, and LoHa has twice the parameters', () => {
    const parameters = (over: Partial<NetworkShape>) => networkSize('sd15', { ...shape, convDim: 0, textEncoder: false, ...over })?.parameters.unet ?? 0
    assert.equal(parameters({ dim: 64 }), 2 * parameters({ dim: 32 }))
    const same = { dim: 8, convDim: 8 }
    assert.ok(parameters({ ...same, kind: 'loha' }) > 2 * parameters({ ...same, kind: 'locon' }))
    assert.ok(parameters({ ...same, kind: 'lokr' }) < parameters({ ...same, kind: 'lora' }))
  })
  it('is not known for every family', () => assert.equal(networkSize('anima', shape), undefined))
})

describe('factorize', () => {
  it('gives two factors as near as the limit allows', () => {
    const rows: readonly (readonly [number, readonly string[]])[] = [
      [127, ['1,127', '1,127', '1,127', '1,127', '1,127']],
      [128, ['8,16', '2,64', '4,32', '8,16', '8,16']],
      [250, ['10,25', '2,125', '2,125', '5,50', '10,25']],
      [360, ['18,20', '2,180', '4,90', '8,45', '15,24']],
      [512, ['16,32', '2,256', '4,128', '8,64', '16,32']],
      [1024, ['32,32', '2,512', '4,256', '8,128', '16,64']],
    ]
    for (const [dimension, expected] of rows) assert.deepEqual([-1, 2, 4, 8, 16].map((factor) => factorize(dimension, factor).join(',')), expected, String(dimension))
  })
})
