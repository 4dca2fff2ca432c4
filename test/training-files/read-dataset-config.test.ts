import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { applySpanEdits } from '../../server/src/base/span'
import { readDatasetConfig } from '../../server/src/training-files/read-dataset-config'
import { checkProblems } from './check-problems'

const checkFix = (line: string, fixed: string): void => {
  const text = `[[datasets]]\n${line}\n[[datasets.subsets]]\nimage_dir = "a"\n`
  const { problems } = readDatasetConfig(text, 'd.toml')
  assert.equal(problems.length, 1, JSON.stringify(problems))
  const [{ span, replacement } = { span: { start: 0, end: 0 }, replacement: undefined }] = problems
  assert.ok(replacement !== undefined, 'has a replacement')
  const after = applySpanEdits(text, [{ span, newText: replacement }])
  assert.equal(after.split('\n')[1], fixed)
  assert.deepEqual(readDatasetConfig(after, 'd.toml').problems, [])
}

describe('a dataset configuration', () => {
  it('has nothing wrong when every key stands where it may, with its type', () =>
    checkProblems(`
[general]
shuffle_caption = true
caption_extension = ".txt"
caption_tag_dropout_rate = 0
token_warmup_step = 0.05
keep_tokens = true # Python takes it for 1

[[datasets]]
resolution = [768, 1024]
validation_split = 0.1
network_multiplier = 1.0

  [[datasets.subsets]]
  image_dir = 'C:\\sets\\lumi'
  face_crop_aug_range = [2.0, 4.0]
  custom_attributes = { anything = [1, 2] }
  is_reg = false
`))

  it('is rejected for a key that the schema has not', () =>
    checkProblems(`
[general]
shufle_caption = true
^^^^^^^^^^^^^^ unknown-key
[[datasets]]
resolution = 512
[[datasets.subsets]]
image_dir = "a"
interpolation_type = "area"
^^^^^^^^^^^^^^^^^^ unknown-key
[extra]
 ^^^^^ unknown-key
`))

  it('names the near key', () => {
    const near = (line: string): unknown => readDatasetConfig(`[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\n${line}\n`, 'd.toml').problems.map((problem) => problem.near)
    assert.deepEqual(near('keep_token = 1'), [['keep_tokens']])
    assert.deepEqual(near('interpolation_type = "area"'), [['resize_interpolation']])
    assert.deepEqual(near('Flip-Aug = true'), [['flip_aug']])
    assert.deepEqual(near('zzzzzzzz = 1'), [[]])
  })

  it('tells keys of the training configuration apart from unknown ones', () =>
    checkProblems(`
[[datasets]]
resolution = 512
cache_latents = true
^^^^^^^^^^^^^ other-file
train_batch_size = 2
^^^^^^^^^^^^^^^^ other-file
[[datasets.subsets]]
image_dir = "a"
`))

  it('tells where a misplaced key belongs', () =>
    checkProblems(`
[[datasets]]
is_reg = true
^^^^^^ misplaced-key
[[datasets.subsets]]
image_dir = "a"
validation_split = 0.1
^^^^^^^^^^^^^^^^ misplaced-key
`))

  it('is rejected for types that Python tells apart', () =>
    checkProblems(`
[[datasets]]
resolution = "512,512"
             ^^^^^^^^^ wrong-type
batch_size = 2.0
             ^^^ wrong-type
validation_split = 0
                   ^ wrong-type
enable_bucket = 1
                ^ wrong-type
[[datasets.subsets]]
image_dir = "a"
face_crop_aug_range = [2, 4]
                      ^^^^^^ wrong-type
keep_tokens = "1"
              ^^^ wrong-type
caption_prefix = false
                 ^^^^^ wrong-type
`))

  it('proposes the value that was meant', () => {
    checkFix('resolution = "512"', 'resolution = 512')
    checkFix('resolution = "512, 768"', 'resolution = [512, 768]')
    checkFix('resolution = "512x768"', 'resolution = [512, 768]')
    checkFix('validation_split = 0', 'validation_split = 0.0')
    checkFix('batch_size = "4"', 'batch_size = 4')
    checkFix('enable_bucket = "True"', 'enable_bucket = true')
    checkFix('face_crop_aug_range = [2, 4]', 'face_crop_aug_range = [2.0, 4.0]')
    checkFix('face_crop_aug_range = [2, 4.5]', 'face_crop_aug_range = [2.0, 4.5]')
    checkFix('caption_dropout_rate = "0.1"', 'caption_dropout_rate = 0.1')
  })

  it('needs a folder in each subset', () =>
    checkProblems(`
[[datasets]]
resolution = 512
[[datasets.subsets]]
^^^^^^^^^^^^^^^^^^^^ missing-key
num_repeats = 2
`))

  it('may leave the folder out where there is a metadata file', () =>
    checkProblems(`
[[datasets]]
resolution = 512
[[datasets.subsets]]
metadata_file = "meta.json"
caption_extension = ".txt"
^^^^^^^^^^^^^^^^^ wrong-mode
`))

  it('cannot mix metadata with captions in one dataset, but in two', () => {
    checkProblems(`
[[datasets]]
[[datasets.subsets]]
image_dir = "a"
[[datasets.subsets]]
metadata_file = "meta.json"
^^^^^^^^^^^^^ mixed-modes
`)
    checkProblems(`
[general]
caption_extension = ".txt"
[[datasets]]
[[datasets.subsets]]
image_dir = "a"
[[datasets]]
[[datasets.subsets]]
metadata_file = "meta.json"
`)
  })

  it('with conditioning images needs them in every subset', () => {
    checkProblems(`
[[datasets]]
[[datasets.subsets]]
image_dir = "a"
conditioning_data_dir = "m"
[[datasets.subsets]]
image_dir = "b"
conditioning_data_dir = "n"
`)
    checkProblems(`
[[datasets]]
[[datasets.subsets]]
image_dir = "a"
conditioning_data_dir = "m"
^^^^^^^^^^^^^^^^^^^^^ wrong-mode
[[datasets.subsets]]
image_dir = "b"
`)
  })

  it('tells a folder that one dataset lists twice; two datasets may', () => {
    checkProblems(`
[[datasets]]
[[datasets.subsets]]
image_dir = "a"
[[datasets.subsets]]
image_dir = "a"
            ^^^ repeated-folder
[[datasets]]
[[datasets.subsets]]
image_dir = "a"
`)
  })

  it('tells values that cannot work', () =>
    checkProblems(`
[[datasets]]
resolution = [512, 0]
                   ^ out-of-range
batch_size = 0
             ^ out-of-range
resize_interpolation = "lanczoz"
                       ^^^^^^^^^ unknown-value
[[datasets.subsets]]
image_dir = "a"
num_repeats = 0
              ^ out-of-range
caption_dropout_rate = 5
                       ^ out-of-range
face_crop_aug_range = [4.0, 2.0]
                      ^^^^^^^^^^ out-of-range
`))

  it('without datasets trains nothing', () => {
    assert.deepEqual(readDatasetConfig('[general]\nflip_aug = true\n', 'd.toml').problems.map(({ kind }) => kind), ['empty'])
    assert.deepEqual(readDatasetConfig('[[datasets]]\nresolution = 512\n', 'd.toml').problems.map(({ kind }) => kind), ['empty'])
    assert.deepEqual(readDatasetConfig('[general]\n[datasets]\nresolution = 512\n', 'd.toml').problems.map(({ kind }) => kind), ['wrong-type'])
  })

  it('keeps the rest of a file with a broken line, and asks for nothing that may stand in it', () => {
    const text = '[[datasets]]\nresolution = \nbatch_size = 4\n[[datasets.subsets]]\nimage_di\nkeep_tokenz = 1\n'
    const { datasets, problems } = readDatasetConfig(text, 'd.toml')
    assert.deepEqual(problems.map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`), ['syntax =', 'syntax i', 'unknown-key keep_tokenz'])
    assert.equal(datasets[0]?.values.get('batch_size')?.level, 'dataset')
  })

  it('may be JSON; Python takes the last of two equal keys', () => {
    const text = '{ "datasets": [ { "resolution": 512, "subsets": [ { "image_dir": "a", "num_repeats": 1.5, "flip_aug": null, "num_repeats": 3 } ] } ] }'
    const { problems } = readDatasetConfig(text, 'd.json')
    assert.deepEqual(problems.map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`), ['wrong-type 1.5', 'wrong-type null'])
  })

  it('must be named .toml or .json', () => {
    const { problems } = readDatasetConfig('[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\n', 'dataset.conf')
    assert.deepEqual(problems.map((problem) => formatMessage(problem.message)), ['The trainer reads dataset configurations named .toml or .json only'])
    assert.deepEqual(readDatasetConfig('[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\n', 'D.TOML').problems, [])
  })

  it('has places by offset also behind a byte order mark', () => {
    const text = '\ufeff[[datasets]]\nzzzzzzzz = 1\n[[datasets.subsets]]\nimage_dir = "a"'
    const { problems } = readDatasetConfig(text, 'd.toml')
    assert.deepEqual(problems.map(({ span }) => text.slice(span.start, span.end)), ['zzzzzzzz'])
  })
})
