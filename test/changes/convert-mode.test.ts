import assert from 'node:assert/strict'
import { applySpanEdits } from '../../server/src/base/span'
import { planModeConversion, type ConvertibleMode } from '../../server/src/changes/convert-mode'
import { collectModes } from '../../server/src/planning/training-mode'
import { captionsInForce, captionTexts } from '../../server/src/dataset/caption-texts'
import type { Dataset } from '../../server/src/dataset/dataset'
import { captionTextOf } from '../../server/src/dataset/sample'
import { parseFixture } from '../support/fixture'
import { openDataset, ROOT } from '../support/world'

type Files = ReadonlyMap<string, string>

/** Files after a conversion, by path relative to the root; a fault as text. */
async function convert(files: Files, to: ConvertibleMode): Promise<Map<string, string> | string> {
  const { dataset } = await openDataset(files)
  const config = dataset.training?.files.find(({ kind }) => kind === 'dataset-config')
  const answer = planModeConversion(to, { dataset, config, exists: (path) => files.has(path.slice(ROOT.length + 1)) })
  if ('fault' in answer) return answer.fault.text
  const now = new Map(files)
  const name = (path: string): string => path.slice(ROOT.length + 1)
  for (const file of answer.change.files) {
    if (file.kind === 'create') {
      assert.ok(!now.has(name(file.path)), `${file.path} is there`)
      now.set(name(file.path), file.text)
    } else if (file.kind === 'edit') now.set(name(file.path), applySpanEdits(file.text, file.edits))
    else if (file.kind === 'rename') {
      assert.ok(!now.has(name(file.to)), `${file.to} is there`)
      now.set(name(file.to), now.get(name(file.path)) ?? '')
      now.delete(name(file.path))
    }
  }
  return now
}

async function converted(files: Files, to: ConvertibleMode): Promise<Map<string, string>> {
  const now = await convert(files, to)
  if (typeof now === 'string') throw new Error(now)
  return now
}

async function refusal(files: Files, to: ConvertibleMode): Promise<string> {
  const answer = await convert(files, to)
  return typeof answer === 'string' ? answer : 'none'
}

async function modeOf(files: Files): Promise<string> {
  return collectModes((await openDataset(files)).dataset).mode
}

/** What each image is trained with, and how often. */
async function trained(files: Files): Promise<Record<string, string>> {
  const { dataset } = await openDataset(files)
  return Object.fromEntries(dataset.folders.flatMap((folder) => dataset.samplesIn(folder.path).flatMap((sample) => sample.images.map(({ path }) => [path, `${folder.repeats} ${textOf(dataset, sample.id)}`]))))
}

function textOf(dataset: Dataset, id: string): string {
  const sample = dataset.samples.get(id)
  const folder = dataset.folders.find(({ path }) => path === sample?.folder)
  if (!sample || !folder) return ''
  return captionTexts({ text: captionTextOf(sample), listed: sample.listed !== undefined }, captionsInForce(folder, dataset.settingsIn(folder.path).values), folder.classTokens).texts[0] ?? ''
}

const MIXED = parseFixture(`
//- 10_lumi girl/a.png
//- 10_lumi girl/a.txt
lumi, smile
//- 10_lumi girl/b.png
//- 5_koro cat/c.png
//- 5_koro cat/c.txt
A small cat that sits on the roof of a house.
`).files

describe('converting the training mode', () => {
  it('to captions gives every image what it is trained with now', async () => {
    const now = await converted(MIXED, 'dreambooth-captions')
    assert.equal(now.get('10_lumi girl/b.txt'), 'lumi girl')
    assert.equal(await modeOf(now), 'dreambooth-captions')
    assert.deepEqual(await trained(now), await trained(MIXED))
  })

  it('to the folder’s text puts captions aside, and back again as they were', async () => {
    const bare = await converted(MIXED, 'dreambooth-class')
    assert.equal(await modeOf(bare), 'dreambooth-class')
    assert.equal(bare.get('_excluded/10_lumi girl/a.txt'), 'lumi, smile')
    const back = await converted(bare, 'dreambooth-captions')
    assert.equal(back.get('10_lumi girl/a.txt'), 'lumi, smile')
    assert.deepEqual([...back.keys()].filter((name) => name.startsWith('_excluded')), [])
  })

  it('to fine-tuning and back keeps text and repeats of each image', async () => {
    const fine = await converted(MIXED, 'fine-tuning')
    assert.equal(await modeOf(fine), 'fine-tuning')
    assert.deepEqual(await trained(fine), await trained(MIXED))
    assert.deepEqual(JSON.parse(fine.get('10_lumi girl.json') ?? ''), { 'a.png': { tags: 'lumi, smile' }, 'b.png': { tags: 'lumi girl' } })
    assert.deepEqual(JSON.parse(fine.get('5_koro cat.json') ?? ''), { 'c.png': { caption: 'A small cat that sits on the roof of a house.' } })
    const back = await converted(fine, 'dreambooth-captions')
    assert.equal(await modeOf(back), 'dreambooth-captions')
    assert.deepEqual(await trained(back), await trained(MIXED))
  })

  it('to captions takes a metadata file apart and puts it aside', async () => {
    const files = parseFixture('//- meta.json\n{"img/a.png": {"tags": "lumi, smile"}}\n//- img/a.png').files
    const now = await converted(files, 'dreambooth-captions')
    assert.equal(now.get('img/a.txt'), 'lumi, smile')
    assert.ok(!now.has('meta.json') && now.has('_excluded/meta.json'))
  })

  it('edits the dataset configuration in force, comments and all', async () => {
    const config = '# mine\n[[datasets]]\nresolution = 512 # small\n\n  [[datasets.subsets]]\n  image_dir = "lumi" # here\n  class_tokens = "girl"\n  caption_extension = ".txt"\n'
    const files = new Map([['dataset.toml', config], ['lumi/a.png', ''], ['lumi/a.txt', 'lumi']])
    const fine = await converted(files, 'fine-tuning')
    assert.equal(fine.get('dataset.toml'), `# mine\n[[datasets]]\nresolution = 512 # small\n\n  [[datasets.subsets]]\n  image_dir = "lumi" # here\n  metadata_file = "${ROOT}/lumi.json"\n`)
    assert.equal(await modeOf(fine), 'fine-tuning')
  })

  it('says why it cannot be', async () => {
    const unnamed = parseFixture('//- 10_/a.png\n//- 10_/a.txt\nlumi').files
    assert.match(await refusal(unnamed, 'dreambooth-class'), /has no text/)
    const reg = parseFixture('//- taglore.json\n{"concepts": [{"name": "girl", "folders": ["1_girl"], "regularization": true}]}\n//- 10_lumi/a.png\n//- 10_lumi/a.txt\nlumi\n//- 1_girl/r.png').files
    assert.match(await refusal(reg, 'fine-tuning'), /Regularisation/)
  })
})
