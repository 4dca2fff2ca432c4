import assert from 'node:assert/strict'
import { readDatasetConfig } from '../../server/src/training-files/read-dataset-config'
import { readTrainingConfig } from '../../server/src/training-files/read-training-config'
import { resolveDatasets, type ResolvedDataset } from '../../server/src/training-files/resolve-datasets'
import { trainingLayer } from '../../server/src/training-files/training-layer'
import { layerSettings } from '../../server/src/settings'

function resolve(dataset: string, training?: string): readonly ResolvedDataset[] {
  return resolveDatasets(readDatasetConfig(dataset, 'd.toml'), training === undefined ? undefined : readTrainingConfig(training, 'c.toml'))
}

const NESTED = `
[general]
keep_tokens = 1
caption_extension = ".txt"
flip_aug = true

[[datasets]]
resolution = 512
keep_tokens = 2

[[datasets.subsets]]
image_dir = "a"

[[datasets.subsets]]
image_dir = "b"
keep_tokens = 3
flip_aug = false
`

describe('what is in force in a dataset', () => {
  it('comes from the subset, its dataset, or [general], the nearest first', () => {
    const [{ subsets } = { subsets: [] }] = resolve(NESTED)
    assert.deepEqual(subsets.map(({ captions, flip, captionExtension }) => [captions.keepTokens, flip.value, flip.from, captionExtension.value, captionExtension.from]), [
      [2, true, 'general', '.txt', 'general'],
      [3, false, 'subset', '.txt', 'general'],
    ])
  })

  it('else from the training configuration under its own names, else from the trainer', () => {
    const [dataset] = resolve('[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\n', '[x]\ntrain_batch_size = 3\ndataset_repeats = 5\nresolution = "512,768"\nenable_bucket = true\nshuffle_caption = true\n')
    assert.deepEqual([dataset?.batchSize.value, dataset?.batchSize.from], [3, 'training-config'])
    assert.deepEqual(dataset?.resolution?.value, [512, 768])
    assert.deepEqual([dataset?.buckets.enabled.value, dataset?.buckets.max.value, dataset?.buckets.max.from], [true, 1024, 'default'])
    const subset = dataset?.subsets[0]
    assert.deepEqual([subset?.repeats.value, subset?.captions.shuffleCaption, subset?.captionExtension.value], [5, true, '.caption'])
  })

  it('leaves the resolution open where nothing gives one', () => {
    assert.equal(resolve('[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\n')[0]?.resolution, undefined)
  })

  it('passes over values of a wrong type', () => {
    const [dataset] = resolve('[general]\nbatch_size = 2\n[[datasets]]\nbatch_size = "4"\n[[datasets.subsets]]\nimage_dir = "a"\n')
    assert.deepEqual([dataset?.batchSize.value, dataset?.batchSize.from], [2, 'general'])
  })

  it('adds the dot to a suffix, and lets the old misspelling of the option win over the option only', () => {
    const extension = (dataset: string, training: string): unknown => resolve(dataset, training)[0]?.subsets[0]?.captionExtension.value
    const plain = '[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\n'
    assert.equal(extension(plain, 'caption_extension = "txt"\n'), '.txt')
    assert.equal(extension(plain, 'caption_extension = ".txt"\ncaption_extention = ".cap"\n'), '.cap')
    assert.equal(extension(`${plain}caption_extension = ".txt"\n`, 'caption_extention = ".cap"\n'), '.txt')
  })

  it('says which subsets are left out', () => {
    const [dataset] = resolve('[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\nnum_repeats = 0\n[[datasets.subsets]]\nimage_dir = "a"\n[[datasets.subsets]]\nimage_dir = "a"\n')
    assert.deepEqual(dataset?.subsets.map(({ leftOut }) => leftOut), ['no-repeats', undefined, 'repeated-folder'])
  })

  it('tells the mode of each dataset by its subsets', () => {
    const modes = resolve('[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\n[[datasets]]\n[[datasets.subsets]]\nmetadata_file = "m.json"\n[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\nconditioning_data_dir = "m"\n').map(({ mode }) => mode)
    assert.deepEqual(modes, ['dreambooth', 'fine-tuning', 'controlnet'])
  })
})

describe('the settings of training files', () => {
  it('are the trainer’s own where the files are silent', () => {
    const dataset = readDatasetConfig('[[datasets]]\nresolution = 768\n[[datasets.subsets]]\nimage_dir = "a"\n', 'd.toml')
    const { values, originOf, problems } = layerSettings([trainingLayer({ dataset }) ?? { origin: 'training-file', values: {} }])
    assert.deepEqual(problems, [])
    assert.deepEqual([values['captions.extension'], values['buckets.enabled'], values['buckets.max'], values.resolution], ['.caption', false, 1024, [768, 768]])
    assert.deepEqual([originOf('captions.extension'), originOf('maxTokenLength')], ['training-file', 'default'])
  })

  it('are those of a training configuration alone', () => {
    const training = readTrainingConfig('resolution = "512"\nmax_token_length = 225\nenable_bucket = true\nkeep_tokens = 2\nweighted_captions = true\n', 'c.toml')
    const { values, problems } = layerSettings([trainingLayer({ training }) ?? { origin: 'training-file', values: {} }])
    assert.deepEqual(problems, [])
    assert.deepEqual([values.resolution, values.maxTokenLength, values['buckets.enabled'], values['captions.keepTokens'], values['captions.weighted']], [[512, 512], 225, true, 2, true])
  })

  it('never are values that settings refuse', () => {
    const dataset = readDatasetConfig('[[datasets]]\nresolution = 8\nmin_bucket_reso = 8\nbucket_reso_steps = 1\nkeep_tokens = -1\ncaption_extension = ""\n[[datasets.subsets]]\nimage_dir = "a"\n', 'd.toml')
    assert.deepEqual(layerSettings([trainingLayer({ dataset }) ?? { origin: 'training-file', values: {} }]).problems, [])
  })

  it('are none without files', () => assert.equal(trainingLayer({}), undefined))
})
