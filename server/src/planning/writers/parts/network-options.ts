import type { ModelFamily } from '../../../trainer/models'
import type { NetworkPlan } from '../../plan'

/** `network_module` and `network_args` of sd-scripts for a plan's network. */
export function networkOptions(family: ModelFamily, network: NetworkPlan): { readonly module: string; readonly args: readonly string[] } {
  const { convDim, convAlpha, factor } = network
  const conv = [`conv_dim=${convDim.value}`, `conv_alpha=${convAlpha.value}`]
  switch (network.kind.value) {
    case 'lora':
      return { module: MODULES[family] ?? 'networks.lora', args: [] }
    case 'locon':
      return { module: 'networks.lora', args: conv }
    case 'loha':
      return { module: 'lycoris.kohya', args: ['algo=loha', ...conv] }
    case 'lokr':
      return { module: 'lycoris.kohya', args: ['algo=lokr', ...conv, `factor=${factor.value}`] }
  }
}

const MODULES: Readonly<Partial<Record<ModelFamily, string>>> = { sd3: 'networks.lora_sd3', flux: 'networks.lora_flux', lumina: 'networks.lora_lumina', anima: 'networks.lora_anima' }

/** The script of sd-scripts that trains a LoRA of the family. */
export function trainingScript(family: ModelFamily): string {
  switch (family) {
    case 'sd15':
    case 'sd2':
      return 'train_network.py'
    default:
      return `${family}_train_network.py`
  }
}
