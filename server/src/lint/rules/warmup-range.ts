import { say } from '../../base/message'
import { optimizer } from '../../trainer/schema/optimizers'
import { scheduler } from '../../trainer/schema/schedulers'
import type { TrainingFileRule } from '../rule'
import { setOption } from '../training-aborts'
import { stepsOf } from '../training-schedule'
import { ownOption, runOf } from '../training-run'

const LEAST = 0.05
const MOST = 0.1

export const warmupRange: TrainingFileRule = {
  id: 'warmup-range',
  scope: 'training-file',
  level: 'info',
  summary: say`The warm-up is shorter or longer than 5 to 10 % of the steps`,

  *check(subject, { dataset }) {
    const run = runOf(subject)
    const given = run && ownOption(run, 'lr_warmup_steps')
    if (!run || !given) return
    const { options } = run
    const value = options.number('lr_warmup_steps') ?? 0
    const takes = scheduler(options.text('lr_scheduler') ?? 'constant')?.warmup === true && options.text('lr_scheduler_type') === undefined
    // 1.0 and more with a decimal point is told as a wrong type
    if (value <= 0 || !takes || optimizer(options.text('optimizer_type') ?? '')?.scheduleFree || (given.node.kind === 'float' && value >= 1)) return
    const known = options.number('max_train_epochs') === undefined ? options.number('max_train_steps') : undefined
    const steps = value < 1 ? 1 : (known ?? stepsOf(run, dataset)?.steps)
    if (!steps) return
    const share = value / steps
    // a step more or less is nobody's fault
    const slack = value < 1 ? 1e-9 : 1 / steps
    if (share >= LEAST - slack && share <= MOST + slack) return
    yield {
      span: given.node.span,
      tag: given.name,
      message: say`A warm-up of ${percentOf(share)} % of the steps; 5 to 10 % is advised`,
      fixes: setOption(run, 'lr_warmup_steps', LEAST, say`Set the warm-up to 5 % (0.05)`),
    }
  },
}

function percentOf(share: number): number {
  return Math.round(share * 1000) / 10
}
