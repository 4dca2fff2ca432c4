import { say } from '../../base/message'
import { LEAST_STEPS } from '../../planning/plan-steps'
import { START_RATES } from '../../planning/plan-rates'
import type { TrainingFileRule } from '../rule'
import { setOption } from '../training-aborts'
import { stepsOf, takesUsualRates, unetRate } from '../training-schedule'
import { familyOf, ownOption, runOf } from '../training-run'

/** Doubling the rate needs more than half of the steps: the notes say how it goes, not how far. */
const EXPONENT = 0.75

export const fewSteps: TrainingFileRule = {
  id: 'few-steps',
  scope: 'training-file',
  level: 'warning',
  summary: say`The run has fewer steps than its goal needs at this learning rate`,

  *check(subject, context) {
    const run = runOf(subject)
    if (!run || subject.file.kind !== 'training-config' || familyOf(run, context) !== 'sd15' || !takesUsualRates(run)) return
    const counted = stepsOf(run, context.dataset)
    const rate = unetRate(run)
    if (!counted || rate <= 0 || run.options.boolean('network_train_text_encoder_only')) return
    const { goal } = context.settings.values
    // what is not said is not held against anybody
    if (context.settings.originOf('goal') === 'default') return
    const least = Math.round((LEAST_STEPS[goal] * (START_RATES.unet / rate) ** EXPONENT) / 50) * 50
    if (counted.steps >= least) return
    const epochs = ownOption(run, 'max_train_epochs')
    const steps = ownOption(run, 'max_train_steps')
    const place = epochs ?? steps ?? ownOption(run, 'unet_lr') ?? ownOption(run, 'network_module')
    if (!place) return
    const wanted = Math.ceil(least / counted.perEpoch)
    yield {
      span: (epochs ?? steps)?.node.span ?? place.keySpan,
      tag: place.name,
      message: say`${counted.steps} steps are few for the goal '${goal}': at a rate of ${String(rate)} at least ${least} are advised`,
      fixes: epochs || !steps ? setOption(run, 'max_train_epochs', wanted, say`Set max_train_epochs to ${wanted}`, place) : setOption(run, 'max_train_steps', least, say`Set max_train_steps to ${least}`),
    }
  },
}
