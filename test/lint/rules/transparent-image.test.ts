import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { MemoryFiles } from '../../support/memory-files'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'transparent-image'
const TEXT = '//- 5_lumi/a.png\n//- 5_lumi/a.txt\nlumi, 1girl'
const FOUND = `${TEXT}\n! 5_lumi/a.png transparent-image`

async function withAlpha(alpha: number): Promise<(files: MemoryFiles) => void> {
  const bytes = await sharp({ create: { width: 80, height: 60, channels: 4, background: { r: 200, g: 20, b: 20, alpha } } }).png().toBuffer()
  return (files) => void files.put('/set/5_lumi/a.png', bytes)
}

describe('transparent-image', () => {
  it('tells of real transparency, and lays the image on white', async () => {
    const { problems, root } = await checkDataset(FOUND, { rule, inspect: true, prepare: await withAlpha(0.3) })
    assert.match(messagesOf(problems)[0] ?? '', /'a\.png' are transparent/)
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['transform 5_lumi/a.png: {"flatten":"#ffffff"} as png, keep metadata'])
  })

  it('says nothing of an alpha of 254, which only hides data', async () => void (await checkDataset(TEXT, { rule, inspect: true, prepare: await withAlpha(254 / 255) })))
  it('says nothing of a full alpha', async () => void (await checkDataset(TEXT, { rule, inspect: true, prepare: await withAlpha(1) })))
  it('says nothing before the pixels were looked at', async () => void (await checkDataset(TEXT, { rule, prepare: await withAlpha(0) })))

  const subset = (mask: boolean): string => `//- dataset.toml\n[[datasets]]\nresolution = 64\n[[datasets.subsets]]\nimage_dir = "5_lumi"\ncaption_extension = ".txt"\nalpha_mask = ${mask}\n`
  it('says nothing where the alpha is trained as a mask', async () => {
    await checkDataset(`${subset(true)}${TEXT}`, { rule, inspect: true, prepare: await withAlpha(0) })
    await checkDataset(`${subset(false)}${FOUND}`, { rule, inspect: true, prepare: await withAlpha(0) })
  })

  const training = (mask: boolean): string => `//- train.toml\npretrained_model_name_or_path = "x.safetensors"\ntrain_data_dir = "."\ncaption_extension = ".txt"\noutput_dir = "out"\nnetwork_module = "networks.lora"\nalpha_mask = ${mask}\n`
  it('says nothing where the training configuration says so', async () => {
    await checkDataset(`${training(true)}${TEXT}`, { rule, inspect: true, prepare: await withAlpha(0) })
    await checkDataset(`${training(false)}${FOUND}`, { rule, inspect: true, prepare: await withAlpha(0) })
  })
})
