import { say, type Message } from '../base/message'
import { checkBucketOptions, type BucketFault } from '../trainer/check-bucket-options'
import { scheduler } from '../trainer/schema/schedulers'
import type { PlanFacts } from './collect-facts'
import type { PlanNote, TrainingPlan } from './plan'

/** What is worth knowing about a plan. */
export function planNotes(facts: PlanFacts, plan: Omit<TrainingPlan, 'notes'>): readonly PlanNote[] {
  const notes: PlanNote[] = []
  const add = (id: string, level: PlanNote['level'], text: Message): void => void notes.push({ id, level, text })
  if (plan.images.value === 0) add('no-images', 'warning', say`There are no training images: the trainer says “No data found” and ends`)
  if (plan.unmeasured > 0) add('unmeasured', 'warning', say`${plan.unmeasured} images could not be read; they are in no figure, and training ends at them`)
  const [first] = plan.datasets
  if (first && facts.options === undefined && facts.files.dataset === undefined) {
    add('assumed-buckets', 'info', first.enabled.value ? say`There are no training files: buckets are assumed to be on, as graphical trainers have them; the trainer's own default is off` : say`There are no training files; buckets are off`)
  }
  if (first && !first.enabled.value && plan.images.value > 0) add('buckets-off', 'warning', say`Without buckets an image that has not exactly the training size ends the training, unless latents are cached`)
  if (plan.regularization.images > 0) {
    add('regularization', 'info', say`Regularisation adds ${plan.regularization.samples} samples to the ${plan.samples.value} of an epoch`)
    if (plan.regularization.unused > 0) add('unused-regularization', 'info', say`${plan.regularization.unused} regularisation images are never used: there are more than training samples`)
  }
  if (plan.mode.mode === 'dreambooth-class' && !plan.mode.regularization) add('wants-regularization', 'info', say`Without captions the whole class of the folder's text is changed: regularisation images keep it as it is`)
  const weak = plan.datasets.flatMap(({ buckets }) => buckets)
  const single = weak.filter(({ weakness }) => weakness === 'single-image').length
  const under = weak.filter(({ weakness }) => weakness === 'under-filled').length
  if (single > 0) add('single-image-buckets', 'info', say`${single} buckets hold one image: their batches are copies of it`)
  if (under > 0) add('under-filled-buckets', 'info', say`${under} buckets never fill a batch`)
  if (plan.steps.real.value > 0 && plan.steps.real.value < plan.steps.minimum.value) add('few-steps', 'info', say`${plan.steps.real.value} steps are fewer than the ${plan.steps.minimum.value} that the notes ask for`)
  for (const dataset of plan.datasets) {
    if (!dataset.enabled.value) continue
    const options = { resolution: dataset.resolution.value, min: dataset.min.value, max: dataset.max.value, step: dataset.step.value, noUpscale: dataset.noUpscale.value }
    for (const fault of checkBucketOptions(options, plan.model.value)) add(fault.kind, fault.aborts ? 'warning' : 'info', describeFault(fault))
  }
  if (plan.schedule.warmup.value !== 0 && scheduler(plan.schedule.name.value)?.warmup === false) add('warmup-refused', 'warning', say`The scheduler '${plan.schedule.name.value}' takes no warm-up: training ends at once`)
  if (plan.schedule.name.value === 'cosine_with_restarts' && plan.schedule.cycles.value > 4) add('many-restarts', 'info', say`More than 4 restarts: each is too short to settle`)
  if (facts.datasets.some(({ resolved }) => (resolved?.validationSplit.value ?? 0) > 0)) add('validation', 'info', say`Images are kept back for validation; which ones is drawn, so the buckets are an estimate`)
  return notes
}

function describeFault({ kind, value, limit }: BucketFault): Message {
  switch (kind) {
    case 'min-above-resolution':
      return say`The shortest bucket side (${value}) is above the shorter training side (${limit}): training ends at once`
    case 'max-below-resolution':
      return say`The longest bucket side (${value}) is below the longer training side (${limit}): training ends at once`
    case 'step-divisor':
      return say`The bucket step (${value}) is no multiple of ${limit}: training ends at once`
    case 'no-step':
      return say`The bucket step must be at least 1`
    case 'min-below-step':
      return say`The shortest bucket side (${value}) is below the step (${limit}): training ends at once`
    case 'max-below-usual':
      return say`The longest bucket side (${value}) cuts the table of buckets short; ${limit} is usual`
  }
}
