import { checkDataset, checkTrainingFix } from '../check'

const rule = 'few-steps'
const IMAGES = '//- 10_lumi/{1..4}.png\n//- 10_lumi/{1..4}.txt\nlumi, 1girl\n'
const head = (rate: string): string => `network_module = "networks.lora"\nunet_lr = ${rate}\ntrain_data_dir = "."\ncaption_extension = ".txt"\nresolution = "512"\nenable_bucket = true\n`
const config = (lines: string, rate = '1e-4'): string => `//- config.toml\n${head(rate)}${lines}\n${IMAGES}`
const settings = { model: 'sd15', goal: 'character' }
const silent = (fixture: string, values: object = settings) => async (): Promise<void> => void (await checkDataset(fixture, { rule, settings: values }))

describe(rule, () => {
  it('raises the epochs to what is needed: 40 steps each', () => checkTrainingFix(config(`max_train_epochs = 5 # short\n                   ^ ${rule}`), `${head('1e-4')}max_train_epochs = 25 # short`, { rule, settings }))
  it('raises the steps where they are given', () => checkTrainingFix(config(`max_train_steps = 600\n                  ^^^ ${rule}`), `${head('1e-4')}max_train_steps = 1000`, { rule, settings }))
  it('a style needs more than the default', () => checkTrainingFix(config(`seed = 1`).replace('unet_lr = 1e-4', `unet_lr = 1e-4\n^^^^^^^ ${rule}`), `${head('1e-4').replace('1e-4\n', '1e-4\nmax_train_epochs = 63\n')}seed = 1`, { rule, settings: { model: 'sd15', goal: 'style' } }))
  it('a higher rate needs fewer, but more than half', async () => {
    await silent(config('max_train_steps = 600', '2e-4'))()
    await checkDataset(config(`max_train_steps = 500\n                  ^^^ ${rule}`, '2e-4'), { rule, settings })
  })
  it('says nothing where goal or model are only assumed', async () => {
    await silent(config('max_train_epochs = 5'), { model: 'sd15' })()
    await silent(config('max_train_epochs = 5'), { goal: 'character' })()
  })
  it('says nothing of optimizers that find their rate', silent(config('optimizer_type = "Prodigy"\nmax_train_epochs = 5')))
  it('says nothing of SDXL', silent(config('max_train_epochs = 5'), { model: 'sdxl', goal: 'character' }))
})
