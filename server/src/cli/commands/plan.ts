import { escapeMarkdown } from '../../audit/render-markdown'
import { say } from '../../base/message'
import { partOf } from '../../dataset/part-of'
import { selectImages } from '../../features/select-images'
import { collectFacts } from '../../planning/collect-facts'
import type { TrainingPlan } from '../../planning/plan'
import type { PlanOptions } from '../../planning/plan-options'
import { planTraining } from '../../planning/plan-training'
import { renderPlanMarkdown, renderPlanText } from '../../planning/render-plan'
import { translateData } from '../../planning/translate-plan'
import { GOALS, MODELS } from '../../settings'
import type { Size } from '../../trainer/buckets'
import { choiceOf, formatOf, printJson, valueOf, type Call, type Command } from '../command'
import { folderArgument, openDataset } from '../open-dataset'
import { DATASET_OPTIONS, type OptionName } from '../options'
import { whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { UsageError } from '../usage-error'
import { visible } from '../visible'

export const plan: Command = {
  name: 'plan',
  usage: 'DIR',
  summary: say`Plans the training: samples, buckets, real steps, rates, network, resolution`,
  details: [say`What is not given comes from the training files, the settings, or the training notes; every number says which.`],
  options: ['format', 'goal', 'model', 'resolution', 'epochs', 'batch', 'accumulation', 'gpus', ...DATASET_OPTIONS],

  async run(call) {
    const format = formatOf(call)
    const where = whereOption(call)
    const options = planOptions(call)
    const root = await folderArgument(call, call.positionals[0])
    refuseMore(call, 1)
    const opened = await openDataset(call, root)
    const dataset = where ? partOf(opened.dataset, selectImages(opened.dataset, opened.knowledge, where)) : opened.dataset
    const made = planTraining(collectFacts(dataset), options)
    const text = format === 'json' ? printJson(contract(made, call)) : format === 'markdown' ? renderPlanMarkdown(made, escapeMarkdown, call.translations) : visible(renderPlanText(made, call.translations))
    await call.terminal.write(text)
    return opened.unreadableSettings ? 2 : 0
  },
}

/** The keys of the contract, and the whole plan. */
function contract(made: TrainingPlan, call: Call): object {
  const first = made.datasets[0]
  return {
    mode: made.mode.mode,
    goal: made.goal.value,
    model: made.model.value,
    resolution: first?.resolution.value ?? null,
    images: made.images.value,
    samples: made.samples.value,
    regularization: made.regularization.samples,
    buckets: made.datasets.flatMap(({ buckets }) => buckets.map(({ width, height, images, samples, batches }) => ({ width, height, images, samples, batches }))),
    batch: first?.batch.value ?? 1,
    batchesPerEpoch: made.batchesPerEpoch.value,
    epochs: made.epochs.value,
    steps: made.steps.real.value,
    formulaSteps: made.steps.formula.value,
    plan: translateData(made, call.translate),
  }
}

function planOptions(call: Call): PlanOptions {
  const resolution = resolutionOption(call)
  return {
    ...(valueOf(call, 'goal') === undefined ? {} : { goal: choiceOf(call, 'goal', [...GOALS], 'character') }),
    ...(valueOf(call, 'model') === undefined ? {} : { model: choiceOf(call, 'model', [...MODELS], 'sdxl') }),
    ...(resolution === undefined ? {} : { resolution }),
    ...counted(call, 'epochs'),
    ...counted(call, 'batch'),
    ...counted(call, 'accumulation'),
    ...counted(call, 'gpus'),
  }
}

/** More than any training has. */
const MOST = 1_000_000

function counted(call: Call, name: OptionName & keyof PlanOptions): PlanOptions {
  const given = valueOf(call, name)
  if (given === undefined) return {}
  const value = /^\d+$/.test(given) ? Number(given) : 0
  if (value < 1 || value > MOST) throw new UsageError(say`Option '--${name}' is a whole number from 1 on; '${given}' is not`)
  return { [name]: value }
}

function resolutionOption(call: Call): Size | undefined {
  const given = valueOf(call, 'resolution')
  if (given === undefined) return undefined
  const [, width, height = width] = /^(\d+)(?:[,x×](\d+))?$/i.exec(given) ?? []
  const size: Size = [Number(width ?? 0), Number(height ?? 0)]
  if (size.some((side) => side < 64 || side > 65_536)) throw new UsageError(say`Option '--resolution' is one number or width,height, such as 1024 or 832,1216; '${given}' is not`)
  return size
}
