import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'unread-caption-extension'
const IMAGES = `
//- 10_lumi/{1..2}.png
//- 10_lumi/{1..2}.txt
lumi, 1girl
`
const DATASETS = `[[datasets]]
resolution = 1024
[[datasets.subsets]]
image_dir = "10_lumi"
`

describe('unread-caption-extension', () => {
  it('tells of the default where a dataset configuration says nothing', async () => {
    const { problems } = await checkDataset(`//- dataset.toml\n${DATASETS}${IMAGES}! . ${rule}`, { rule })
    assert.deepEqual(messagesOf(problems), ['No caption is read: by dataset.toml the trainer looks for .caption files, and those beside the images are .txt'])
    assert.deepEqual(describeChange(changeOf(problems[0]), '/set'), [`edit dataset.toml: [general]\ncaption_extension = ".txt"\n\n${DATASETS}`])
  })

  it('sets the extension where a file says a wrong one', async () => {
    const { problems } = await checkDataset(`//- dataset.toml\n[general]\ncaption_extension = "tags" # mine\n${DATASETS}${IMAGES}! . ${rule}`, { rule })
    const [change] = describeChange(changeOf(problems[0]), '/set')
    assert.match(change ?? '', /caption_extension = "\.txt" # mine/)
  })

  it('adds to what [general] has', async () => {
    const { problems } = await checkDataset(`//- dataset.toml\n[general] # all\nenable_bucket = true\n${DATASETS}${IMAGES}! . ${rule}`, { rule })
    const [change] = describeChange(changeOf(problems[0]), '/set')
    assert.match(change ?? '', /\[general\] # all\ncaption_extension = "\.txt"\nenable_bucket = true/)
  })

  it('puts the option first into a training configuration', async () => {
    const { problems } = await checkDataset(`//- train.toml\nnetwork_module = "networks.lora"\nmax_train_epochs = 3\n${IMAGES}! . ${rule}`, { rule })
    const [change] = describeChange(changeOf(problems[0]), '/set')
    assert.match(change ?? '', /^edit train\.toml: caption_extension = "\.txt"\nnetwork_module/)
  })

  it('says nothing without a training file, where captions are read, or where there are none', async () => {
    await checkDataset(IMAGES, { rule, settings: { captions: { extension: '.caption' } } })
    await checkDataset(`//- dataset.toml\n[general]\ncaption_extension = "txt"\n${DATASETS}${IMAGES}`, { rule })
    await checkDataset(`//- dataset.toml\n${DATASETS}\n//- 10_lumi/1.png`, { rule })
    await checkDataset(`//- dataset.toml\n${DATASETS}${IMAGES}\n//- 10_lumi/1.caption\nlumi`, { rule })
  })

  it('says nothing where taglore.json sets the extension', async () => {
    await checkDataset(`//- taglore.json\n{ "captions": { "extension": ".txt" } }\n//- dataset.toml\n${DATASETS}${IMAGES}`, { rule })
  })

  it('speaks in place of missing captions', async () => {
    await checkDataset(`//- dataset.toml\n${DATASETS}${IMAGES}`, { rule: 'missing-caption' })
  })
})
