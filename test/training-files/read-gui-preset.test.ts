import assert from 'node:assert/strict'
import { guiOptionValues, guiResolution, readGuiPreset } from '../../server/src/training-files/read-gui-preset'
import { trainingLayer } from '../../server/src/training-files/training-layer'
import { checkProblems } from './check-problems'
import { layerSettings } from '../../server/src/settings'

describe('a preset of the kohya GUI', () => {
  it('is read with numbers as texts', () => {
    const preset = readGuiPreset('{ "LoRA_type": "Standard", "max_resolution": "768,512", "keep_tokens": "2", "optimizer": "Lion", "made_up": [], "max_train_epochs": 0 }', 'p.json')
    assert.deepEqual(preset.problems, [])
    assert.deepEqual(guiResolution(preset), [768, 512])
    const options = guiOptionValues(preset)
    assert.deepEqual([options.number('keep_tokens'), options.text('optimizer_type'), options.number('max_train_epochs')], [2, 'Lion', undefined])
  })

  it('is judged where something is surely a slip', () => {
    checkProblems(
      `
{
  "LoRA_type": "Standart",
               ^^^^^^^^^^ unknown-value
  "max_resolution": "512,512",
  "enable_bucket": "false",
                   ^^^^^^^ wrong-type
  "epoch": "ten",
           ^^^^^ wrong-type
  "clip_skip": [2],
               ^^^ wrong-type
  "netwrok_dim": 8,
  ^^^^^^^^^^^^^ unknown-key
  "optimizer": "AdamW"
}`,
      'my lora.json',
      'gui-preset',
    )
  })

  it('is not judged where the GUI is lenient, nor for keys of its other versions beside the one that they resemble', () => {
    checkProblems('{ "LoRA_type": "LyCORIS/New", "network_dim": "8", "keep_tokens": 1.0, "seed": "", "learning_rate_te3": 0, "learning_rate_te1": 0, "learning_rate_te2": 0, "learning_rate_te": 0, "xformers": true, "max_train_epochs": "" }', 'p.json', 'gui-preset')
    checkProblems('[wd14_caption]\ncaption_extention = ".txt"\n[basic]\nepoch = 1\noptimizer = "AdamW"\n', 'config.toml', 'gui-preset')
  })

  it('that is no JSON is told', () => {
    checkProblems(
      `
{ "LoRA_type": "Standard", "max_resolution": "512,512", "epoch": }
                                                                 ^ syntax`,
      'p.json',
    )
  })

  it('takes training keys of its TOML from the tables of training', () => {
    const preset = readGuiPreset('[basic]\ncaption_extension = ".txt"\nmax_resolution = "512,512"\n[wd14_caption]\ncaption_extension = ".wd"\nthresh = 0.3\n', 'config.toml')
    assert.equal(guiOptionValues(preset).text('caption_extension'), '.txt')
    assert.equal(preset.keys.get('thresh')?.table, 'wd14_caption')
  })

  it('gives settings where there is no training configuration', () => {
    const preset = readGuiPreset('{ "max_resolution": "768,768", "enable_bucket": true, "caption_extension": ".txt", "max_token_length": "150" }', 'p.json')
    const { values } = layerSettings([trainingLayer({ preset }) ?? { origin: 'training-file', values: {} }])
    assert.deepEqual([values.resolution, values['captions.extension'], values.maxTokenLength, values['buckets.enabled']], [[768, 768], '.txt', 150, true])
  })
})
