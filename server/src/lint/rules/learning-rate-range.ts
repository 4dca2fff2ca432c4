import { say } from '../../base/message'
import { START_RATES } from '../../planning/plan-rates'
import type { GivenOption } from '../../training-files/training-config'
import type { Fix, TrainingFileFinding, TrainingFileRule } from '../rule'
import { setOption } from '../training-aborts'
import { takesUsualRates } from '../training-schedule'
import { familyOf, ownOption, runOf, type TrainingRun } from '../training-run'

const FACTOR = 3

export const learningRateRange: TrainingFileRule = {
  id: 'learning-rate-range',
  scope: 'training-file',
  level: 'info',
  summary: say`A learning rate is far from what a LoRA of this kind begins with`,

  *check(subject, context) {
    const run = runOf(subject)
    if (!run || subject.file.kind !== 'training-config' || !takesUsualRates(run)) return
    const family = familyOf(run, context)
    const module = ownOption(run, 'network_module')
    if ((family !== 'sd15' && family !== 'sdxl') || !module || /algo=ia3|loraplus/i.test((run.options.list('network_args') ?? []).join(' '))) return
    yield* checkUnet(run, module)
    yield* checkTextEncoder(run)
  },
}

/** Up to as many times as high as images make a step. */
function* checkUnet(run: TrainingRun, module: GivenOption): Iterable<TrainingFileFinding> {
  const { options } = run
  if (options.boolean('network_train_text_encoder_only')) return
  const given = ownOption(run, 'unet_lr') ?? ownOption(run, 'learning_rate')
  const together = Math.max(1, ...(run.dataset ? run.datasets.map(({ batchSize }) => batchSize.value) : [options.number('train_batch_size') ?? 1])) * (options.number('gradient_accumulation_steps') ?? 1)
  const fixes = (at: GivenOption): Fix[] => setOption(run, given?.name ?? 'unet_lr', START_RATES.unet, say`Set ${given?.name ?? 'unet_lr'} to ${'1e-4'}`, at)
  if (!given) {
    // the text encoder alone may have a rate
    yield { span: module.keySpan, tag: 'learning_rate', message: say`No learning rate is set: the trainer takes 2e-6, far too low for a LoRA`, fixes: fixes(module) }
    return
  }
  const rate = options.number(given.name)
  if (rate === undefined || rate <= 0 || (rate >= START_RATES.unet / FACTOR && rate <= START_RATES.unet * FACTOR * together)) return
  yield { span: given.node.span, tag: given.name, message: say`${String(rate)} is far from the usual ${'1e-4'} (with ${together} images in a step up to ${together} times as high)`, fixes: fixes(given) }
}

function* checkTextEncoder(run: TrainingRun): Iterable<TrainingFileFinding> {
  const given = ownOption(run, 'text_encoder_lr')
  const { options } = run
  if (!given || options.boolean('network_train_unet_only')) return
  const rates = given.node.kind === 'list' ? given.node.items : [given.node]
  // networks read the first only
  const [first] = rates
  const rate = first && (first.kind === 'integer' || first.kind === 'float') ? Number(first.value) : undefined
  if (!first || rate === undefined || rate <= 0 || (rate >= START_RATES.textEncoder / FACTOR && rate <= START_RATES.textEncoder * FACTOR + 1e-12)) return
  const title = say`Set ${given.name} to ${'5e-5'}`
  yield { span: first.span, tag: given.name, message: say`${String(rate)} is far from the usual ${'5e-5'} of the text encoder`, fixes: [{ title, safe: false, textEdits: [{ span: first.span, newText: '5e-5' }] }] }
}
