import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'unfitting-base-model'
const config = (path: string, marked = true): string => `//- config.toml\npretrained_model_name_or_path = '${path}'\n${marked ? `                                ${'^'.repeat(path.length + 2)} ${rule}\n` : ''}network_dim = 8`
const settings = { model: 'sd15' }

describe(rule, () => {
  it('mixtures by the names of their files', async () => {
    for (const path of ['models/pastelmix-fp16.safetensors', 'C:\\models\\AOM3.safetensors', 'AbyssOrangeMix2_hard.ckpt']) await checkDataset(config(path), { rule, settings })
  })
  it('names what is advised for the goal', async () => {
    const { problems } = await checkDataset(config('pastelmix.safetensors'), { rule, settings: { ...settings, goal: 'style' } })
    assert.match(messagesOf(problems)[0] ?? '', /AnyLoRA is advised/)
  })
  it('says nothing of others, nor of names that only contain one', async () => {
    for (const path of ['nai.ckpt', 'AnyLoRA.safetensors', 'aomori-scenery.safetensors']) await checkDataset(config(path, false), { rule, settings })
  })
  it('says nothing of SDXL, nor where the model is assumed', async () => {
    for (const values of [{ model: 'sdxl' }, {}]) await checkDataset(config('pastelmix.safetensors', false), { rule, settings: values })
  })
  it('goes by what the user added', async () => {
    await checkDataset(config('models/mymix.safetensors'), { rule, settings: { ...settings, baseModels: [{ name: 'mymix', discouraged: true, note: 'Too flat.' }] } })
  })
})
