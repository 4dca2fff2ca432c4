import assert from 'node:assert/strict'
import { recogniseTrainingFile } from '../../server/src/training-files/recognise'

const check = (text: string, name: string, kind: string | undefined): void => assert.equal(recogniseTrainingFile(text, name), kind, name)

describe('a training file is told by its content', () => {
  it('a dataset configuration, finished or just begun', () => {
    check('[[datasets]]\nresolution = 512\n', 'x.toml', 'dataset-config')
    check('[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\n', 'x.toml', 'dataset-config')
    check('{ "datasets": [ { "subsets": [ { "image_dir": "a" } ] } ] }', 'x.json', 'dataset-config')
    check('[general]\nflip_aug = true\n', 'x.toml', 'dataset-config')
    check('[[datasets]]\n', 'dataset.toml', 'dataset-config')
    check('[[datasets]]\nresolution =\n[[datasets.subsets]]\nimage_dir = "a"\n', 'x.toml', 'dataset-config')
  })

  it('not that of other trainers', () => {
    check('[general]\nresolution = [960, 544]\ncaption_extension = ".txt"\n[[datasets]]\nimage_directory = "a"\n', 'dataset.toml', undefined)
    check('resolutions = [512]\n[[directory]]\npath = "a"\nnum_repeats = 2\n', 'dataset.toml', undefined)
    check('[package]\nname = "x"\nversion = "1"\n', 'Cargo.toml', undefined)
    check('{ "name": "x", "datasets": ["a"] }', 'card.json', undefined)
  })

  it('a training configuration', () => {
    check('[x]\npretrained_model_name_or_path = "a"\nnetwork_module = "networks.lora"\nnetwork_dim = 8\n', 'any.toml', 'training-config')
    check('network_module = "networks.lora"\nunet_lr = 1e-4\n', 'any.toml', 'training-config')
    check('[general]\nenable_bucket = true\n[model]\nnetwork_module = "networks.lora"\noptimizer_type = "AdamW"\n', 'any.toml', 'training-config')
    check('seed = 1\nresolution = "4K"\n', 'video.toml', undefined)
  })

  it('a preset of the kohya GUI in both languages', () => {
    check('{ "LoRA_type": "Standard", "max_resolution": "512,512", "optimizer": "AdamW", "network_dim": 8, "epoch": 1 }', 'preset.json', 'gui-preset')
    check('[model]\nmodels_dir = "./models"\noutput_name = "x"\n[basic]\nepoch = 1\noptimizer = "AdamW"\n', 'config.toml', 'gui-preset')
    check('{ "learning_rate": 0.1, "epochs": 3 }', 'other.json', undefined)
  })

  it('sample prompts', () => {
    check('lumi, 1girl --n lowres --w 512 --h 768\n', 'x.txt', 'sample-prompts')
    check('a cat\n', 'sample_prompts.txt', 'sample-prompts')
    check('[prompt]\nwidth = 512\n[[prompt.subset]]\nprompt = "a"\n', 'p.toml', 'sample-prompts')
    check('[ { "prompt": "a", "width": 512 } ]', 'p.json', 'sample-prompts')
    check('1girl, solo, long hair', '1.txt', undefined)
    check('she says -- well, wait a second', '1.txt', undefined)
    check('a photo --not an option', '1.txt', undefined)
  })
})
