import { say, type Message } from '../../base/message'
import type { ValueType } from './value-type'

/** One `key=value` of `network_args`; values are texts that the network reads as `type`. */
export interface NetworkArgument {
  readonly name: string
  readonly type: Exclude<ValueType, 'table' | 'size' | 'float-pair'>
  readonly default?: string | number | boolean
  readonly choices?: readonly string[]
  readonly description: Message
}

/** A value of `network_module`. */
export interface NetworkModule {
  readonly name: string
  readonly description: Message
  readonly arguments: readonly NetworkArgument[]
}

const CONVOLUTION: readonly NetworkArgument[] = [
  { name: 'conv_dim', type: 'integer', description: say`Rank for 3×3 convolutions; with it they are trained too (LoCon).` },
  { name: 'conv_alpha', type: 'float', default: 1, description: say`Alpha of the convolutions.` },
]

const DROPOUTS: readonly NetworkArgument[] = [
  { name: 'rank_dropout', type: 'float', default: 0, description: say`Share of ranks left out in a step.` },
  { name: 'module_dropout', type: 'float', default: 0, description: say`Share of modules left out in a step.` },
]

const LORAPLUS: readonly NetworkArgument[] = [
  { name: 'loraplus_lr_ratio', type: 'float', description: say`LoRA+: how much higher the rate of the upper matrices is.` },
  { name: 'loraplus_unet_lr_ratio', type: 'float', description: say`LoRA+ ratio for the image model.` },
  { name: 'loraplus_text_encoder_lr_ratio', type: 'float', description: say`LoRA+ ratio for the text encoder.` },
]

const BLOCKS: readonly NetworkArgument[] = [
  { name: 'block_dims', type: 'string', description: say`Rank of each block, parted by commas: 25 values for SD 1 and 2, 23 for SDXL.` },
  { name: 'block_alphas', type: 'string', description: say`Alpha of each block, as many as block_dims.` },
  { name: 'conv_block_dims', type: 'string', description: say`Rank of the convolutions of each block.` },
  { name: 'conv_block_alphas', type: 'string', description: say`Alpha of the convolutions of each block.` },
  { name: 'down_lr_weight', type: 'string', description: say`Share of the rate for each down block: 12 values (SDXL 9), or sine, cosine, linear, reverse_linear, zeros.` },
  { name: 'mid_lr_weight', type: 'string', description: say`Share of the rate for the middle blocks: 1 value (SDXL 3).` },
  { name: 'up_lr_weight', type: 'string', description: say`Share of the rate for each up block, like down_lr_weight.` },
  { name: 'block_lr_zero_threshold', type: 'float', default: 0, description: say`Blocks with a share not above this are not trained.` },
]

const TRANSFORMER: readonly NetworkArgument[] = [
  { name: 'train_blocks', type: 'string', default: 'all', choices: ['all', 'single', 'double'], description: say`Which kind of blocks is trained.` },
  { name: 'train_double_block_indices', type: 'string', default: 'all', description: say`Double blocks that are trained: numbers, ranges, all or none.` },
  { name: 'train_single_block_indices', type: 'string', default: 'all', description: say`Single blocks that are trained: numbers, ranges, all or none.` },
  { name: 'img_attn_dim', type: 'integer', description: say`Rank of the image attention of double blocks.` },
  { name: 'txt_attn_dim', type: 'integer', description: say`Rank of the text attention of double blocks.` },
  { name: 'img_mlp_dim', type: 'integer', description: say`Rank of the image feed-forward layers of double blocks.` },
  { name: 'txt_mlp_dim', type: 'integer', description: say`Rank of the text feed-forward layers of double blocks.` },
  { name: 'img_mod_dim', type: 'integer', description: say`Rank of the image modulation of double blocks.` },
  { name: 'txt_mod_dim', type: 'integer', description: say`Rank of the text modulation of double blocks.` },
  { name: 'single_dim', type: 'integer', description: say`Rank of single blocks.` },
  { name: 'single_mod_dim', type: 'integer', description: say`Rank of the modulation of single blocks.` },
  { name: 'in_dims', type: 'string', description: say`Ranks of the five input layers, in brackets and parted by commas.` },
  { name: 'split_qkv', type: 'boolean', default: false, description: say`Query, key and value get networks of their own.` },
  { name: 'train_t5xxl', type: 'boolean', default: false, description: say`Trains T5-XXL too.` },
]

/** LyCORIS algorithms. LyCORIS: kohya.create_network, docs/Algo-List.md */
export const LYCORIS_ALGORITHMS = [
  { name: 'lora', description: say`The ordinary low-rank network; with convolutions the same as locon.` },
  { name: 'locon', description: say`The ordinary low-rank network, convolutions too. Rank up to 64 is advised.` },
  { name: 'loha', description: say`Hadamard products: a high rank from few weights, strongly damped. Rank up to 32, else it may break.` },
  { name: 'lokr', description: say`Kronecker products: very small files; factor decides the size.` },
  { name: 'ia3', description: say`Scales only: tiny files, wants the preset ia3 and a rate of 5e-3 to 1e-2.` },
  { name: 'dylora', description: say`Trains several ranks at once.` },
  { name: 'glora', description: say`A generalised low-rank network.` },
  { name: 'full', description: say`The difference of all weights, without a low rank: large files.` },
  { name: 'diag-oft', description: say`Turns the weights by block-diagonal rotations.` },
  { name: 'boft', description: say`Turns the weights by butterfly rotations.` },
] as const satisfies readonly { readonly name: string; readonly description: Message }[]

/** LyCORIS presets; a path of a `.toml` is allowed too. */
export const LYCORIS_PRESETS = ['full', 'full-lin', 'attn-mlp', 'attn-only', 'unet-only', 'unet-transformer-only', 'unet-convblock-only', 'ia3'] as const

const LYCORIS: readonly NetworkArgument[] = [
  { name: 'algo', type: 'string', default: 'lora', choices: LYCORIS_ALGORITHMS.map(({ name }) => name), description: say`Algorithm of the network.` },
  { name: 'preset', type: 'string', default: 'full', choices: LYCORIS_PRESETS, description: say`Which layers are trained; a path of a TOML file is allowed.` },
  { name: 'conv_dim', type: 'integer', description: say`Rank of the convolutions; network_dim where unset, so they are trained.` },
  { name: 'conv_alpha', type: 'float', description: say`Alpha of the convolutions; network_alpha where unset.` },
  { name: 'dropout', type: 'float', default: 0, description: say`Share of inputs left out in a step.` },
  ...DROPOUTS,
  { name: 'rank_dropout_scale', type: 'boolean', default: false, description: say`Evens out the strength when ranks are left out.` },
  { name: 'factor', type: 'integer', default: -1, description: say`Size of the smaller Kronecker factor (lokr); -1 is the smallest file.` },
  { name: 'decompose_both', type: 'boolean', default: false, description: say`Both Kronecker factors are low-rank (lokr).` },
  { name: 'full_matrix', type: 'boolean', default: false, description: say`The larger Kronecker factor is kept whole (lokr).` },
  { name: 'unbalanced_factorization', type: 'boolean', default: false, description: say`Exchanges the Kronecker factors of outputs (lokr).` },
  { name: 'use_tucker', type: 'boolean', default: false, description: say`Tucker decomposition of convolutions.` },
  { name: 'use_cp', type: 'boolean', default: false, description: say`Old name of use_tucker.` },
  { name: 'use_conv_cp', type: 'boolean', default: false, description: say`Old name of use_tucker.` },
  { name: 'disable_conv_cp', type: 'boolean', default: false, description: say`Old opposite of use_tucker.` },
  { name: 'use_scalar', type: 'boolean', default: false, description: say`A trained scale in place of a start at zero.` },
  { name: 'rs_lora', type: 'boolean', default: false, description: say`Scale by the root of the rank.` },
  { name: 'train_norm', type: 'boolean', default: false, description: say`Trains norm layers too.` },
  { name: 'bypass_mode', type: 'boolean', default: false, description: say`Adds the network's output instead of changing weights; for quantised models.` },
  { name: 'dora_wd', type: 'boolean', default: false, description: say`DoRA: weights parted into direction and size (lora, loha, lokr).` },
  { name: 'wd_on_output', type: 'boolean', default: true, description: say`DoRA sizes along the outputs.` },
  { name: 'block_size', type: 'integer', default: 4, description: say`Ranks trained together (dylora).` },
  { name: 'constraint', type: 'float', default: 0, description: say`How far rotations may go (diag-oft, boft).` },
  { name: 'constrain', type: 'float', default: 0, description: say`Old name of constraint.` },
  { name: 'rescaled', type: 'boolean', default: false, description: say`A trained scale beside the rotations (diag-oft, boft).` },
  ...LORAPLUS,
]

const LORA: readonly NetworkArgument[] = [...CONVOLUTION, ...BLOCKS, ...DROPOUTS, ...LORAPLUS]

/** The networks of sd-scripts and LyCORIS; any other module of one's own is allowed. sd-scripts: networks/, LyCORIS: lycoris.kohya */
export const NETWORK_MODULES: readonly NetworkModule[] = [
  { name: 'networks.lora', description: say`LoRA for SD 1, SD 2 and SDXL: linear layers, with conv_dim also convolutions.`, arguments: LORA },
  { name: 'networks.lora_fa', description: say`LoRA-FA: only the upper matrices are trained.`, arguments: LORA },
  {
    name: 'networks.dylora',
    description: say`DyLoRA: several ranks at once; conv_dim must equal network_dim.`,
    arguments: [...CONVOLUTION, { name: 'unit', type: 'integer', default: 1, description: say`Ranks trained together.` }, ...DROPOUTS, ...LORAPLUS],
  },
  {
    name: 'networks.oft',
    description: say`OFT: rotations of the weights; wants an alpha of about 1e-3.`,
    arguments: [
      { name: 'enable_all_linear', type: 'boolean', default: false, description: say`All linear layers, not only attention.` },
      { name: 'enable_conv', type: 'boolean', default: false, description: say`Convolutions too.` },
    ],
  },
  { name: 'networks.lora_sd3', description: say`LoRA for SD 3 and 3.5.`, arguments: [...DROPOUTS, ...TRANSFORMER.filter(({ name }) => ['split_qkv', 'train_t5xxl'].includes(name)), ...LORAPLUS] },
  { name: 'networks.lora_flux', description: say`LoRA for FLUX and Chroma.`, arguments: [...CONVOLUTION, ...DROPOUTS, ...TRANSFORMER, ...LORAPLUS] },
  { name: 'networks.oft_flux', description: say`OFT for FLUX.`, arguments: [] },
  { name: 'networks.lora_lumina', description: say`LoRA for Lumina 2.`, arguments: [...DROPOUTS, ...LORAPLUS] },
  { name: 'networks.lora_anima', description: say`LoRA for Anima.`, arguments: [...DROPOUTS, ...LORAPLUS] },
  { name: 'networks.lora_hunyuan_image', description: say`LoRA for HunyuanImage.`, arguments: [...DROPOUTS, ...LORAPLUS] },
  { name: 'lycoris.kohya', description: say`LyCORIS, a package of its own: LoCon, LoHa, LoKr and more by the argument algo.`, arguments: LYCORIS },
]

export function networkModule(name: string): NetworkModule | undefined {
  return NETWORK_MODULES.find((module) => module.name === name)
}
