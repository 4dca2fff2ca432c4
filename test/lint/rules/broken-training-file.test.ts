import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'broken-training-file'
const SET = '//- 10_lumi/1.png\n//- 10_lumi/1.caption\nlumi, 1girl\n'
const SUBSET = '[[datasets.subsets]]\nimage_dir = "10_lumi"\n'

describe(rule, () => {
  it('tells where the trainer stops, in words', async () => {
    const { problems } = await checkDataset(`//- dataset.toml\n[[datasets]]\nresolution = 512\n${SUBSET}class_tokens = "C:\\sets"\n                   ^^^^^ ${rule}\n${SET}`, { rule })
    assert.match(messagesOf(problems)[0] ?? '', /backslash/)
  })
  it('says nothing of a file that can be read', async () => void (await checkDataset(`//- dataset.toml\n[[datasets]]\nresolution = 512\n${SUBSET}${SET}`, { rule })))
  it('says nothing of a broken file that is none of the trainer', async () => void (await checkDataset(`//- pyproject.toml\n[project\nname = 1\n${SET}`, { rule })))
})
