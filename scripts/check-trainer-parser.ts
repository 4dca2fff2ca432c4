// Has the parsers of sd-scripts read what the plan's writers write, for the sample dataset and other layouts, for every model and network:
//   npm run check-trainer-parser -- --trainer DIR [--python PROGRAM] [--keep]
// DIR is a checkout of sd-scripts. Exit code 1 where it refuses or overlooks anything, 2 where Python or what its parser is made of is missing.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { formatMessage, say } from '../server/src/base/message'
import { applySpanEdits } from '../server/src/base/span'
import { planModeConversion } from '../server/src/changes/convert-mode'
import type { Change } from '../server/src/changes/change'
import { planWrittenFiles } from '../server/src/changes/write-files'
import type { Dataset } from '../server/src/dataset/dataset'
import { disk, fromNative } from '../server/src/host/disk'
import { loadDataset } from '../server/src/host/load-dataset'
import { emptyKnowledge } from '../server/src/host/load-knowledge'
import { checkWithTrainer, type TrainerFile } from '../server/src/host/trainer-check'
import { collectFacts } from '../server/src/planning/collect-facts'
import { NETWORK_KINDS } from '../server/src/planning/network-size'
import type { PlanOptions } from '../server/src/planning/plan-options'
import { planTraining } from '../server/src/planning/plan-training'
import { writerInput } from '../server/src/planning/writer-input'
import { WRITERS } from '../server/src/planning/writers/index'
import { trainingScript } from '../server/src/planning/writers/parts/network-options'
import { modelFamily } from '../server/src/trainer/models'
import { MODELS } from '../server/src/settings'
import { Workspace } from '../server/src/workspace/workspace'

const SAMPLE = join(__dirname, '../samples/mascots')
const WRITTEN = ['dataset-toml', 'training-toml', 'sample-prompts']

/** A folder to be planned: copies of the sample's images under these names, and files of text. */
interface Layout {
  readonly name: string
  readonly folders: Readonly<Record<string, string>>
  readonly texts?: Readonly<Record<string, string>>
  /** `taglore.json`. */
  readonly settings?: object
  readonly convert?: 'fine-tuning'
}

const LAYOUTS: readonly Layout[] = [
  { name: 'sample', folders: { '10_koro cat': '10_koro cat', '10_lumi girl': '10_lumi girl' } },
  { name: 'flat', folders: { '': '10_koro cat' } },
  { name: 'regularization', folders: { 'train/5_koro cat': '10_koro cat', 'reg/1_cat': '10_koro cat' } },
  { name: `quotes "and' 括号 (x)`, folders: { [`3_ko"ro 'cat' 猫`]: '10_koro cat' } },
  {
    name: 'captions',
    folders: { '2_koro': '10_koro cat' },
    settings: { captions: { shuffle: true, keepTokens: 1, keepTokensSeparator: '|||', secondarySeparator: ';;;', wildcards: true, weighted: true }, maxTokenLength: 225, resolution: [832, 1216], buckets: { enabled: true, min: 320, max: 2048, step: 64, noUpscale: true } },
  },
  {
    name: 'edited',
    folders: { '10_koro cat': '10_koro cat' },
    texts: {
      'dataset.toml': '# mine\n[general]\nshuffle_caption = true # yes\ncaption_extension = ".txt"\n[[datasets]]\nresolution = [768, 768]\n  [[datasets.subsets]]\n  image_dir = "10_koro cat"\n  num_repeats = 3\n',
      'training.toml': 'pretrained_model_name_or_path = "mine.safetensors"\n[rates]\nunet_lr = 1e-4 # slow\n',
    },
  },
  { name: 'fine-tuning', folders: { '10_koro cat': '10_koro cat' }, convert: 'fine-tuning' },
]

/** Every model with a plain network, and every network and way to write on two of them. */
const PLANS: readonly PlanOptions[] = [
  ...MODELS.map((model): PlanOptions => ({ model })),
  ...(['sd15', 'sdxl', 'flux'] as const).flatMap((model) => NETWORK_KINDS.map((network): PlanOptions => ({ model, network, epochs: 12, batch: 4, accumulation: 2, gpus: 2, scheduler: 'cosine_with_restarts', cycles: 3, warmup: 0.08, unetRate: 2e-4, textEncoder: false }))),
  { model: 'sdxl', scheduler: 'constant', textEncoder: true, textEncoderRate: 3e-5, repeats: { '10_koro cat': 7 }, resolution: [1024, 768], noUpscale: true, dim: 48, alpha: 12 },
]

async function open(root: string): Promise<Dataset> {
  const { scan, settings } = await loadDataset(disk, fromNative(root), { layers: [], trusted: true })
  const workspace = new Workspace(emptyKnowledge(), settings)
  workspace.apply({ kind: 'dataset', scan, settings })
  const dataset = workspace.datasetOf(fromNative(root))
  if (!dataset) throw new Error(`${root} makes no dataset`)
  return dataset
}

function put({ files }: Change): void {
  for (const file of files) {
    mkdirSync(dirname(file.path), { recursive: true })
    if (file.kind === 'create') writeFileSync(file.path, file.text)
    if (file.kind === 'edit') writeFileSync(file.path, applySpanEdits(file.text, file.edits))
  }
}

/** Lays a dataset out, plans, and writes: the files that the trainer is to read. */
async function write(layout: Layout, options: PlanOptions, folder: string): Promise<readonly TrainerFile[]> {
  const root = join(folder, layout.name)
  for (const [to, from] of Object.entries(layout.folders)) {
    mkdirSync(join(root, to), { recursive: true })
    for (const name of readdirSync(join(SAMPLE, from)).slice(0, 8)) cpSync(join(SAMPLE, from, name), join(root, to, name))
  }
  for (const [name, text] of Object.entries({ ...layout.texts, ...(layout.settings && { 'taglore.json': JSON.stringify(layout.settings) }) })) writeFileSync(join(root, name), text)
  let dataset = await open(root)
  if (layout.convert) {
    put(writeChange(dataset, options, ['dataset-toml']))
    dataset = await open(root)
    const config = dataset.training?.files[0]
    const answer = planModeConversion(layout.convert, { dataset, config: config && { path: config.path, text: config.text }, exists: () => false })
    if ('fault' in answer) throw new Error(formatMessage(answer.fault))
    put(answer.change)
    dataset = await open(root)
  }
  put(writeChange(dataset, options, WRITTEN))
  const own = fromNative(root)
  return [
    { kind: 'dataset', path: `${own}/dataset.toml` },
    { kind: 'training', path: `${own}/training.toml` },
    { kind: 'prompts', path: `${own}/sample-prompts.txt` },
  ]
}

function writeChange(dataset: Dataset, options: PlanOptions, ids: readonly string[]): Change {
  const facts = collectFacts(dataset)
  const input = writerInput(dataset, facts, planTraining(facts, options), { baseModel: '/models/base "1".safetensors' })
  const existing = new Map<string, string>()
  for (const name of ['dataset.toml', 'training.toml']) {
    try {
      existing.set(`${dataset.root}/${name}`, readFileSync(`${dataset.root}/${name}`, 'utf8'))
    } catch {
      // a new one is written
    }
  }
  return planWrittenFiles(say`Write training plan`, WRITERS.filter(({ id }) => ids.includes(id)), input, existing).change
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { trainer: { type: 'string' }, python: { type: 'string' }, keep: { type: 'boolean' } } })
  if (values.trainer === undefined) {
    console.error('Where is sd-scripts? npm run check-trainer-parser -- --trainer DIR')
    return 2
  }
  const home = mkdtempSync(join(tmpdir(), 'taglore-trainer-'))
  try {
    const byScript = new Map<string, TrainerFile[]>()
    for (const [index, options] of PLANS.entries()) {
      const script = trainingScript(modelFamily(options.model ?? 'sdxl'))
      for (const layout of LAYOUTS) {
        const files = await write(layout, options, join(home, `${index}-${options.model ?? ''}-${options.network ?? 'usual'}`))
        byScript.set(script, [...(byScript.get(script) ?? []), ...files])
      }
    }
    let wrong = 0
    for (const [script, files] of byScript) {
      const answer = await checkWithTrainer({ trainer: resolve(values.trainer), script, files, ...(values.python !== undefined && { python: values.python }) })
      if ('fault' in answer) {
        console.error(formatMessage(answer.fault))
        return 2
      }
      const told = answer.files.filter(({ refused, noted }) => refused.length + noted.length > 0)
      console.log(`${script}: ${answer.files.length - told.length} of ${answer.files.length} files accepted (Python ${answer.version}${answer.standIns.length > 0 ? `, without ${answer.standIns.join(', ')}` : ''})`)
      for (const { path, refused, noted } of told) for (const text of [...refused, ...noted]) console.log(`  ${path.slice(home.length + 1)}: ${text}`)
      wrong += told.length
    }
    return wrong === 0 ? 0 : 1
  } finally {
    if (values.keep) console.log(home)
    else rmSync(home, { recursive: true, force: true })
  }
}

void main().then((code) => (process.exitCode = code))
