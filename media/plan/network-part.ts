import { formatCount } from '../../server/src/base/number-format'
import type { TrainingPlanData } from '../../server/src/protocol/plan'
import { h } from '../dom'
import { t } from '../page'
import { checkControl, numberControl } from './controls'
import { bytesText } from './format'
import { networkName } from './names'
import { optionList, place, section, type Option } from './parts'
import type { Part, PlanActions } from './state'

type Network = TrainingPlanData['network']
type Choice = Network['choices'][number]

const RANKS = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256]

/** Kinds of network in the notes' order with what they cost, and the file's size at every usual rank. */
export function networkPart({ choose }: PlanActions): Part {
  const kinds = place()
  const sizes = place()
  const dim = numberControl({ id: 'dim', label: t('Rank (network_dim)'), min: 1, max: 256, stops: RANKS, change: (value) => choose('dim', value) })
  const alpha = numberControl({ id: 'alpha', label: t('Alpha (network_alpha)'), min: 0, max: 256, stops: [1, ...RANKS.slice(1)], whole: false, change: (value) => choose('alpha', value) })
  const convDim = numberControl({ id: 'conv-dim', label: t('Rank of convolutions (conv_dim)'), min: 1, max: 256, stops: RANKS, change: (value) => choose('convDim', value) })
  const convAlpha = numberControl({ id: 'conv-alpha', label: t('Alpha of convolutions (conv_alpha)'), min: 0, max: 256, stops: [1, ...RANKS.slice(1)], whole: false, change: (value) => choose('convAlpha', value) })
  const factor = numberControl({ id: 'factor', label: t('Factor of LoKr'), min: -1, max: 16, stops: [-1, 2, 4, 8, 16], change: (value) => choose('factor', value) })
  const textEncoder = checkControl({ id: 'text-encoder', label: t('Train the text encoder too'), change: (value) => choose('textEncoder', value) })
  const { element, aside } = section('network', t('Network'), h('p', { class: 'quiet' }, t('By the notes, control at equal size rises from LoRA over LoCon to LoHa: LoRA or LoCon for people, LoHa for styles.')), kinds.element, h('div', { class: 'controls' }, dim.element, alpha.element, convDim.element, convAlpha.element, factor.element, textEncoder.element), sizes.element)
  return {
    element,
    show({ plan: { network }, options }) {
      aside.textContent = network.kind.source
      aside.title = network.source
      kinds.show(
        optionList({
          name: 'kind',
          label: t('Network'),
          value: network.kind.value,
          options: network.choices.map(optionOf),
          choose: (value) => choose('network', network.choices.find(({ kind }) => kind === value)?.kind),
        }),
      )
      dim.show(network.dim, options.dim !== undefined)
      alpha.show(network.alpha, options.alpha !== undefined)
      convDim.show(network.convDim, options.convDim !== undefined)
      convAlpha.show(network.convAlpha, options.convAlpha !== undefined)
      factor.show(network.factor, options.factor !== undefined)
      textEncoder.show(network.textEncoder, options.textEncoder !== undefined)
      convDim.element.hidden = network.kind.value === 'lora'
      convAlpha.element.hidden = network.kind.value === 'lora'
      factor.element.hidden = network.kind.value !== 'lokr'
      sizes.show(sizesOf(network))
    },
  }
}

function optionOf({ kind, size, advised, text }: Choice): Option {
  const parameters = size ? size.parameters.unet + size.parameters.text : 0
  const about = size?.exact === false ? t('about {0}', bytesText(size.bytes)) : bytesText(size?.bytes ?? 0)
  return { value: kind, title: networkName(kind), badge: advised ? t('advised') : null, cells: size ? [t('{0} parameters', formatCount(parameters)), about] : [t('size not known')], text }
}

/** Ranks down, kinds across: five columns fit the narrowest page. */
function sizesOf({ choices, dim, kind, source }: Network): HTMLElement | null {
  const known = choices.filter(({ ranks }) => ranks.length > 0)
  const [first] = known
  if (!first) return null
  return h(
    'table',
    { class: 'plain sizes' },
    h('caption', {}, t('File size by rank'), ' ', h('span', { class: 'quiet' }, source)),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'number' }, t('Rank')), ...known.map((choice) => h('th', { scope: 'col', class: 'number' }, networkName(choice.kind))))),
    h(
      'tbody',
      {},
      ...first.ranks.map(({ dim: rank }, index) =>
        h(
          'tr',
          rank === dim.value ? { class: 'own' } : {},
          h('th', { scope: 'row', class: 'number' }, String(rank)),
          ...known.map((choice) => h('td', { class: rank === dim.value && choice.kind === kind.value ? 'number own' : 'number' }, bytesText(choice.ranks[index]?.bytes ?? 0))),
        ),
      ),
    ),
  )
}
