import assert from 'node:assert/strict'
import { checkDataset, checkTrainingFix } from '../check'

const rule = 'unknown-key'
const SET = '//- 10_lumi/1.png\n//- 10_lumi/1.caption\nlumi, 1girl\n'
const dataset = (lines: string): string => `//- dataset.toml\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\n${lines}\n${SET}`
const config = (lines: string): string => `//- config.toml\nnetwork_module = "networks.lora"\ntrain_batch_size = 2\n${lines}`

describe(rule, () => {
  it('is an error where the schema rejects the file, a warning where the key is ignored', async () => {
    const [rejected] = (await checkDataset(dataset(`num_repeat = 10\n^^^^^^^^^^ ${rule}`), { rule })).problems
    const [ignored] = (await checkDataset(config(`netwrok_dim = 8\n^^^^^^^^^^^ ${rule}`), { rule })).problems
    assert.deepEqual([rejected?.level, ignored?.level], ['error', 'warning'])
  })
  it('the near key takes its place, and comments stay', () =>
    checkTrainingFix(dataset(`  num_repeat = 10 # ten\n  ^^^^^^^^^^ ${rule}`), '[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\n  num_repeats = 10 # ten', { rule }))
  it('quotes around a key stay', () =>
    checkTrainingFix(`//- dataset.json\n{ "datasets": [{ "resolution": 512, "subsets": [{ "image_dir": "10_lumi", "num_repeat": 2 }] }] }\n                                                                          ^^^^^^^^^^^^ ${rule}\n${SET}`, '{ "datasets": [{ "resolution": 512, "subsets": [{ "image_dir": "10_lumi", "num_repeats": 2 }] }] }', { rule }))
  it('a key of the command line, of another level, or of another kind of dataset', async () => {
    await checkDataset(dataset(`train_batch_size = 2\n^^^^^^^^^^^^^^^^ ${rule}`), { rule })
    await checkDataset(dataset(`batch_size = 2\n^^^^^^^^^^ ${rule}`), { rule })
  })
  it('a configuration may hold keys that look like nothing of the trainer', async () => void (await checkDataset(config('my_own_remark = "x"'), { rule })))
  it('half of an argument of the network is replaced', () =>
    checkTrainingFix(config(`network_args = ["conv_dmi=8"]\n                ^^^^^^^^^^^^ ${rule}`), 'network_module = "networks.lora"\ntrain_batch_size = 2\nnetwork_args = ["conv_dim=8"]', { rule }))
  it('can be turned off for one key', async () => void (await checkDataset(dataset('num_repeat = 10'), { rule, settings: { ignore: [{ rule, tag: 'num_repeat' }] } })))
})
