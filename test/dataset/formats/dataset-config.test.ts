import assert from 'node:assert/strict'
import { checkFormat, findFormat } from './check-format'

describe('the format dataset-config', () => {
  it('takes its folders from the configuration, not from their names', () =>
    checkFormat(
      `
//- dataset.toml
[general]
caption_extension = ".txt"
[[datasets]]
resolution = 512
[[datasets.subsets]]
image_dir = "10_lumi"
num_repeats = 3
class_tokens = "lumi girl"
[[datasets.subsets]]
image_dir = './reg'
is_reg = true
//- 10_lumi/{1..2}.png
//- 20_other/a.png
//- reg/r.png
`,
      'dataset-config',
      ["10_lumi ×3 'lumi girl'", 'reg ×1 reg'],
    ).then(({ explanation }) => assert.equal(explanation, 'Read as dataset configuration of sd-scripts, because a dataset configuration names folders that are there; it could also be read as kohya folders')))

  it('gives each folder the captions of its subset', async () => {
    const { folders } = await findFormat(`
//- dataset.toml
[[datasets]]
resolution = 512
shuffle_caption = true
keep_tokens = 1
[[datasets.subsets]]
image_dir = "a"
[[datasets.subsets]]
image_dir = "b"
caption_extension = "txt"
enable_wildcard = true
keep_tokens = 2
secondary_separator = ";;;"
//- a/1.png
//- b/1.png
`)
    assert.deepEqual(
      folders.map(({ captions }) => [captions?.extension, captions?.lines, captions?.options.keepTokens, captions?.options.shuffleCaption, captions?.options.secondarySeparator, captions?.missing]),
      [
        ['.caption', 'first', 1, true, undefined, 'empty'],
        ['.txt', 'choice', 2, true, ';;;', 'empty'],
      ],
    )
  })

  it('adds up the repeats of a folder that several resolutions show', async () => {
    const { folders } = await checkFormat(
      `
//- dataset.toml
[[datasets]]
resolution = 1024
[[datasets.subsets]]
image_dir = "a"
num_repeats = 2
[[datasets.subsets]]
image_dir = "a"
[[datasets]]
resolution = [512, 768]
batch_size = 4
[[datasets.subsets]]
image_dir = "a"
//- a/1.png
`,
      'dataset-config',
      ['a ×3'],
    )
    assert.deepEqual(folders[0]?.uses?.map(({ dataset, subset, repeats, resolution, batchSize }) => [dataset, subset, repeats, resolution, batchSize]), [
      [0, 0, 2, [1024, 1024], 1],
      [1, 0, 1, [512, 768], 4],
    ])
  })

  it('tries paths from the file’s folder, then from the root', () =>
    checkFormat(
      `
//- config/dataset.toml
[[datasets]]
[[datasets.subsets]]
image_dir = "../near"
[[datasets.subsets]]
image_dir = '.\\far'
//- near/1.png
//- far/1.png
`,
      'dataset-config',
      ['near ×1', 'far ×1'],
    ))

  it('finds folders outside the dataset', () =>
    checkFormat(
      `
//- dataset.toml
[[datasets]]
[[datasets.subsets]]
image_dir = "/elsewhere/lumi"
//- readme.txt
`,
      'dataset-config',
      ['/elsewhere/lumi ×1'],
      { outside: { '/elsewhere/lumi/1.png': 'x' } },
    ))

  it('does not fit when its folders are on another machine', () =>
    checkFormat(
      `
//- dataset.toml
[[datasets]]
[[datasets.subsets]]
image_dir = "/content/set"
//- 5_lumi/1.png
`,
      'kohya-folders',
      ["5_lumi ×5 'lumi'"],
    ))

  it('is the configuration that the training configuration names, with its options as fallback', () =>
    checkFormat(
      `
//- train.toml
network_module = "networks.lora"
dataset_config = "b.toml"
dataset_repeats = 7
unet_lr = 1e-4
//- a.toml
[[datasets]]
[[datasets.subsets]]
image_dir = "x"
//- b.toml
[[datasets]]
[[datasets.subsets]]
image_dir = "y"
//- x/1.png
//- y/1.png
`,
      'dataset-config',
      ['y ×7'],
    ))

  it('reads the captions of metadata files as the trainer puts them together', async () => {
    const { folders } = await checkFormat(
      `
//- dataset.toml
[[datasets]]
resolution = 512
[[datasets.subsets]]
image_dir = "img"
metadata_file = "meta.json"
num_repeats = 2
//- meta.json
{ "1.png": { "caption": "a girl", "tags": "solo, smile" }, "sub/2.png": { "tags": "dog" }, "gone.png": { "caption": "x" } }
//- img/{1..3}.png
//- img/sub/2.png
`,
      'dataset-config',
      ['img ×2', 'img/sub ×2'],
    )
    assert.deepEqual(folders.map(({ files, listed }) => [files, [...(listed ?? [])].map(([path, { text }]) => [path, text])]), [
      [['1.png'], [['/set/img/1.png', 'a girl,solo, smile']]],
      [['2.png'], [['/set/img/sub/2.png', 'dog']]],
    ])
  })

  it('pairs conditioning images', async () => {
    const { folders } = await findFormat(`
//- dataset.toml
[[datasets]]
[[datasets.subsets]]
image_dir = "img"
conditioning_data_dir = "cond"
//- img/{1..2}.png
//- cond/1.jpg
//- cond/3.png
`)
    assert.deepEqual(folders[0]?.masks && { ...folders[0].masks, pairs: [...folders[0].masks.pairs] }, {
      folder: '/set/cond',
      pairs: [['/set/img/1.png', '/set/cond/1.jpg']],
      missing: ['/set/img/2.png'],
      extra: ['/set/cond/3.png'],
    })
  })
})
