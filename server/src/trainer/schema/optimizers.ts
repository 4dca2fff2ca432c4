import { say, type Message } from '../../base/message'

/** An optimizer with a name of its own in the trainer; others are classes of `torch.optim` or dotted paths. */
export interface Optimizer {
  /** As usually written; the trainer compares without regard to case. */
  readonly name: string
  /** Finds its rate itself: rates near 1 are wanted, and rates of parts are not compared with usual ones. */
  readonly adaptive: boolean
  /** Takes no learning rate scheduler. */
  readonly scheduleFree: boolean
  readonly description: Message
}

const ADAM = say`Adam with decoupled weight decay; the usual choice.`
const EIGHT_BIT = say`The same with its state in 8 bits, for less memory.`
const PAGED = say`Moves its state to main memory when the card is full.`
const LION = say`Uses only signs of the gradient; wants a rate about a tenth of Adam's.`
const D_ADAPTATION = say`Finds the rate itself; set learning rates to about 1.`
const SCHEDULE_FREE = say`Needs no scheduler; the one that is set is not used.`
const NESTEROV = say`Plain gradient descent with momentum.`

/** sd-scripts: train_util.get_optimizer */
export const OPTIMIZERS: readonly Optimizer[] = [
  ...plain(['AdamW'], ADAM),
  ...plain(['AdamW8bit'], EIGHT_BIT),
  ...plain(['PagedAdamW', 'PagedAdamW8bit', 'PagedAdamW32bit'], PAGED),
  ...plain(['Lion', 'Lion8bit', 'PagedLion8bit'], LION),
  ...plain(['SGDNesterov', 'SGDNesterov8bit'], NESTEROV),
  ...adaptive(['DAdaptation', 'DAdaptAdamPreprint', 'DAdaptAdaGrad', 'DAdaptAdam', 'DAdaptAdan', 'DAdaptAdanIP', 'DAdaptLion', 'DAdaptSGD', 'Prodigy'], D_ADAPTATION),
  ...adaptive(['Adafactor'], say`Little memory; with relative_step, its default, it sets rate and scheduler itself.`),
  ...['RAdamScheduleFree', 'AdamWScheduleFree', 'SGDScheduleFree'].map((name) => ({ name, adaptive: false, scheduleFree: true, description: SCHEDULE_FREE })),
]

function plain(names: readonly string[], description: Message): Optimizer[] {
  return names.map((name) => ({ name, adaptive: false, scheduleFree: false, description }))
}

function adaptive(names: readonly string[], description: Message): Optimizer[] {
  return names.map((name) => ({ name, adaptive: true, scheduleFree: false, description }))
}

export function optimizer(name: string): Optimizer | undefined {
  const folded = name.toLowerCase()
  return OPTIMIZERS.find((candidate) => candidate.name.toLowerCase() === folded)
}
