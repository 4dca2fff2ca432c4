import { checkDataset, checkTrainingFix } from '../check'

const rule = 'mirrored-asymmetry'
const HEAD = '[[datasets]]\nresolution = 1024\n[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"\n'
const images = (caption: string): string => `//- 10_lumi/{1..4}.png\n//- 10_lumi/{1..4}.txt\n${caption}\n`
const dataset = (line: string, caption: string): string => `//- dataset.toml\n${HEAD}${line}\n${images(caption)}`

describe(rule, () => {
  it('a side ponytail, and the fix keeps the comment', () => checkTrainingFix(dataset(`flip_aug = true # more\n           ^^^^ ${rule}`, 'lumi, side ponytail'), `${HEAD}flip_aug = false # more`, { rule }))
  it('from [general], told once', async () => {
    await checkDataset(`//- dataset.toml\n[general]\nflip_aug = true\n           ^^^^ ${rule}\n${HEAD}${images('lumi, heterochromia')}`, { rule })
  })
  it('in a training configuration that trains folders', async () => {
    await checkDataset(`//- config.toml\nnetwork_dim = 8\ntrain_data_dir = "."\ncaption_extension = ".txt"\nflip_aug = true\n           ^^^^ ${rule}\n${images('lumi, eyepatch')}`, { rule })
  })
  it('says nothing where nothing has a side, or only a few have', async () => {
    await checkDataset(dataset('flip_aug = true', 'lumi, twintails'), { rule })
    await checkDataset(`${dataset('flip_aug = true', 'lumi, twintails')}//- 10_lumi/a.png\n//- 10_lumi/a.txt\nlumi, eyepatch\n`, { rule })
  })
  it('says nothing of styles', async () => void (await checkDataset(dataset('flip_aug = true', 'lumi, eyepatch'), { rule, settings: { goal: 'style' } })))
  it('says nothing of regularisation images', async () => {
    await checkDataset(`//- dataset.toml\n${HEAD}[[datasets.subsets]]\nimage_dir = "reg"\nis_reg = true\nflip_aug = true\ncaption_extension = ".txt"\n${images('lumi')}//- reg/{1..4}.png\n//- reg/{1..4}.txt\n1girl, eyepatch\n`, { rule })
  })
})
