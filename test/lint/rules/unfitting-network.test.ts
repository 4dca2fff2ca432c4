import { checkDataset, checkTrainingFix } from '../check'

const rule = 'unfitting-network'
const lycoris = (args: string): string => `//- config.toml\nnetwork_module = "lycoris.kohya"\nnetwork_dim = 8\nnetwork_args = ${args}`
const silent = (fixture: string, settings: object) => async (): Promise<void> => void (await checkDataset(fixture, { rule, settings }))
const style = { model: 'sd15', goal: 'style' }
const character = { model: 'nai', goal: 'character' }

describe(rule, () => {
  it('a style in LoRA becomes LoHa', () =>
    checkTrainingFix(`//- config.toml\nnetwork_module = "networks.lora" # plain\n                 ^^^^^^^^^^^^^^^ ${rule}\nnetwork_dim = 8`, 'network_module = "lycoris.kohya" # plain\nnetwork_args = ["algo=loha"]\nnetwork_dim = 8', { rule, settings: style }))
  it('a style in LoCon of LyCORIS takes its other algorithm', () =>
    checkTrainingFix(lycoris(`["preset=full", "algo=locon"]\n                               ^^^^^^^^^^^^ ${rule}`), 'network_module = "lycoris.kohya"\nnetwork_dim = 8\nnetwork_args = ["preset=full", "algo=loha"]', { rule, settings: style }))
  it('a character in LoHa', () => checkTrainingFix(lycoris(`["algo=loha"]\n                ^^^^^^^^^^^ ${rule}`), 'network_module = "lycoris.kohya"\nnetwork_dim = 8\nnetwork_args = ["algo=locon"]', { rule, settings: character }))
  it('says nothing where they fit', async () => {
    await silent(lycoris('["algo=loha"]'), style)()
    await silent(lycoris('["algo=locon"]'), character)()
  })
  it('gives no advice about IA3 and DyLoRA', silent(lycoris('["algo=ia3"]'), style))
  it('says nothing of SDXL, nor where goal or model are assumed', async () => {
    for (const settings of [{ model: 'sdxl', goal: 'character' }, { model: 'sd15' }, { goal: 'character' }]) await silent(lycoris('["algo=loha"]'), settings)()
  })
})
