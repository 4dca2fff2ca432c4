import assert from 'node:assert/strict'
import { changeOf, checkDataset, checkTrainingFix, describeChange } from '../check'
import { pngBytes } from '../../support/memory-files'

const rule = 'aborting-combination'
const IMAGES = '//- 10_lumi/{1..2}.png\n//- 10_lumi/{1..2}.txt\nlumi, 1girl\n'
const SUBSET = '[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"'
const dataset = (lines: string, subset = ''): string => `//- dataset.toml\n[[datasets]]\n${lines}\n${SUBSET}\n${subset === '' ? '' : `${subset}\n`}${IMAGES}`
const config = (lines: string): string => `//- config.toml\nnetwork_module = "networks.lora"\ndataset_config = "dataset.toml"\n${lines}\n`

const HEAD = 'network_module = "networks.lora"\nunet_lr = 1e-4\n'
const alone = (lines: string): string => `//- config.toml\n${HEAD}${lines}`
const fixes = (lines: string, after: string, title = ''): Promise<void> => checkTrainingFix(alone(lines), `${HEAD}${after}`, { rule, title })

describe(rule, () => {
  it('cached latents with colours that change, told where the dataset sets them', async () => {
    const { problems } = await checkDataset(`${config('cache_latents = true')}${dataset('resolution = 512', `color_aug = true # bright\n            ^^^^ ${rule}`)}`, { rule })
    assert.deepEqual(describeChange(changeOf(problems[0], 'cache_latents'), '/set'), ['edit config.toml: network_module = "networks.lora"\ndataset_config = "dataset.toml"\ncache_latents = false'])
  })
  it('of the default, and of what is off, nothing', async () => void (await checkDataset(`${config('cache_latents = true')}${dataset('resolution = 512\ncolor_aug = false')}`, { rule })))
  it('cached captions that are to change', async () => {
    await checkDataset(`${config('cache_text_encoder_outputs = true\nnetwork_train_unet_only = true')}${dataset(`resolution = 1024\nshuffle_caption = true\n                  ^^^^ ${rule}\ncaption_tag_dropout_rate = 0.1\n                           ^^^ ${rule}`)}`, { rule })
  })
  it('Anima takes caption dropout beside cached captions', async () => {
    await checkDataset(`//- config.toml\nnetwork_module = "networks.lora_anima"\nnetwork_dim = 8\ncache_text_encoder_outputs = true\ncaption_dropout_rate = 0.1`, { rule })
  })
  it('a text encoder that is trained cannot be cached', () =>
    fixes(`cache_text_encoder_outputs = true # saves memory\n                             ^^^^ ${rule}`, 'cache_text_encoder_outputs = true # saves memory\nnetwork_train_unet_only = true'))
  it('a warm-up where the scheduler takes none, also by default', async () => {
    await fixes(`lr_scheduler = "constant"\nlr_warmup_steps = 0.05\n                  ^^^^ ${rule}`, 'lr_scheduler = "constant_with_warmup"\nlr_warmup_steps = 0.05', 'constant_with_warmup')
    await fixes(`lr_warmup_steps = 100 # slowly\n                  ^^^ ${rule}`, 'lr_warmup_steps = 0 # slowly')
    await checkDataset(alone('lr_scheduler = "cosine"\nlr_warmup_steps = 100'), { rule })
    await checkDataset(alone('optimizer_type = "AdamWScheduleFree"\nlr_warmup_steps = 100'), { rule })
  })
  it('options that need another', async () => {
    await fixes(`adaptive_noise_scale = 0.01\n^^^^^^^^^^^^^^^^^^^^ ${rule}`, 'adaptive_noise_scale = 0.01\nnoise_offset = 0.05')
    await fixes(`full_bf16 = true\n            ^^^^ ${rule}`, 'full_bf16 = true\nmixed_precision = "bf16"')
    await fixes(`use_8bit_adam = true\n                ^^^^ ${rule}\noptimizer_type = "AdamW"`, 'use_8bit_adam = false\noptimizer_type = "AdamW"')
    await fixes(`scale_v_pred_loss_like_noise_pred = true\n                                    ^^^^ ${rule}`, 'scale_v_pred_loss_like_noise_pred = false')
  })
  it('bucket limits that leave out the resolution, the unset default too', async () => {
    await checkTrainingFix(dataset(`resolution = 1536\n             ^^^^ ${rule}\nenable_bucket = true`), `[[datasets]]\nmax_bucket_reso = 1536\nresolution = 1536\nenable_bucket = true\n${SUBSET}`, { rule })
    await checkTrainingFix(dataset(`resolution = 512\nenable_bucket = true\nmin_bucket_reso = 640\n                  ^^^ ${rule}`), `[[datasets]]\nresolution = 512\nenable_bucket = true\nmin_bucket_reso = 512\n${SUBSET}`, { rule })
    await checkDataset(dataset('resolution = 1536'), { rule })
  })
  it('a bucket step that the model does not take, where the model is known', async () => {
    await checkDataset(dataset('resolution = 512\nenable_bucket = true\nbucket_reso_steps = 32'), { rule })
    await checkTrainingFix(dataset(`resolution = 512\nenable_bucket = true\nbucket_reso_steps = 32\n                    ^^ ${rule}`), `[[datasets]]\nresolution = 512\nenable_bucket = true\nbucket_reso_steps = 64\n${SUBSET}`, { rule, settings: { model: 'sd15' } })
  })
  it('images of another size with neither buckets nor cached latents', async () => {
    const files = { prepare: (files: { put(path: string, bytes: Uint8Array): unknown }) => void files.put('/set/10_lumi/1.png', pngBytes(512, 512)) }
    const before = `[[datasets]]\n^^^^^^^^^^^^ ${rule}\nresolution = 512\n${SUBSET}\n${IMAGES}`
    await checkTrainingFix(`${config('seed = 1')}//- dataset.toml\n${before}`, `[[datasets]]\nenable_bucket = true\nresolution = 512\n${SUBSET}`, { rule, ...files })
    await checkDataset(`${config('cache_latents = true')}${dataset('resolution = 512')}`, { rule })
    await checkDataset(`${config('seed = 1')}${dataset('resolution = 1024')}`, { rule })
    // the command line may cache
    await checkDataset(dataset('resolution = 512'), { rule })
  })
  it('masks that LoRA training does not take', async () => {
    const set = `//- masks/{1..2}.png\n${dataset('resolution = 1024', `conditioning_data_dir = "masks"\n                        ^^^^^^^ ${rule}`)}`
    await checkDataset(`${config('cache_latents = true')}${set}`, { rule })
    await checkDataset(`${config('cache_latents = true\nmasked_loss = true')}${set.replace(`                        ^^^^^^^ ${rule}\n`, '')}`, { rule })
  })
  it('what a file must have', async () => {
    await checkDataset(`//- dataset.toml\n[general]\nflip_aug = true\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\n^^^^^^^^^^^^^^^^^^^^ ${rule}\nnum_repeats = 2\n${IMAGES}`, { rule })
  })
  it('presets of graphical trainers are not judged', async () => void (await checkDataset(`//- preset.json\n{ "LoRA_type": "Standard", "max_resolution": "512,512", "epoch": 1, "lr_warmup_steps": 10, "lr_scheduler": "constant" }\n${IMAGES}`, { rule })))
})
