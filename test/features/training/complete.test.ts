import assert from 'node:assert/strict'
import { applySpanEdits } from '../../../server/src/base/span'
import { completeTraining } from '../../../server/src/features/training/complete'
import type { CompletionWord } from '../../../server/src/features/elsewhere/words'
import { recogniseTrainingFile } from '../../../server/src/training-files/recognise'

interface Offer {
  readonly text: string
  readonly words: readonly CompletionWord[]
  readonly accept: (label: string) => string
}

/** What is offered at the `‸` of a file of this name. */
function at(name: string, marked: string): Offer {
  const offset = marked.indexOf('‸')
  const text = marked.replace('‸', '')
  const kind = recogniseTrainingFile(text, name)
  assert.ok(kind, `${name} is not recognised`)
  const answer = completeTraining(`/set/${name}`, text, kind, offset)
  if (!answer) return { text, words: [], accept: () => text }
  assert.ok('words' in answer, 'the disk is asked')
  const { span, words } = answer
  return {
    text,
    words,
    accept: (label) => {
      const word = words.find((candidate) => candidate.label === label)
      assert.ok(word, `'${label}' is not offered: ${words.map((candidate) => candidate.label).join(', ')}`)
      return applySpanEdits(text, [{ span, newText: word.inserted }])
    },
  }
}

const labels = (name: string, marked: string): readonly string[] => at(name, marked).words.map(({ label }) => label)

const DATASET = (general: string, dataset: string, subset: string): string =>
  `# my set\n[general]\n${general}\n\n[[datasets]]\nresolution = 1024\n${dataset}\n\n  [[datasets.subsets]]\n  image_dir = "a"\n  ${subset}\n`

const CONFIG = (line: string): string => `pretrained_model_name_or_path = "base.safetensors"\nnetwork_module = "lycoris.kohya"\n${line}\n`

describe('completion in training files', () => {
  describe('keys of a dataset configuration', () => {
    it('those of the table around, and none that is there', () => {
      const subset = labels('dataset.toml', DATASET('', '', '‸'))
      assert.ok(subset.includes('num_repeats') && subset.includes('is_reg') && subset.includes('flip_aug'))
      assert.ok(!subset.includes('resolution') && !subset.includes('image_dir'))
      const dataset = labels('dataset.toml', DATASET('', '‸', ''))
      assert.ok(dataset.includes('batch_size') && !dataset.includes('image_dir') && !dataset.includes('resolution'))
      const general = labels('dataset.toml', DATASET('‸', '', ''))
      assert.ok(general.includes('caption_extension') && !general.includes('is_reg'))
    })
    it('not those of another kind of dataset', () => {
      assert.ok(!labels('dataset.toml', DATASET('', '', '‸')).includes('metadata_file'))
      assert.ok(labels('dataset.toml', '[[datasets]]\n[[datasets.subsets]]\n‸').includes('metadata_file'))
    })
    it('with their equals sign, unless there is one', () => {
      assert.equal(at('dataset.toml', DATASET('', '', 'num_re‸')).accept('num_repeats'), DATASET('', '', 'num_repeats = '))
      assert.equal(at('dataset.toml', DATASET('', '', 'num_re‸ = 10 # ten')).accept('num_repeats'), DATASET('', '', 'num_repeats = 10 # ten'))
    })
    it('where the key is begun between others that are indented', () => {
      const before = '[[datasets]]\nresolution = 512\n\n  [[datasets.subsets]]\n  image_dir = "a" # first\n  flip‸\n  num_repeats = 10\n'
      assert.equal(at('dataset.toml', before).accept('flip_aug'), before.replace('flip‸', 'flip_aug = '))
      assert.ok(!labels('dataset.toml', before).includes('num_repeats'))
    })
    it('in JSON with their quotes', () => {
      const before = '{ "datasets": [{ "resolution": 512, "‸", "subsets": [{ "image_dir": "a" }] }] }'
      assert.equal(at('dataset.json', before).accept('batch_size'), '{ "datasets": [{ "resolution": 512, "batch_size": , "subsets": [{ "image_dir": "a" }] }] }')
    })
    it('tables at the beginning of a line', () => {
      assert.equal(at('dataset.toml', '[general]\nflip_aug = true\n\n[[data‸').accept('[[datasets]]'), '[general]\nflip_aug = true\n\n[[datasets]]')
      assert.equal(at('dataset.toml', '[[datasets]]\nresolution = 512\n[[datasets.su‸]]').accept('[[datasets.subsets]]'), '[[datasets]]\nresolution = 512\n[[datasets.subsets]]')
    })
    it('nothing in a comment', () => assert.deepEqual(labels('dataset.toml', DATASET('', '', 'num_repeats = 1 # num_‸')), []))
    it('tell type, default and what they do', () => {
      const word = at('dataset.toml', DATASET('', '', '‸')).words.find(({ label }) => label === 'caption_extension')
      assert.match(word?.lines?.map(({ text }) => text).join('\n') ?? '', /Suffix of caption files.*\nType: \{0\}; default: \{1\}/)
      assert.equal(word?.snippet, 'caption_extension = "$1"')
    })
  })

  describe('values', () => {
    const accept = (line: string, label: string, after: string): void => assert.equal(at('dataset.toml', DATASET('', '', line)).accept(label), DATASET('', '', after))
    it('true and false', () => accept('shuffle_caption = tr‸', 'true', 'shuffle_caption = true'))
    it('after the equals sign alone', () => accept('shuffle_caption = ‸', 'false', 'shuffle_caption = false'))
    it('in place of the one that is there', () => accept('shuffle_caption = tru‸e # always', 'false', 'shuffle_caption = false # always'))
    it('choices with their quotes', () => accept('resize_interpolation = ‸', 'area', 'resize_interpolation = "area"'))
    it('choices within quotes', () => accept('resize_interpolation = "la‸"', 'lanczos', 'resize_interpolation = "lanczos"'))
    it('choices in a text that is not closed', () => accept('resize_interpolation = "la‸', 'lanczos', 'resize_interpolation = "lanczos'))
    it('schedulers and optimizers with what they are', () => {
      assert.equal(at('config.toml', CONFIG('lr_scheduler = "‸"')).accept('cosine_with_restarts'), CONFIG('lr_scheduler = "cosine_with_restarts"'))
      const prodigy = at('config.toml', CONFIG('optimizer_type = "‸"')).words.find(({ label }) => label === 'Prodigy')
      assert.match(prodigy?.lines?.[0]?.text ?? '', /Finds the rate itself/)
    })
    it('resolution as a number here and as a text there', () => {
      assert.ok(at('dataset.toml', '[general]\nflip_aug = true\n[[datasets]]\nresolution = ‸').accept('1024').endsWith('resolution = 1024'))
      assert.equal(at('config.toml', CONFIG('resolution = ‸')).accept('"1024"'), CONFIG('resolution = "1024"'))
    })
    it('arguments of the network, and their values', () => {
      assert.equal(at('config.toml', CONFIG('network_args = ["‸"]')).accept('algo'), CONFIG('network_args = ["algo="]'))
      assert.equal(at('config.toml', CONFIG('network_args = ["conv_dim=8", "algo=lo‸"]')).accept('loha'), CONFIG('network_args = ["conv_dim=8", "algo=loha"]'))
      assert.equal(at('config.toml', CONFIG('network_args = [\n  "conv_dim=8",\n  "use_tucker=‸",\n]')).accept('True'), CONFIG('network_args = [\n  "conv_dim=8",\n  "use_tucker=True",\n]'))
    })
  })

  describe('other files', () => {
    it('options of a training configuration in any section, each once', () => {
      const offered = labels('config.toml', '[model]\npretrained_model_name_or_path = "a"\nnetwork_dim = 8\n[other]\n‸')
      assert.ok(offered.includes('unet_lr') && !offered.includes('network_dim') && offered.length > 250)
    })
    it('keys and values of a GUI preset', () => {
      const preset = (line: string): string => `{\n  "LoRA_type": "Standard",\n  "max_resolution": "512,512",\n  "epoch": 10,\n  ${line}\n}`
      assert.equal(at('preset.json', preset('"lr_warm‸"')).accept('lr_warmup'), preset('"lr_warmup": '))
      assert.equal(at('preset.json', '{ "max_resolution": "512,512", "epoch": 1, "optimizer": "AdamW", "LoRA_type": "‸" }').accept('LyCORIS/LoHa'), '{ "max_resolution": "512,512", "epoch": 1, "optimizer": "AdamW", "LoRA_type": "LyCORIS/LoHa" }')
    })
    it('options of sample prompts behind their dashes', () => {
      assert.equal(at('sample_prompts.txt', '1girl, solo --‸').accept('--w'), '1girl, solo --w ')
      assert.equal(at('sample_prompts.txt', '1girl --w 512 --s‸').accept('--ss'), '1girl --w 512 --ss ')
      assert.equal(at('sample_prompts.txt', '1girl --ss eu‸').accept('euler_a'), '1girl --ss euler_a')
    })
  })

  it('asks for a folder where a folder is named', () => {
    const text = DATASET('', '', 'x = 1').replace('"a"', '"./sets/10_l"')
    const offset = text.indexOf('10_l') + 4
    const answer = completeTraining('/set/dataset.toml', text, 'dataset-config', offset)
    assert.deepEqual(answer, { span: { start: offset - 4, end: offset }, folder: './sets/', wants: 'folder', quote: '"' })
  })
})
