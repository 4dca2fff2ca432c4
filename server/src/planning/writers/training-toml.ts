import { say } from '../../base/message'
import { joinPath } from '../../base/path'
import { modelFacts } from '../../trainer/models'
import { scheduler } from '../../trainer/schema/schedulers'
import type { TomlValue } from '../../training-files/edit-toml'
import { readTrainingConfig } from '../../training-files/read-training-config'
import { CHOSEN, type Figure } from '../figure'
import { networkOptions, trainingScript } from './parts/network-options'
import { editToml, tomlLines, type TomlSetting } from './parts/toml-file'
import type { PlanWriter, WriterInput } from './parts/writer'

type Values = readonly (readonly [string, TomlValue | undefined])[]

/** `--config_file` of sd-scripts for SD 1.x, SDXL, SD 3 and FLUX. */
export const trainingToml: PlanWriter = {
  id: 'training-toml',
  title: say`Training configuration of sd-scripts`,
  files: (input) => [{ path: input.names.training, fresh: () => freshText(input), edit: (text) => editToml(text, changes(input, text)) }],
}

function freshText(input: WriterInput): string {
  const { family } = modelFacts(input.plan.model.value)
  const base = input.baseModel ?? ''
  return [
    `# accelerate launch ${trainingScript(family)} --config_file ${input.names.training.split('/').at(-1) ?? ''}`,
    ...(base === '' ? ['# pretrained_model_name_or_path = "base-model.safetensors"'] : tomlLines([['pretrained_model_name_or_path', base]])),
    ...modelComments(family),
    ...tomlLines([['dataset_config', joinPath(input.root, input.names.dataset)]]),
    '',
    ...tomlLines([
      ['output_dir', input.outputFolder ?? joinPath(input.root, 'output')],
      ['output_name', input.outputName ?? (input.root.split('/').at(-1) || 'lora')],
      ['save_model_as', 'safetensors'],
      ['save_precision', 'fp16'],
      ['save_every_n_epochs', Math.max(1, Math.ceil(input.plan.epochs.value / 10))],
    ]),
    '',
    ...tomlLines(planValues(input).map(({ key, value }) => [key, value])),
    '',
    ...tomlLines(memoryValues(input)),
    '',
    ...tomlLines([['sample_prompts', joinPath(input.root, input.names.prompts)], ['sample_every_n_epochs', 1], ['sample_sampler', 'euler_a']]),
    '',
  ].join('\n')
}

/** Files that these models need besides; only the user knows where they lie. */
function modelComments(family: string): readonly string[] {
  if (family === 'flux') return ['# clip_l = "clip_l.safetensors"', '# t5xxl = "t5xxl_fp16.safetensors"', '# ae = "ae.safetensors"']
  return family === 'sd3' ? ['# clip_l = "clip_l.safetensors"', '# clip_g = "clip_g.safetensors"', '# t5xxl = "t5xxl_fp16.safetensors"'] : []
}

interface PlanValue {
  readonly key: string
  readonly value: TomlValue | undefined
  /** Any of them chosen in the plan: written into an existing file too. */
  readonly of: readonly Figure<unknown>[]
  /** What stands for no value in a file that has one. */
  readonly none?: TomlValue
}

function planValues({ plan }: WriterInput): readonly PlanValue[] {
  const { rates, schedule, network } = plan
  const { family } = modelFacts(plan.model.value)
  const { module, args } = networkOptions(family, network)
  const warm = scheduler(schedule.name.value)?.warmup ?? true
  const shape: readonly Figure<unknown>[] = [network.kind, network.convDim, network.convAlpha, network.factor]
  return [
    { key: 'max_train_epochs', value: Math.max(1, plan.epochs.value), of: [plan.epochs] },
    { key: 'gradient_accumulation_steps', value: plan.accumulation.value, of: [plan.accumulation] },
    { key: 'learning_rate', value: rates.unet.value, of: [rates.unet] },
    { key: 'unet_lr', value: rates.unet.value, of: [rates.unet] },
    { key: 'text_encoder_lr', value: network.textEncoder.value ? rates.textEncoder.value : undefined, of: [rates.textEncoder] },
    { key: 'network_train_unet_only', value: network.textEncoder.value ? undefined : true, of: [network.textEncoder], none: false },
    { key: 'optimizer_type', value: 'AdamW', of: [] },
    { key: 'lr_scheduler', value: schedule.name.value, of: [schedule.name] },
    // a share keeps its meaning when the number of steps changes
    { key: 'lr_warmup_steps', value: warm ? schedule.warmup.value : 0, of: [schedule.warmup, schedule.name] },
    { key: 'lr_scheduler_num_cycles', value: schedule.name.value === 'cosine_with_restarts' ? schedule.cycles.value : undefined, of: [schedule.cycles, schedule.name] },
    { key: 'network_module', value: module, of: shape },
    { key: 'network_dim', value: network.dim.value, of: [network.dim] },
    { key: 'network_alpha', value: network.alpha.value, of: [network.alpha] },
    { key: 'network_args', value: args.length > 0 ? args : undefined, of: shape, none: [] },
  ]
}

function memoryValues({ plan, maxTokenLength, weighted, folders }: WriterInput): Values {
  const { family } = modelFacts(plan.model.value)
  const large = family !== 'sd15' && family !== 'sd2'
  const transformer = family === 'flux' || family === 'sd3' || family === 'lumina' || family === 'anima'
  // cached outputs of text encoders and captions that change exclude each other
  const fixed = folders.every(({ captions: { options } }) => !options.shuffleCaption && !options.enableWildcard && !options.captionDropoutRate && !options.captionTagDropoutRate && !options.keepTokensSeparator && !options.secondarySeparator)
  return [
    ['mixed_precision', large ? 'bf16' : 'fp16'],
    ['cache_latents', true],
    ['gradient_checkpointing', true],
    ['sdpa', true],
    ['max_data_loader_n_workers', 2],
    ['seed', 42],
    ['max_token_length', maxTokenLength > 75 && !transformer ? maxTokenLength : undefined],
    ['weighted_captions', weighted && !transformer ? true : undefined],
    ['no_half_vae', family === 'sdxl' ? true : undefined],
    ['cache_text_encoder_outputs', transformer && !plan.network.textEncoder.value && fixed ? true : undefined],
    ...(family === 'flux' ? FLUX : []),
  ]
}

/** What the documentation of sd-scripts begins with for FLUX.1 dev. */
const FLUX: Values = [['guidance_scale', 1], ['timestep_sampling', 'flux_shift'], ['model_prediction_type', 'raw']]

/** What was chosen in the plan, each in the section where the file has it; what is no longer said is emptied. */
function changes(input: WriterInput, text: string): readonly TomlSetting[] {
  const { options } = readTrainingConfig(text, input.names.training)
  return planValues(input)
    .filter(({ of }) => of.some(({ source }) => source.text === CHOSEN.text))
    .flatMap(({ key, value, none }): TomlSetting[] => {
      const held = options.get(key)
      const now = value ?? (held ? none : undefined)
      return now === undefined ? [] : [{ path: held?.section === undefined ? [] : [held.section], key, value: now }]
    })
}
