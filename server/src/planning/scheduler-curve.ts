/** The schedule of the learning rate, as the trainer builds it. */
export interface Schedule {
  /** `lr_scheduler`. */
  readonly name: string
  /** Optimizer updates of the run (`max_train_steps`). */
  readonly steps: number
  /** GPUs: the schedule is built for `steps` × processes and moves on by as many each update. */
  readonly processes?: number
  /** `lr_warmup_steps`: a whole number of steps, or below 1 a share. */
  readonly warmup?: number
  /** `lr_scheduler_num_cycles`; default 1. */
  readonly cycles?: number
  /** `lr_scheduler_power`; default 1. */
  readonly power?: number
  /** `lr_scheduler_min_lr_ratio`. */
  readonly minRatio?: number
  /** `lr_decay_steps`: steps, or below 1 a share. */
  readonly decay?: number
  /** `lr_scheduler_timescale`; default: the warm-up, else 10,000. */
  readonly timescale?: number
  /** The rate itself: `polynomial` ends at 1e-7, whatever it begins with. */
  readonly rate?: number
}

export interface CurvePoint {
  readonly step: number
  /** Share of the learning rate, 0–1. */
  readonly factor: number
}

/** Steps of the warm-up on the schedule's own count (× processes): a share is cut to a whole number. */
export function warmupSteps({ warmup = 0, steps, processes = 1 }: Schedule): number {
  return warmup > 0 && warmup < 1 ? Math.trunc(warmup * steps * processes) : Math.trunc(warmup)
}

/**
 * The share of the learning rate at an update (0 is the first). Undefined for a scheduler whose curve is not known beforehand
 * (`adafactor`, `piecewise_constant`, one's own).
 *
 * sd-scripts: train_util.get_scheduler_fix; diffusers.optimization, transformers.optimization
 */
export function rateFactor(schedule: Schedule, update: number): number | undefined {
  const { processes = 1, cycles = 1, power = 1, minRatio = 0, rate = 1e-4 } = schedule
  const total = schedule.steps * processes
  const at = update * processes
  const warm = warmupSteps(schedule)
  const rising = at / Math.max(1, warm)
  const progress = (at - warm) / Math.max(1, total - warm)
  if (schedule.name === 'constant') return 1
  if (!WITH_WARMUP.has(schedule.name)) return undefined
  if (at < warm) return rising
  switch (schedule.name) {
    case 'constant_with_warmup':
      return 1
    case 'linear':
      return Math.max(0, (total - at) / Math.max(1, total - warm))
    case 'cosine':
      return cosine(0.5, progress)
    case 'cosine_with_restarts':
      return progress >= 1 ? 0 : Math.max(0, 0.5 * (1 + Math.cos(Math.PI * ((cycles * progress) % 1))))
    case 'polynomial':
      return at > total ? LEAST / rate : ((rate - LEAST) * (1 - (at - warm) / (total - warm)) ** power + LEAST) / rate
    case 'inverse_sqrt': {
      const scale = schedule.timescale ?? (warm || 10_000)
      return 1 / Math.sqrt((at + scale - warm) / scale)
    }
    case 'cosine_with_min_lr':
      return Math.max(0, cosineWave(cycles / 2, progress) * (1 - minRatio) + minRatio)
    default:
      return stableDecay(schedule, at, warm, total)
  }
}

const WITH_WARMUP: ReadonlySet<string> = new Set(['constant_with_warmup', 'linear', 'cosine', 'cosine_with_restarts', 'polynomial', 'inverse_sqrt', 'cosine_with_min_lr', 'warmup_stable_decay'])

/** Where `polynomial` ends. */
const LEAST = 1e-7

function cosineWave(cycles: number, progress: number): number {
  return 0.5 * (1 + Math.cos(Math.PI * cycles * 2 * progress))
}

function cosine(cycles: number, progress: number): number {
  return Math.max(0, cosineWave(cycles, progress))
}

function stableDecay({ decay = 0, cycles = 1, minRatio = 0 }: Schedule, at: number, warm: number, total: number): number {
  const fall = decay > 0 && decay < 1 ? Math.trunc(decay * total) : Math.trunc(decay)
  const stable = total - warm - fall
  if (at < warm + stable) return 1
  if (at >= warm + stable + fall) return minRatio
  return (1 - minRatio) * cosine(cycles / 2, (at - warm - stable) / Math.max(1, fall)) + minRatio
}

/** About `most` points of the curve from the first update to the last; with every corner: the end of the warm-up and both sides of a restart. */
export function drawCurve(schedule: Schedule, most = 200): readonly CurvePoint[] {
  const { steps, processes = 1, cycles = 1 } = schedule
  if (steps < 1 || rateFactor(schedule, 0) === undefined) return []
  const last = steps - 1
  const at = new Set<number>([0, last])
  for (let index = 1; index < most; index++) at.add(Math.round((index * last) / most))
  const warm = warmupSteps(schedule) / processes
  const corners = [warm]
  if (schedule.name === 'cosine_with_restarts') for (let cycle = 1; cycle < Math.min(cycles, most); cycle++) corners.push(warm + ((steps - warm) * cycle) / cycles)
  if (schedule.name === 'warmup_stable_decay') {
    const { decay = 0 } = schedule
    corners.push(steps - (decay < 1 ? decay * steps : decay / processes))
  }
  for (const corner of corners) for (const step of [Math.ceil(corner) - 1, Math.ceil(corner)]) if (step > 0 && step < last) at.add(step)
  return [...at].sort((a, b) => a - b).map((step) => ({ step, factor: rateFactor(schedule, step) ?? 0 }))
}
