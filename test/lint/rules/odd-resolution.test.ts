import { pngBytes, type MemoryFiles } from '../../support/memory-files'
import { checkDataset, checkTrainingFix } from '../check'

const rule = 'odd-resolution'
const IMAGES = '//- 10_lumi/{1..4}.png\n//- 10_lumi/{1..4}.txt\nlumi, 1girl\n'
const TAIL = '[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"'
const dataset = (lines: string): string => `//- dataset.toml\n[[datasets]]\n${lines}\n${TAIL}\n${IMAGES}`
const fixes = (lines: string, after: string, settings: object = {}): Promise<void> => checkTrainingFix(dataset(lines), `[[datasets]]\n${after}\n${TAIL}`, { rule, settings })

describe(rule, () => {
  it('no multiple of 64', () => fixes(`resolution = [500, 770] # mine\n             ^^^^^^^^^^ ${rule}`, 'resolution = [512, 768] # mine'))
  it('too small for SD 1.x, where that is the model', async () => {
    await fixes(`resolution = 384\n             ^^^ ${rule}`, 'resolution = 512', { model: 'sd15' })
    await checkDataset(dataset('resolution = 384'), { rule })
  })
  it('as a text in a training configuration', () =>
    checkTrainingFix(`//- config.toml\nnetwork_dim = 8\nresolution = "1000,1000"\n             ^^^^^^^^^^^ ${rule}`, 'network_dim = 8\nresolution = "1024,1024"', { rule }))
  it('a square for upright images without buckets', async () => {
    const prepare = (files: MemoryFiles): void => [1, 2, 3, 4].forEach((at) => files.put(`/set/10_lumi/${at}.png`, pngBytes(512, 768)))
    await checkDataset(dataset(`enable_bucket = false\nresolution = 512\n             ^^^ ${rule}`), { rule, settings: { model: 'sd15' }, prepare })
    await checkDataset(dataset('enable_bucket = true\nresolution = 512'), { rule, settings: { model: 'sd15' }, prepare })
    await checkDataset(dataset('enable_bucket = false\nresolution = [512, 768]'), { rule, settings: { model: 'sd15' }, prepare })
    // the command line may turn them on
    await checkDataset(dataset('resolution = 512'), { rule, settings: { model: 'sd15' }, prepare })
  })
})
