import { say, type Message } from '../base/message'
import type { ModelFamily } from '../trainer/models'
import { scheduler } from '../trainer/schema/schedulers'
import type { PlanFacts } from './collect-facts'
import { chosen, firstFigure, fromTraining, TRAINER_DEFAULT, type Figure } from './figure'
import type { RatePlan, SchedulePlan } from './plan'
import type { PlanOptions } from './plan-options'
import { drawCurve, warmupSteps, type Schedule } from './scheduler-curve'

/** Where the notes begin. */
export const START_RATES = { unet: 1e-4, textEncoder: 5e-5 } as const

const NOTES = say`training notes: where to begin`

/** Learning rates in force beside what the notes would begin with. `together`: images that make one step. */
export function planRates({ options: given, files }: PlanFacts, options: PlanOptions, family: ModelFamily, together: number): RatePlan {
  const whole = fromTraining(given?.number('learning_rate'), 'learning_rate', files)
  const standard = (value: number): Figure => (given ? { value: 2e-6, source: say`the trainer's own default, far too low for a LoRA` } : { value, source: NOTES })
  const rates = given?.list('text_encoder_lr')?.[0]
  const text = given?.number('text_encoder_lr') ?? (typeof rates === 'number' ? rates : undefined)
  const alone = family === 'flux' || family === 'sd3' || family === 'lumina' || family === 'anima'
  return {
    unet: firstFigure(chosen(options.unetRate), fromTraining(given?.number('unet_lr'), 'unet_lr', files), whole, standard(START_RATES.unet)),
    textEncoder: firstFigure(chosen(options.textEncoderRate), fromTraining(text, 'text_encoder_lr', files), whole, standard(START_RATES.textEncoder)),
    together,
    advice: {
      unet: START_RATES.unet * together,
      textEncoder: START_RATES.textEncoder,
      text: together === 1 ? startAdvice(alone) : alone
        ? say`The notes speak of SD 1.x: begin with 1e-4, and leave the text encoders alone. With ${together} images in a step the rate may be up to ${together} times as high, and need not be`
        : say`Begin with 1e-4 for the image model and 5e-5 for the text encoder. With ${together} images in a step the rate of the image model may be up to ${together} times as high, and need not be; that of the text encoder stays`,
    },
  }
}

function startAdvice(alone: boolean): Message {
  return alone
    ? say`The notes speak of SD 1.x: begin with 1e-4, and leave the text encoders alone`
    : say`Begin with 1e-4 for the image model and 5e-5 for the text encoder`
}

/** Where no file names a scheduler: what the notes use. */
const USUAL = { scheduler: 'cosine', warmup: 0.05 } as const

export function planSchedule({ options: given, files }: PlanFacts, options: PlanOptions, steps: number, gpus: number, rate: number): SchedulePlan {
  const name = firstFigure(chosen(options.scheduler), fromTraining(given?.text('lr_scheduler'), 'lr_scheduler', files), given ? { value: 'constant', source: TRAINER_DEFAULT } : { value: USUAL.scheduler, source: say`training notes: cosine` })
  const takesWarmup = scheduler(name.value)?.warmup ?? false
  const usualWarmup = given || !takesWarmup ? { value: 0, source: TRAINER_DEFAULT } : { value: USUAL.warmup, source: say`training notes: 5 to 10 percent of the steps, if any` }
  const warmup = firstFigure(chosen(options.warmup), fromTraining(given?.number('lr_warmup_steps'), 'lr_warmup_steps', files), usualWarmup)
  const cycles = firstFigure(chosen(options.cycles), fromTraining(given?.number('lr_scheduler_num_cycles'), 'lr_scheduler_num_cycles', files), { value: 1, source: TRAINER_DEFAULT })
  const schedule: Schedule = {
    name: name.value,
    steps,
    processes: gpus,
    warmup: warmup.value,
    cycles: cycles.value,
    power: given?.number('lr_scheduler_power'),
    minRatio: given?.number('lr_scheduler_min_lr_ratio'),
    decay: given?.number('lr_decay_steps'),
    timescale: given?.number('lr_scheduler_timescale'),
    rate,
  }
  return {
    name,
    warmup,
    warmupSteps: Math.ceil(warmupSteps(schedule) / gpus),
    cycles,
    curve: drawCurve(schedule),
    advice: { warmup: [0.05, 0.1], cycles: 4, text: say`Cosine; a warm-up of 5 to 10 percent of the steps, if any; with restarts at most 4` },
  }
}
