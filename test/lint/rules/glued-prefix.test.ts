import { checkDataset, checkTrainingFix } from '../check'

const rule = 'glued-prefix'
const HEAD = '[[datasets]]\nresolution = 1024\n[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"\n'
const dataset = (line: string, caption = 'lumi, 1girl'): string => `//- dataset.toml\n${HEAD}${line}\n//- 10_lumi/{1..2}.png\n//- 10_lumi/{1..2}.txt\n${caption}\n`
const fixes = (line: string, after: string): Promise<void> => checkTrainingFix(dataset(line), HEAD + after, { rule })
const silent = (line: string, caption?: string) => async (): Promise<void> => void (await checkDataset(dataset(line, caption), { rule }))

describe(rule, () => {
  it('a prefix gets its comma', () => fixes(`caption_prefix = "masterpiece" # good\n                 ^^^^^^^^^^^^^ ${rule}`, 'caption_prefix = "masterpiece," # good'))
  it('in place of the blank behind it', () => fixes(`caption_prefix = 'best quality '\n                 ^^^^^^^^^^^^^^^ ${rule}`, "caption_prefix = 'best quality,'"))
  it('a suffix gets it in front', () => fixes(`caption_suffix = " absurdres"\n                 ^^^^^^^^^^^^ ${rule}`, 'caption_suffix = ", absurdres"'))
  it('says nothing where the comma is', silent('caption_prefix = "masterpiece, "\ncaption_suffix = ", absurdres"'))
  it('says nothing of another mark', silent('caption_prefix = "lumi |||"'))
  it('says nothing of a phrase that runs on', silent('caption_prefix = "a photo of"'))
  it('says nothing before sentences', silent('caption_prefix = "watercolor"', 'A girl with long hair wears a red dress and smiles.'))
})
