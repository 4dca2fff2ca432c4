import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'missing-folder'
const SET = '//- 10_lumi/1.png\n//- 10_lumi/1.caption\nlumi, 1girl\n'
const dataset = (...folders: readonly string[]): string => `//- dataset.toml\n[[datasets]]\nresolution = 512\n${folders.map((folder) => `[[datasets.subsets]]\nimage_dir = ${folder}`).join('\n')}\n${SET}`

async function messageOf(fixture: string): Promise<string> {
  return messagesOf((await checkDataset(fixture, { rule })).problems).join('\n')
}

describe(rule, () => {
  it('a folder that is not there, with the places that were looked at', async () => {
    assert.match(await messageOf(dataset('"10_lumi"', `"sets/koro"\n             ^^^^^^^^^ ${rule}`)), /neither beside this file nor in the workspace folder/)
  })
  it('an absolute path is looked for as it stands', async () => {
    assert.equal(await messageOf(dataset('"/set/10_lumi"', `"/elsewhere/koro"\n             ^^^^^^^^^^^^^^^ ${rule}`)), "There is no folder '/elsewhere/koro'")
  })
  it('a folder without images', async () => {
    assert.match(await messageOf(`${dataset('"10_lumi"', `"5_koro"\n             ^^^^^^ ${rule}`)}//- 5_koro/deeper/1.png\n`), /folders within are not looked into/)
  })
  it('a folder that is not named', async () => {
    assert.match(await messageOf(dataset('"10_lumi"', `""\n            ^^ ${rule}`)), /No folder is named here/)
  })
  it('a folder that stands twice in one dataset, not in two', async () => {
    await messageOf(dataset('"10_lumi"', `"10_lumi"\n            ^^^^^^^^^ ${rule}`))
    await messageOf(`//- dataset.toml\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\n[[datasets]]\nresolution = 768\n[[datasets.subsets]]\nimage_dir = "10_lumi"\n${SET}`)
  })
  it('a path that counts from the workspace folder is found', async () => {
    await messageOf(`//- configs/dataset.toml\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\n${SET}`)
  })
  it('the folder of the images in place of the one above', async () => {
    assert.match(await messageOf(`//- config.toml\nnetwork_dim = 8\ntrain_data_dir = "10_lumi"\n                  ^^^^^^^ ${rule}\n${SET}`), /wants the folder above/)
    await messageOf(`//- config.toml\nnetwork_dim = 8\ntrain_data_dir = "."\n${SET}`)
  })
})
