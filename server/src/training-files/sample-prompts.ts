import { say, type Message } from '../base/message'
import { nameOf } from '../base/path'

/** An option of a line of sample prompts: ` --w 512`. */
export interface PromptOption {
  /** Without its dashes. */
  readonly name: string
  readonly key: string
  readonly type: 'text' | 'integer' | 'float'
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
  readonly path?: true
  readonly description: Message
}

const SAMPLERS = 'ddim pndm lms euler euler_a heun dpm_2 dpm_2_a dpmsolver dpmsolver++ dpmsingle k_lms k_euler k_euler_a k_dpm_2 k_dpm_2_a'.split(' ')

/** Every option, in the order the trainer tries them. sd-scripts: train_util.line_to_prompt_dict */
export const PROMPT_OPTIONS: readonly PromptOption[] = [
  { name: 'w', key: 'width', type: 'integer', min: 64, description: say`Width in pixels, 512 where unset; rounded down to a multiple of 8.` },
  { name: 'h', key: 'height', type: 'integer', min: 64, description: say`Height in pixels, 512 where unset; rounded down to a multiple of 8.` },
  { name: 'd', key: 'seed', type: 'integer', description: say`Seed; random where unset.` },
  { name: 's', key: 'sample_steps', type: 'integer', min: 1, max: 1000, description: say`Steps of the picture, 30 where unset.` },
  { name: 'l', key: 'scale', type: 'float', description: say`CFG scale, 7.5 where unset (FLUX 1.0).` },
  { name: 'g', key: 'guidance_scale', type: 'float', description: say`Guidance of a distilled FLUX, 3.5 where unset.` },
  { name: 'n', key: 'negative_prompt', type: 'text', description: say`Negative prompt.` },
  { name: 'ss', key: 'sample_sampler', type: 'text', choices: SAMPLERS, description: say`Sampler; an unknown one becomes ddim.` },
  { name: 'cn', key: 'controlnet_image', type: 'text', path: true, description: say`Image for a ControlNet.` },
  { name: 'ctr', key: 'cfg_trunc_ratio', type: 'float', description: say`Share of the steps with guidance (Lumina).` },
  { name: 'rcfg', key: 'renorm_cfg', type: 'float', description: say`Renormalisation of the guidance (Lumina).` },
  { name: 'fs', key: 'flow_shift', type: 'float', description: say`Shift of the time steps (HunyuanImage).` },
]

/**
 * Whether a text is a list of sample prompts: a line has an option of theirs (` --n …`, ` --w 512`), or the name says so.
 * Cheap for captions, which hold no ` --`.
 */
export function looksLikeSamplePrompts(text: string, name: string): boolean {
  if (/^(?:sample|training)?[-_ ]?prompts?(?:[-_. ].*)?\.txt$|[-_ ]sample[-_ ]?prompts?(?:[-_. ].*)?\.txt$/i.test(nameOf(name))) return true
  if (!text.includes(' --')) return false
  return text.split(/\r\n|\r|\n/).some((line) => !line.startsWith('#') && / --(?:[whds] \d|[lg] [\d.]|n \S|ss [a-z]|cn \S|(?:ctr|rcfg|fs) [\d.])/i.test(line))
}
