import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { findDatasetRoot } from '../../server/src/dataset/find-root'
import { excludeMatcher } from '../../server/src/host/load-dataset'
import { scanDataset } from '../../server/src/dataset/scan'
import { MemoryFiles } from '../support/memory-files'
import { parseFixture, toMemoryFiles } from '../support/fixture'
import { openDataset, type OpenedDataset } from '../support/world'
import { problemsOf } from '../lint/check'

const KOHYA = `
//- 10_lumi/{1..2}.png
//- 10_lumi/{1..2}.txt
lumi, 1girl
`
const CONFIG = `
//- dataset.toml
[general]
caption_extension = ".txt"
enable_bucket = true
[[datasets]]
resolution = 768
shuffle_caption = true
[[datasets.subsets]]
image_dir = "10_lumi"
num_repeats = 3
`

function samplesOf({ dataset }: OpenedDataset): readonly string[] {
  return [...dataset.samples.values()].map(({ id, caption, listed }) => `${id.slice('/set/'.length)} ${caption ? caption.text.trim() : listed ? `[${listed.text}]` : '-'}`)
}

describe('a dataset with training files', () => {
  it('is trained at what a configuration of ai-toolkit says, of several the largest; taglore.json wins', async () => {
    const config = (resolution: string): string => `
//- config.yaml
config:
  process:
    - datasets:
        - folder_path: lumi
          resolution: ${resolution}
//- lumi/1.png
`
    const resolutionOf = async (fixture: string): Promise<readonly unknown[]> => {
      const { dataset } = await openDataset(fixture)
      return [dataset.format?.id, dataset.settings.values.resolution, dataset.settings.originOf('resolution')]
    }
    assert.deepEqual(await resolutionOf(config('[ 512, 1024, 768 ]')), ['ai-toolkit', [1024, 1024], 'training-file'])
    assert.deepEqual(await resolutionOf(config('640 # one')), ['ai-toolkit', [640, 640], 'training-file'])
    assert.deepEqual(await resolutionOf(config('"large"')), ['ai-toolkit', null, 'default'])
    assert.deepEqual(await resolutionOf(`${config('640')}//- taglore.json\n{ "resolution": 896 }\n`), ['ai-toolkit', 896, 'taglore.json'])
  })

  it('is trained at what a configuration of diffusion-pipe says, the folder before the file', async () => {
    const resolutionOf = async (head: string, directory: string): Promise<unknown> =>
      (await openDataset(`//- dataset.toml\n${head}\n[[directory]]\npath = "a"\n${directory}\n//- a/1.png\n`)).dataset.settings.values.resolution
    assert.deepEqual(await resolutionOf('resolutions = [512, 768]', ''), [768, 768])
    assert.deepEqual(await resolutionOf('resolutions = [512]', 'resolutions = [[1280, 720]]'), [1280, 720])
    assert.deepEqual(await resolutionOf('', ''), null)
  })

  it('takes folders, repeats and settings of kohya folders from the dataset.toml beside them', async () => {
    const { dataset } = await openDataset(`${KOHYA}//- 20_other/a.png\n${CONFIG}`)
    const { values, originOf } = dataset.settings
    assert.equal(dataset.format?.id, 'dataset-config')
    assert.deepEqual(dataset.folders.map(({ relative, repeats }) => [relative, repeats]), [['10_lumi', 3]])
    assert.equal(dataset.counts.get('1girl')?.effective, 6)
    assert.deepEqual([values.resolution, originOf('resolution'), values['captions.shuffle'], values['buckets.enabled']], [[768, 768], 'training-file', true, true])
    assert.match(dataset.explanation ? formatMessage(dataset.explanation) : '', /could also be read as kohya folders/)
  })

  it('lets taglore.json stand above them', async () => {
    const opened = await openDataset(`//- taglore.json\n{ "resolution": 1024, "captions": { "extension": ".tags", "shuffle": false } }\n//- 10_lumi/1.tags\nlumi, solo\n${KOHYA}${CONFIG}`)
    const { values } = opened.dataset.settings
    assert.deepEqual([values.resolution, values['captions.shuffle']], [1024, false])
    assert.equal(opened.dataset.settingsIn('/set/10_lumi').values['captions.shuffle'], false)
    assert.deepEqual(samplesOf(opened), ['10_lumi/1 lumi, solo', '10_lumi/2 -'])
  })

  it('lets the format that is chosen stand above them', async () => {
    const { dataset } = await openDataset(`//- taglore.json\n{ "format": "kohya-folders" }\n${KOHYA}${CONFIG}`)
    assert.deepEqual([dataset.folders[0]?.repeats, dataset.settings.originOf('resolution'), dataset.captions], [10, 'default', 2])
  })

  it('reads .caption where a training configuration leaves the extension out', async () => {
    const opened = await openDataset(`${KOHYA}//- 10_lumi/1.caption\nlumi, smile\n//- train.toml\nnetwork_module = "networks.lora"\ntrain_data_dir = "."\n`)
    assert.equal(opened.dataset.settings.values['captions.extension'], '.caption')
    assert.equal(opened.dataset.settings.values['buckets.enabled'], false)
    assert.deepEqual(samplesOf(opened), ['10_lumi/1 lumi, smile', '10_lumi/2 -'])
  })

  it('changes nothing by files that concern other folders', async () => {
    for (const file of [
      '//- train.toml\nnetwork_module = "networks.lora"\ntrain_data_dir = "/elsewhere"',
      '//- train.toml\nnetwork_module = "networks.lora"\ndataset_config = "/elsewhere/dataset.toml"',
      '//- dataset.toml\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "/elsewhere"',
      '//- pyproject.toml\n[project]\nname = "x"',
      '//- preset.json\n{ "LoRA_type": "Standard", "train_data_dir": "D:/elsewhere", "max_resolution": "512,512", "epoch": 3 }',
    ]) {
      const opened = await openDataset(`${KOHYA}${file}\n`)
      assert.deepEqual(samplesOf(opened), ['10_lumi/1 lumi, 1girl', '10_lumi/2 lumi, 1girl'], file)
      assert.equal(opened.dataset.settings.originOf('captions.extension'), 'default', file)
      assert.equal(opened.dataset.training, undefined, file)
    }
  })

  it('reads the training configuration that the settings name', async () => {
    const named = await openDataset(`${KOHYA}//- a.toml\nnetwork_module = "networks.lora"\ncaption_extension = ".txt"\nkeep_tokens = 2\n//- b.toml\nnetwork_module = "networks.lora"\nseed = 1\n`, { settings: { trainingConfig: 'a.toml' } })
    assert.equal(named.dataset.settings.values['captions.keepTokens'], 2)
    assert.ok(named.dataset.describedBy.has('/set/a.toml'))
  })

  it('counts no masks of OneTrainer, and each line of a caption', async () => {
    const opened = await openDataset('//- {1..2}.png\n//- {1..2}-masklabel.png\n//- {1..2}.txt\nlumi, smile\nlumi, frown\n')
    assert.equal(opened.dataset.format?.id, 'onetrainer')
    assert.deepEqual([...opened.dataset.samples.keys()], ['/set/1', '/set/2'])
    assert.equal(opened.dataset.counts.get('frown')?.captions, 2)
    assert.equal(problemsOf(opened, { rule: 'ignored-lines' }).length, 0)
  })

  it('takes captions from metadata.jsonl, which are neither missing nor files', async () => {
    const opened = await openDataset('//- metadata.jsonl\n{"file_name": "1.png", "text": "lumi, smile"}\n{"file_name": "2.png", "text": "lumi"}\n//- {1..3}.png\n//- 1.txt\nnever read\n')
    assert.equal(opened.dataset.format?.id, 'huggingface')
    assert.deepEqual(samplesOf(opened), ['1 [lumi, smile]', '2 [lumi]'])
    assert.deepEqual([opened.dataset.counts.get('lumi')?.captions, opened.dataset.captions], [2, 2])
    assert.deepEqual(problemsOf(opened, { rule: 'missing-caption' }), [])
    assert.deepEqual(problemsOf(opened, { rule: 'orphan-caption' }), [])
    assert.equal(opened.dataset.sampleOfCaption('/set/2.txt'), undefined)
  })

  it('reads folders outside that a configuration names', async () => {
    const files = toMemoryFiles(parseFixture('//- dataset.toml\n[general]\ncaption_extension = "txt"\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "../far/lumi"\n').files, '/set')
    const far = toMemoryFiles(parseFixture('//- lumi/1.png\n//- lumi/1.txt\nlumi').files, '/far')
    for (const name of ['lumi/1.png', 'lumi/1.txt']) files.put(`/far/${name}`, await far.read(`/far/${name}`))
    const { samples } = await scanDataset(files, '/set', { captionExtension: '.txt', excluded: excludeMatcher([]) })
    assert.deepEqual(samples.map(({ id, caption }) => [id, caption?.text.trim()]), [['/far/lumi/1', 'lumi']])
  })

  it('counts again only where other settings change what is read', async () => {
    const { dataset, workspace } = await openDataset('//- 10_lumi/1.png\n//- 10_lumi/1.txt\nlumi\nsmile\n')
    assert.equal(dataset.counts.get('smile'), undefined)
    const { values, originOf, problems } = dataset.settings
    workspace.apply({ kind: 'dataset-settings', root: '/set', settings: { values: { ...values, 'captions.wildcards': true }, originOf, problems } })
    assert.equal(dataset.counts.get('smile')?.captions, 1)
  })
})

describe('the root of a dataset with a configuration', () => {
  const config = '[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "img/10_x"\n'
  const rootOf = (files: MemoryFiles, folder: string): Promise<string | undefined> => findDatasetRoot(files, folder, ['.txt'])
  it('is where the configuration lies that names the folder', async () => {
    const files = new MemoryFiles({ '/set/dataset.toml': config, '/set/img/10_x/1.png': 'x', '/set/img/20_y/1.png': 'x' })
    assert.equal(await rootOf(files, '/set/img/10_x'), '/set')
    assert.equal(await rootOf(files, '/set/img/20_y'), '/set/img')
  })
  it('is further down where a taglore.json says so', async () => {
    const files = new MemoryFiles({ '/set/dataset.toml': config, '/set/img/taglore.json': '{}', '/set/img/10_x/1.png': 'x' })
    assert.equal(await rootOf(files, '/set/img/10_x'), '/set/img')
  })
})
