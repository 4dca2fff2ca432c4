import { say, type Message } from '../base/message'
import type { Goal } from '../settings'
import type { ModelFamily } from '../trainer/models'
import type { PlanFacts } from './collect-facts'
import { chosen, firstFigure, fromTraining, TRAINER_DEFAULT, type Figure } from './figure'
import { NETWORK_KINDS, networkSize, type NetworkKind, type NetworkSize } from './network-size'
import type { NetworkPlan } from './plan'
import type { PlanOptions } from './plan-options'

/** Families whose image model has no convolutions to train. */
const TRANSFORMERS: readonly ModelFamily[] = ['sd3', 'flux', 'lumina', 'anima']

/** The network in force and all that could be chosen, with their sizes. */
export function planNetwork(facts: PlanFacts, options: PlanOptions, family: ModelFamily, goal: Goal): NetworkPlan {
  const { options: given, files } = facts
  const training = given ? readNetwork(given.text('network_module'), given.list('network_args') ?? []) : undefined
  const standard = (value: number, trainer: number): Figure => (given ? { value: trainer, source: TRAINER_DEFAULT } : { value, source: say`usual with graphical trainers` })
  const advised = advisedKinds(goal, family)
  const kind = firstFigure<NetworkKind>(chosen(options.network), fromTraining(training?.kind, 'network_module', files), { value: advised[0] ?? 'lora', source: say`training notes for this goal` })
  const dim = firstFigure(chosen(options.dim), fromTraining(given?.number('network_dim'), 'network_dim', files), standard(kind.value === 'loha' ? 8 : 32, 4))
  const alpha = firstFigure(chosen(options.alpha), fromTraining(given?.number('network_alpha'), 'network_alpha', files), standard(Math.max(1, dim.value / 2), 1))
  const follows = takesConvolutionsAlong(kind.value)
  const convDim = firstFigure(chosen(options.convDim), fromTraining(training?.number('conv_dim'), 'conv_dim', files), follows ? { value: dim.value, source: say`LyCORIS takes network_dim` } : standard(usualConvDim(dim.value), dim.value))
  const convAlpha = firstFigure(chosen(options.convAlpha), fromTraining(training?.number('conv_alpha'), 'conv_alpha', files), follows ? { value: alpha.value, source: say`LyCORIS takes network_alpha` } : standard(Math.max(1, convDim.value / 2), 1))
  const factor = firstFigure(chosen(options.factor), fromTraining(training?.number('factor'), 'factor', files), { value: -1, source: say`LyCORIS: the smallest file` })
  const unetOnly = given?.boolean('network_train_unet_only')
  const textEncoder = firstFigure(chosen(options.textEncoder), fromTraining(unetOnly === undefined ? undefined : !unetOnly, 'network_train_unet_only', files), {
    value: !TRANSFORMERS.includes(family),
    source: TRANSFORMERS.includes(family) ? say`usual for this model: the text encoders are left alone` : TRAINER_DEFAULT,
  })
  const convGiven = options.convDim ?? training?.number('conv_dim')
  const rank = (one: NetworkKind, at: number): number => convGiven ?? (takesConvolutionsAlong(one) ? at : standard(usualConvDim(at), at).value)
  const size = (one: NetworkKind, at: number): NetworkSize | undefined => networkSize(family, { kind: one, dim: at, convDim: rank(one, at), factor: factor.value, textEncoder: textEncoder.value })
  const ranks = [...new Set([...USUAL_RANKS, dim.value])].sort((a, b) => a - b)
  const kinds = NETWORK_KINDS.filter((one) => one !== 'locon' || !TRANSFORMERS.includes(family))
  return {
    kind,
    dim,
    alpha,
    convDim,
    convAlpha,
    factor,
    textEncoder,
    choices: kinds.map((one) => ({
      kind: one,
      size: size(one, dim.value) ?? null,
      ranks: ranks.flatMap((at) => {
        const bytes = size(one, at)?.bytes
        return bytes === undefined ? [] : [{ dim: at, bytes }]
      }),
      advised: advised.includes(one),
      text: describeKind(one),
    })),
    source: say`counted over the model's layers, saved in 16 bits`,
  }
}

/** Ranks that people choose among. */
const USUAL_RANKS = [4, 8, 16, 32, 64, 128]

/** LyCORIS trains convolutions with the rank of the others unless told. */
function takesConvolutionsAlong(kind: NetworkKind): boolean {
  return kind === 'loha' || kind === 'lokr'
}

function usualConvDim(dim: number): number {
  return Math.max(1, Math.min(16, Math.round(dim / 2)))
}

function advisedKinds(goal: Goal, family: ModelFamily): readonly NetworkKind[] {
  if (goal === 'style') return ['loha']
  return TRANSFORMERS.includes(family) ? ['lora'] : ['lora', 'locon']
}

interface GivenNetwork {
  readonly kind: NetworkKind | undefined
  number(name: string): number | undefined
}

function readNetwork(module: string | undefined, args: readonly (string | number)[]): GivenNetwork {
  const pairs = new Map(args.flatMap((arg): [string, string][] => {
    const [, key, value] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(String(arg)) ?? []
    return key === undefined || value === undefined ? [] : [[key, value]]
  }))
  const number = (name: string): number | undefined => {
    const value = Number(pairs.get(name) ?? NaN)
    return Number.isNaN(value) ? undefined : value
  }
  const algorithm = (pairs.get('algo') ?? 'lora').toLowerCase()
  const lycoris: NetworkKind | undefined = algorithm === 'loha' || algorithm === 'lokr' ? algorithm : algorithm === 'lora' || algorithm === 'locon' ? 'locon' : undefined
  const kind = module === undefined ? undefined : module === 'lycoris.kohya' ? lycoris : (number('conv_dim') ?? 0) > 0 ? 'locon' : 'lora'
  return { kind, number }
}

function describeKind(kind: NetworkKind): Message {
  switch (kind) {
    case 'lora':
      return say`Linear layers. By the notes for characters; least control of the four at equal size`
    case 'locon':
      return say`Convolutions too. By the notes for characters; more control than LoRA at equal size`
    case 'loha':
      return say`Hadamard products. By the notes for styles; most control at equal size. Upstream's own tests are less sure; rank up to 32`
    case 'lokr':
      return say`Kronecker products. Very small files; the notes give it no rank of its own`
  }
}
