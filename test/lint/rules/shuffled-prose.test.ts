import { checkDataset, checkTrainingFix } from '../check'

const rule = 'shuffled-prose'
const HEAD = '[[datasets]]\nresolution = 1024\n[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"\n'
const PROSE = 'A girl with long hair wears a red dress, and she is holding a small lantern in her hand.'
const dataset = (line: string, caption: string): string => `//- dataset.toml\n${HEAD}${line}\n//- 10_lumi/{1..4}.png\n//- 10_lumi/{1..4}.txt\n${caption}\n`

describe(rule, () => {
  it('turning it off keeps the comment', () => checkTrainingFix(dataset(`shuffle_caption = true # usual\n                  ^^^^ ${rule}`, PROSE), `${HEAD}shuffle_caption = false # usual`, { rule }))
  it('offers the separator behind it', async () => {
    const { problems } = await checkDataset(dataset(`shuffle_caption = true\n                  ^^^^ ${rule}`, PROSE), { rule })
    const fix = problems[0]?.fixes.find(({ title }) => title.text.includes('keep_tokens_separator'))
    if (fix?.textEdits?.[0]?.newText !== '\nkeep_tokens_separator = "|||"') throw new Error(JSON.stringify(fix))
  })
  it('says nothing of tags', async () => void (await checkDataset(dataset('shuffle_caption = true', 'lumi, 1girl, long hair, looking at viewer'), { rule })))
  it('says nothing where the separator holds the sentence', async () => void (await checkDataset(dataset('shuffle_caption = true\nkeep_tokens_separator = "|||"', `${PROSE} ||| lumi, 1girl`), { rule })))
  it('says nothing where nothing is shuffled', async () => void (await checkDataset(dataset('shuffle_caption = false', PROSE), { rule })))
})
