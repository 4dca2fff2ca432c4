import assert from 'node:assert/strict'
import { guiOptionValues, guiResolution, readGuiPreset } from '../../server/src/training-files/read-gui-preset'
import { trainingLayer } from '../../server/src/training-files/training-layer'
import { layerSettings } from '../../server/src/settings'

describe('a preset of the kohya GUI', () => {
  it('is read with numbers as texts, and never judged', () => {
    const preset = readGuiPreset('{ "LoRA_type": "Standard", "max_resolution": "768,512", "keep_tokens": "2", "optimizer": "Lion", "made_up": [], "max_train_epochs": 0 }', 'p.json')
    assert.deepEqual(preset.problems, [])
    assert.deepEqual(guiResolution(preset), [768, 512])
    const options = guiOptionValues(preset)
    assert.deepEqual([options.number('keep_tokens'), options.text('optimizer_type'), options.number('max_train_epochs')], [2, 'Lion', undefined])
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
