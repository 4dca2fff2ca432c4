import { checkDataset, checkTrainingFix } from '../check'

const rule = 'many-restarts'
const config = (scheduler: string, line: string): string => `//- config.toml\nnetwork_dim = 8\nlr_scheduler = "${scheduler}"\n${line}`

describe(rule, () => {
  it('five become four', () => checkTrainingFix(config('cosine_with_restarts', `lr_scheduler_num_cycles = 5 # often\n                          ^ ${rule}`), 'network_dim = 8\nlr_scheduler = "cosine_with_restarts"\nlr_scheduler_num_cycles = 4 # often', { rule }))
  it('says nothing up to four', async () => void (await checkDataset(config('cosine_with_restarts', 'lr_scheduler_num_cycles = 4'), { rule })))
  it('says nothing of a scheduler that has no restarts', async () => void (await checkDataset(config('cosine', 'lr_scheduler_num_cycles = 9'), { rule })))
  it('the most can be set', async () => void (await checkDataset(config('cosine_with_restarts', 'lr_scheduler_num_cycles = 6'), { rule, settings: { rules: { [rule]: ['warning', { most: 6 }] } } })))
})
