import { checkDataset, checkTrainingFix } from '../check'

const rule = 'raw-cached-caption'
const set = (caption: string): string => `//- 10_lumi/{1..2}.png\n//- 10_lumi/{1..2}.txt\n${caption}\n`
const dataset = (line: string, caption = 'lumi, 1girl'): string => `//- dataset.toml\n[[datasets]]\nresolution = 1024\n[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"\n${line}\n${set(caption)}`
const CACHED = '//- config.toml\nnetwork_module = "networks.lora"\ndataset_config = "dataset.toml"\ncache_text_encoder_outputs = true\n'
const check = (fixture: string): Promise<unknown> => checkDataset(fixture, { rule })

describe(rule, () => {
  it('a prefix is not in what is cached', () => check(CACHED + dataset(`caption_prefix = "best,"\n                 ^^^^^^^ ${rule}`)) as Promise<void>)
  it('without the cache it is', () => check(dataset('caption_prefix = "best,"')) as Promise<void>)
  it('separators matter where captions hold them', async () => {
    await check(CACHED + dataset(`secondary_separator = ";;;"\n                      ^^^^^ ${rule}`, 'lumi, 1girl;;;solo'))
    await check(CACHED + dataset('secondary_separator = ";;;"\nkeep_tokens_separator = "|||"'))
  })
  it('wildcards matter where captions have choices', async () => {
    await check(CACHED + dataset(`enable_wildcard = true\n                  ^^^^ ${rule}`, 'lumi, {smile|frown}'))
    await check(CACHED + dataset('enable_wildcard = true'))
  })
  it('turning the cache off is right again', () =>
    checkTrainingFix(
      `//- config.toml\nnetwork_module = "networks.lora"\ntrain_data_dir = "."\ncache_text_encoder_outputs = true # fast\ncaption_prefix = "best,"\n                 ^^^^^^^ ${rule}\n${set('1girl')}`,
      'network_module = "networks.lora"\ntrain_data_dir = "."\ncache_text_encoder_outputs = false # fast\ncaption_prefix = "best,"',
      { rule },
    ))
})
