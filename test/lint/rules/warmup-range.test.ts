import { checkDataset, checkTrainingFix } from '../check'

const rule = 'warmup-range'
const HEAD = 'network_dim = 8\nlr_scheduler = "cosine"\nmax_train_steps = 1000\n'
const config = (line: string): string => `//- config.toml\n${HEAD}${line}`
const silent = (fixture: string) => async (): Promise<void> => void (await checkDataset(fixture, { rule }))

describe(rule, () => {
  it('steps that are too many become a share', () => checkTrainingFix(config(`lr_warmup_steps = 400 # slow\n                  ^^^ ${rule}`), `${HEAD}lr_warmup_steps = 0.05 # slow`, { rule }))
  it('a share that is too small', () => checkTrainingFix(config(`lr_warmup_steps = 0.01\n                  ^^^^ ${rule}`), `${HEAD}lr_warmup_steps = 0.05`, { rule }))
  it('says nothing within the range', async () => {
    for (const value of ['50', '100', '0.05', '0.1', '0']) await silent(config(`lr_warmup_steps = ${value}`))()
  })
  it('says nothing where the number of steps is not known', silent('//- config.toml\nnetwork_dim = 8\nlr_scheduler = "cosine"\nmax_train_epochs = 10\nlr_warmup_steps = 400'))
  it('counts the steps of the epochs where the images are known', async () => {
    await checkDataset(`//- config.toml\nnetwork_dim = 8\ntrain_data_dir = "."\ncaption_extension = ".txt"\nlr_scheduler = "cosine"\nmax_train_epochs = 10\nlr_warmup_steps = 200\n                  ^^^ ${rule}\n//- 10_lumi/{1..4}.png\n//- 10_lumi/{1..4}.txt\nlumi\n`, { rule })
  })
  it('leaves a scheduler that takes none to another rule', silent('//- config.toml\nnetwork_dim = 8\nlr_scheduler = "constant"\nmax_train_steps = 1000\nlr_warmup_steps = 400'))
})
