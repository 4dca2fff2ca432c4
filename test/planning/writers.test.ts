import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { applySpanEdits } from '../../server/src/base/span'
import { planWrittenFiles } from '../../server/src/changes/write-files'
import { collectFacts } from '../../server/src/planning/collect-facts'
import { planTraining } from '../../server/src/planning/plan-training'
import type { PlanOptions } from '../../server/src/planning/plan-options'
import { NETWORK_KINDS } from '../../server/src/planning/network-size'
import { writerInput } from '../../server/src/planning/writer-input'
import { WRITERS } from '../../server/src/planning/writers/index'
import { readTrainingFile } from '../../server/src/training-files/read-training-file'
import { parseJson } from '../../server/src/training-files/parse-json'
import { plainValue } from '../../server/src/training-files/config-tree'
import type { Content } from '../support/memory-files'
import { pngBytes } from '../support/memory-files'
import { openDataset, ROOT } from '../support/world'

function images(): Map<string, Content> {
  const files = new Map<string, Content>()
  for (const [folder, trigger] of [['10_lumi girl', 'lumi'], ['5_koro cat', 'koro']] as const) {
    for (let index = 0; index < 4; index++) {
      files.set(`${folder}/${index}.png`, pngBytes(832, 1216))
      files.set(`${folder}/${index}.txt`, `${trigger}, ${['smile', 'sitting, outdoors', 'standing, blue sky, day', 'sleeping'][index] ?? ''}`)
    }
  }
  files.set('5_koro cat/bare.png', pngBytes(832, 1216))
  return files
}

interface Written {
  readonly files: Record<string, string>
  readonly unwritten: readonly string[]
}

/** Writes and gives the texts afterwards, by path relative to the root. */
async function write(ids: readonly string[], options: PlanOptions, files = images(), existing: Readonly<Record<string, string>> = {}): Promise<Written> {
  const { dataset } = await openDataset(files)
  const facts = collectFacts(dataset)
  const input = writerInput(dataset, facts, planTraining(facts, options), { baseModel: '/models/base.safetensors' })
  const held = new Map(Object.entries(existing).map(([name, text]) => [`${ROOT}/${name}`, text]))
  const { change, unwritten } = planWrittenFiles({ text: 'write', args: [] }, WRITERS.filter(({ id }) => ids.includes(id)), input, held)
  const texts = change.files.map((file): [string, string] => [file.path.slice(ROOT.length + 1), file.kind === 'create' ? file.text : file.kind === 'edit' ? applySpanEdits(file.text, file.edits) : ''])
  return { files: Object.fromEntries(texts), unwritten: unwritten.map(({ path, why }) => `${path}: ${why === 'exists' ? why : why.text}`) }
}

function problemsOf(text: string, name: string): readonly string[] {
  const read = readTrainingFile(text, name)
  assert.ok(read, `${name} is no training file:\n${text}`)
  return read.problems.map(({ message }) => message.text)
}

describe('the writers', () => {
  it('are each a file and stand in the list', () => {
    const files = readdirSync(join(__dirname, '../../server/src/planning/writers')).filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    assert.deepEqual(WRITERS.map(({ id }) => `${id}.ts`).sort(), files.sort())
  })

  for (const model of ['sd15', 'sdxl', 'sd3', 'flux'] as const) {
    for (const network of NETWORK_KINDS) {
      it(`write files for ${model} with ${network} that our readers find nothing wrong with`, async () => {
        const { files } = await write(['dataset-toml', 'training-toml', 'sample-prompts', 'kohya-gui', 'lora-scripts'], { model, network, epochs: 8, scheduler: 'cosine_with_restarts', cycles: 3 })
        assert.deepEqual(Object.keys(files).sort(), ['dataset.toml', 'kohya-gui.json', 'lora-scripts.toml', 'sample-prompts.txt', 'training.toml'])
        for (const [name, text] of Object.entries(files)) assert.deepEqual(problemsOf(text, name), [], `${name}\n${text}`)
      })
    }
  }

  it('write a dataset configuration that makes the same dataset again', async () => {
    const { files } = await write(['dataset-toml', 'training-toml'], { model: 'sdxl', batch: 4, epochs: 3 })
    const before = planTraining(collectFacts((await openDataset(images())).dataset), { model: 'sdxl', batch: 4, epochs: 3 })
    const { dataset } = await openDataset(new Map<string, Content>([...images(), ...Object.entries(files)]))
    assert.equal(dataset.format?.id, 'dataset-config')
    const after = planTraining(collectFacts(dataset), { model: 'sdxl' })
    assert.deepEqual([after.samples.value, after.steps.real.value, after.steps.formula.value], [before.samples.value, before.steps.real.value, before.steps.formula.value])
    assert.deepEqual(after.datasets[0]?.buckets, before.datasets[0]?.buckets)
    assert.equal(after.rates.unet.value, 1e-4)
    // an image without caption keeps the text of its folder
    assert.deepEqual(dataset.folders.map(({ classTokens }) => classTokens), ['', 'koro cat'])
    assert.equal(after.mode.images.class, before.mode.images.class)
  })

  it('of all trainers may lie side by side: those of sd-scripts are in force', async () => {
    const { files } = await write(WRITERS.map(({ id }) => id), { model: 'sdxl', epochs: 3 })
    const { dataset } = await openDataset(new Map<string, Content>([...images(), ...Object.entries(files)]))
    assert.deepEqual(dataset.training?.files.map(({ path }) => path), [`${ROOT}/dataset.toml`, `${ROOT}/training.toml`])
  })

  it('write sample prompts from captions of each concept, and one without the trigger', async () => {
    const { files } = await write(['sample-prompts'], { model: 'sdxl' })
    const lines = (files['sample-prompts.txt'] ?? '').trim().split('\n')
    assert.equal(lines.length, 4)
    assert.ok(lines.slice(0, 3).some((line) => line.startsWith('lumi')) && lines.slice(0, 3).some((line) => line.startsWith('koro')))
    assert.ok(!/lumi|koro/.test(lines[3] ?? 'lumi'))
    for (const line of lines) assert.match(line, / --n .+ --w 832 --h 1216 /)
  })

  it('write concepts for OneTrainer and a configuration for ai-toolkit that make the same folders again', async () => {
    for (const [id, format] of [['onetrainer', 'onetrainer'], ['ai-toolkit', 'ai-toolkit']] as const) {
      const { files } = await write([id], { model: 'sdxl' })
      const renamed = new Map<string, Content>([...images()].map(([name, content]) => [name.replace(/^\d+_/, ''), content]))
      const texts = Object.entries(files).map(([name, text]): [string, string] => [name, text.replaceAll('/10_lumi', '/lumi').replaceAll('/5_koro', '/koro')])
      const { dataset } = await openDataset(new Map<string, Content>([...renamed, ...texts]), { settings: { format } })
      assert.deepEqual(Object.fromEntries(dataset.folders.map(({ relative, repeats }) => [relative, repeats])), { 'koro cat': 5, 'lumi girl': 10 }, id)
    }
  })

  it('edit an existing dataset configuration in place: only what is chosen, comments and all else as they are', async () => {
    const config = `# mine\n[general]\nenable_bucket = true   # yes\ncaption_extension = ".txt"\n\n[[datasets]]\nresolution = 1024 # big\n\n  [[datasets.subsets]]\n  image_dir = "10_lumi girl"\n  num_repeats = 3 # three\n`
    const files = images().set('dataset.toml', config)
    const { files: written } = await write(['dataset-toml'], { batch: 4, repeats: { '10_lumi girl': 6 } }, files, { 'dataset.toml': config })
    assert.equal(written['dataset.toml'], config.replace('resolution = 1024 # big\n', 'resolution = 1024 # big\nbatch_size = 4\n').replace('num_repeats = 3', 'num_repeats = 6'))
  })

  it('add the folders that a dataset configuration lacks, and no folder twice', async () => {
    const config = `# mine\n[[datasets]]\nresolution = 1024 # big\n\n  [[datasets.subsets]]\n  image_dir = 'sets\\10_lumi girl' # elsewhere, of the same name\n`
    const held = config.replace('sets\\10', '10')
    for (const [text, added] of [[config, ['10_lumi girl', '5_koro cat']], [held, ['5_koro cat']]] as const) {
      const { files } = await write(['dataset-toml'], {}, images(), { 'dataset.toml': text })
      const after = files['dataset.toml'] ?? ''
      assert.ok(after.startsWith(text))
      assert.deepEqual([...after.slice(text.length).matchAll(/image_dir = "(.*)"/g)].map(([, path]) => path), added.map((name) => `${ROOT}/${name}`))
      assert.deepEqual(problemsOf(after, 'dataset.toml'), [])
    }
  })

  it('add no folder where only the user knows to which dataset, where it is of another mode, or where lists have braces', async () => {
    for (const text of ['[[datasets]]\nresolution = 512\n[[datasets]]\nresolution = 768\n', '[[datasets]]\nresolution = 512\nsubsets = [{ image_dir = "sets/x" }]\n', '[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nmetadata_file = "meta.json"\n']) {
      const { files } = await write(['dataset-toml'], {}, images(), { 'dataset.toml': text })
      assert.equal(files['dataset.toml'] ?? text, text)
    }
  })

  it('edit an existing training configuration and preset in place', async () => {
    const training = 'pretrained_model_name_or_path = "mine.safetensors" # keep\n[rates]\nunet_lr = 1e-4\n'
    const preset = '{\n    "LoRA_type": "Standard",\n    "epoch": 1,\n    "note": "mine"\n}\n'
    const { files } = await write(['training-toml', 'kohya-gui'], { unetRate: 2e-4, epochs: 7 }, images(), { 'training.toml': training, 'kohya-gui.json': preset })
    assert.match(files['training.toml'] ?? '', /^pretrained_model_name_or_path = "mine\.safetensors" # keep\n/)
    assert.match(files['training.toml'] ?? '', /unet_lr = 0\.0002/)
    assert.deepEqual(problemsOf(files['training.toml'] ?? '', 'training.toml'), [])
    const values = plainValue(parseJson(files['kohya-gui.json'] ?? '').root) as Record<string, unknown>
    assert.deepEqual([values['epoch'], values['note'], values['LoRA_type']], [7, 'mine', 'Standard'])
  })

  it('leave alone what exists and cannot be edited, and say so', async () => {
    const { files, unwritten } = await write(['sample-prompts', 'training-toml'], { epochs: 2 }, images(), { 'sample-prompts.txt': 'mine\n', 'training.toml': 'a = \n' })
    assert.deepEqual(files, {})
    assert.equal(unwritten.length, 2)
  })
})
