import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'crop-loss'
const off = { rule, settings: { model: 'sd15', buckets: { enabled: false } } }

describe('crop-loss', () => {
  it('says how much is cut and where', async () => {
    const { problems } = await checkDataset('//- 5_a/1.png\n800x600\n//- 5_a/2.png\n600x800\n! 5_a/1.png crop-loss\n! 5_a/2.png crop-loss', off)
    assert.deepEqual(messagesOf(problems), ["25 % of '1.png' is cut away left and right by its bucket (800×600 → 512×512)", "25 % of '2.png' is cut away above and below by its bucket (600×800 → 512×512)"])
  })

  it('tells a folder once, and that buckets are off', async () => {
    const { problems } = await checkDataset('//- 5_a/{1..9}.png\n800x600\n! 5_a crop-loss', off)
    assert.deepEqual(messagesOf(problems), ["9 images of 'a' are cut to the training resolution by up to 25 %: buckets are off"])
  })

  it('says nothing of what buckets cut by nature, or of longer images, which have a rule of their own', async () => {
    const values = { rule, settings: { model: 'sd15' } }
    // they lose 10.07 %, 12.5 % and 6.3 %
    await checkDataset('//- 5_a/1.png\n800x1200\n//- 5_a/2.png\n800x900\n//- 5_a/3.png\n1920x1080', values)
    await checkDataset('//- 5_a/1.png\n3000x500', values)
  })

  it('takes another share', async () => {
    await checkDataset('//- 5_a/1.png\n800x1200\n! 5_a/1.png crop-loss', { rule, settings: { model: 'sd15', rules: { [rule]: ['info', { share: 0.1 }] } } })
  })
})
