import assert from 'node:assert/strict'
import { checkDataset, checkTrainingFix } from '../check'

const rule = 'wrong-type'
const SET = '//- 10_lumi/1.png\n//- 10_lumi/1.caption\nlumi, 1girl\n'
const SUBSET = '[[datasets.subsets]]\nimage_dir = "10_lumi"'
const dataset = (line: string): string => `//- dataset.toml\n[[datasets]]\n${line}\n${SUBSET}\n${SET}`
const config = (line: string): string => `//- config.toml\nnetwork_module = "networks.lora"\ntrain_batch_size = 2\n${line}`

/** The fix of the marked line makes `after` of it. */
const fixes = (line: string, after: string): Promise<void> => checkTrainingFix(dataset(line), `[[datasets]]\n${after}\n${SUBSET}`, { rule })
const fixesConfig = (line: string, after: string): Promise<void> => checkTrainingFix(config(line), `network_module = "networks.lora"\ntrain_batch_size = 2\n${after}`, { rule })

describe(rule, () => {
  it('a number in quotes loses them', () => fixes(`resolution = "512" # square\n             ^^^^^ ${rule}`, 'resolution = 512 # square'))
  it('an integer for a decimal number gets its point', () => fixes(`resolution = 512\nvalidation_split = 0\n                   ^ ${rule}`, 'resolution = 512\nvalidation_split = 0.0'))
  it('a list of integers for decimal numbers too', () => fixes(`resolution = 512\nface_crop_aug_range = [2, 4]\n                      ^^^^^^ ${rule}`, 'resolution = 512\nface_crop_aug_range = [2.0, 4.0]'))
  it('a mixed list is made one of a kind', () => fixes(`resolution = 512\nface_crop_aug_range = [2.0, 4]\n                      ^^^^^^^^ ${rule}`, 'resolution = 512\nface_crop_aug_range = [2.0, 4.0]'))
  it('resolution is a text in a training configuration', () => fixesConfig(`resolution = [512, 768]\n             ^^^^^^^^^^ ${rule}`, 'resolution = "512,768"'))
  it('a switch in quotes is one without', () => fixesConfig(`shuffle_caption = "false"\n                  ^^^^^^^ ${rule}`, 'shuffle_caption = false'))
  it('a choice that is misspelt', () => fixesConfig(`lr_scheduler = "cosin"\n               ^^^^^^^ ${rule}`, 'lr_scheduler = "cosine"'))
  it('a value of an argument of the network', () =>
    checkTrainingFix(`//- config.toml\nnetwork_module = "lycoris.kohya"\nnetwork_dim = 8\nnetwork_args = ["algo=lohaa"]\n                ^^^^^^^^^^^^ ${rule}`, 'network_module = "lycoris.kohya"\nnetwork_dim = 8\nnetwork_args = ["algo=loha"]', { rule }))
  it('is a warning where the value has no effect', async () => {
    const { problems } = await checkDataset(dataset(`resolution = 512\ncaption_dropout_rate = 5\n                       ^ ${rule}`), { rule })
    assert.equal(problems[0]?.level, 'warning')
  })
  it('says nothing of booleans for integers, which Python takes', async () => void (await checkDataset(dataset('resolution = 512\nbatch_size = true'), { rule })))
  it('presets of graphical trainers are not judged', async () => void (await checkDataset(`//- preset.json\n{ "LoRA_type": "Standard", "max_resolution": "512,512", "epoch": "10", "train_batch_size": "2" }\n${SET}`, { rule })))
})
