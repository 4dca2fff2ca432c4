import { say, type Message } from '../../base/message'

/** A value of `lr_scheduler`. */
export interface Scheduler {
  readonly name: string
  /** Takes `lr_warmup_steps`; others end the run when it is not 0. */
  readonly warmup: boolean
  /** Options that only this scheduler reads. */
  readonly options: readonly string[]
  readonly description: Message
}

/** Every scheduler that the trainer knows; another name ends the run. sd-scripts: train_util.get_scheduler_fix, diffusers, transformers */
export const SCHEDULERS: readonly Scheduler[] = [
  { name: 'constant', warmup: false, options: [], description: say`The rate stays the same; no warm-up is allowed.` },
  { name: 'constant_with_warmup', warmup: true, options: [], description: say`The rate rises in the warm-up and then stays.` },
  { name: 'linear', warmup: true, options: [], description: say`The rate falls evenly to zero.` },
  { name: 'cosine', warmup: true, options: [], description: say`The rate falls along half a cosine wave.` },
  { name: 'cosine_with_restarts', warmup: true, options: ['lr_scheduler_num_cycles'], description: say`Cosine that begins anew several times; at most 4 are advised.` },
  { name: 'polynomial', warmup: true, options: ['lr_scheduler_power'], description: say`The rate falls by a power.` },
  { name: 'adafactor', warmup: false, options: [], description: say`Only for the optimizer Adafactor, which sets the rate itself.` },
  { name: 'inverse_sqrt', warmup: true, options: ['lr_scheduler_timescale'], description: say`The rate falls by the root of the steps.` },
  { name: 'cosine_with_min_lr', warmup: true, options: ['lr_scheduler_min_lr_ratio'], description: say`Cosine that ends at a share of the rate.` },
  { name: 'cosine_warmup_with_min_lr', warmup: true, options: ['lr_scheduler_min_lr_ratio'], description: say`Cosine with a warm-up of its own; only with newer libraries.` },
  { name: 'warmup_stable_decay', warmup: true, options: ['lr_decay_steps', 'lr_scheduler_min_lr_ratio'], description: say`Warm-up, a stable part, then decay.` },
  { name: 'piecewise_constant', warmup: false, options: ['lr_scheduler_args'], description: say`Steps of constant rates, given by step_rules.` },
]

export function scheduler(name: string): Scheduler | undefined {
  return SCHEDULERS.find((candidate) => candidate.name === name)
}
