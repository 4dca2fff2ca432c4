import { checkDataset, checkTrainingFix } from '../check'

const rule = 'learning-rate-range'
const HEAD = 'network_module = "networks.lora"\n'
const settings = { model: 'sd15' }
const fixes = (lines: string, after: string, head = HEAD): Promise<void> => checkTrainingFix(`//- config.toml\nnetwork_dim = 8\n${lines}`, `network_dim = 8\n${after}`.replace('$HEAD', head), { rule, settings })
const silent = (lines: string, values: object = settings) => async (): Promise<void> => void (await checkDataset(`//- config.toml\nnetwork_dim = 8\n${HEAD}${lines}`, { rule, settings: values }))

describe(rule, () => {
  it('a rate that is left at its default', () => fixes(`network_module = "networks.lora"\n^^^^^^^^^^^^^^ ${rule}`, 'network_module = "networks.lora"\nunet_lr = 0.0001'))
  it('a rate of the image model that is far too high', () => fixes(`${HEAD}unet_lr = 1e-2 # fast\n          ^^^^ ${rule}`, `${HEAD}unet_lr = 0.0001 # fast`))
  it('may be as many times as high as images make a step', silent('unet_lr = 2e-3\ntrain_batch_size = 8'))
  it('a rate of the text encoder', () => fixes(`${HEAD}unet_lr = 1e-4\ntext_encoder_lr = 1e-3\n                  ^^^^ ${rule}`, `${HEAD}unet_lr = 1e-4\ntext_encoder_lr = 5e-5`))
  it('of several rates of text encoders the first', () => fixes(`${HEAD}unet_lr = 1e-4\ntext_encoder_lr = [1e-3, 1e-3]\n                   ^^^^ ${rule}`, `${HEAD}unet_lr = 1e-4\ntext_encoder_lr = [5e-5, 1e-3]`))
  it('says nothing within a factor of three', silent('unet_lr = 2e-4\ntext_encoder_lr = 1e-4'))
  it('says nothing of a part that is not trained', silent('unet_lr = 1e-4\ntext_encoder_lr = 0'))
  it('says nothing of optimizers that want other rates', async () => {
    for (const name of ['Prodigy', 'Lion', 'my.own.Optimizer']) await silent(`optimizer_type = "${name}"\nunet_lr = 1.0`)()
  })
  it('says nothing of other models, nor where the model is only assumed', async () => {
    await silent('unet_lr = 1e-2', { model: 'flux' })()
    await silent('unet_lr = 1e-2', {})()
  })
})
