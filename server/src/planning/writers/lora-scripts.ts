import { say } from '../../base/message'
import { joinPath } from '../../base/path'
import { modelFacts } from '../../trainer/models'
import { scheduler } from '../../trainer/schema/schedulers'
import type { TomlValue } from '../../training-files/edit-toml'
import { networkOptions } from './parts/network-options'
import { editToml, tomlLines } from './parts/toml-file'
import { firstDataset, type PlanWriter, type WriterInput } from './parts/writer'

/** A configuration of lora-scripts (the graphical trainer of Akegarasu), which trains folders named `<repeats>_<text>`. */
export const loraScripts: PlanWriter = {
  id: 'lora-scripts',
  title: say`Configuration of lora-scripts`,
  refuses: ({ format, plan }) => {
    const { family } = modelFacts(plan.model.value)
    if (!['sd15', 'sd2', 'sdxl', 'sd3', 'flux'].includes(family)) return say`lora-scripts does not train this model`
    return format === 'kohya-folders' ? undefined : say`lora-scripts takes folders named <repeats>_<text> only`
  },
  files: (input) => [
    {
      path: 'lora-scripts.toml',
      fresh: () => `${[...tomlLines(placeValues(input)), ...tomlLines(planValues(input))].join('\n')}\n`,
      edit: (text) => editToml(text, planValues(input).map(([key, value]) => ({ key, value }))),
    },
  ],
}

type Values = readonly (readonly [string, TomlValue | undefined])[]

function placeValues(input: WriterInput): Values {
  const [folder] = input.folders
  return [
    ['pretrained_model_name_or_path', input.baseModel ?? './sd-models/model.safetensors'],
    ['train_data_dir', input.root],
    ['output_dir', input.outputFolder ?? './output'],
    ['output_name', input.outputName ?? (input.root.split('/').at(-1) || 'lora')],
    ['save_model_as', 'safetensors'],
    ['save_precision', 'fp16'],
    ['save_every_n_epochs', 1],
    ['caption_extension', folder?.captions.extension ?? '.txt'],
    ['shuffle_caption', folder?.captions.options.shuffleCaption ?? false],
    ['keep_tokens', folder?.captions.options.keepTokens ?? 0],
    ['max_token_length', input.maxTokenLength > 75 ? input.maxTokenLength : undefined],
    ['optimizer_type', 'AdamW'],
    ['mixed_precision', modelFacts(input.plan.model.value).family === 'sd15' ? 'fp16' : 'bf16'],
    ['cache_latents', true],
    ['gradient_checkpointing', true],
    ['sdpa', true],
    ['seed', 1337],
    ['sample_prompts', joinPath(input.root, input.names.prompts)],
    ['sample_every_n_epochs', 1],
  ]
}

function planValues(input: WriterInput): Values {
  const { plan } = input
  const { family } = modelFacts(plan.model.value)
  const dataset = firstDataset(input)
  const { module, args } = networkOptions(family, plan.network)
  const takesWarmup = scheduler(plan.schedule.name.value)?.warmup ?? true
  return [
    ['model_train_type', family === 'sd15' || family === 'sd2' ? 'sd-lora' : `${family}-lora`],
    ['resolution', (dataset?.resolution.value ?? [512, 512]).join(',')],
    ['enable_bucket', dataset?.enabled.value ?? true],
    ['min_bucket_reso', dataset?.min.value],
    ['max_bucket_reso', dataset?.max.value],
    ['bucket_reso_steps', dataset?.step.value],
    ['bucket_no_upscale', dataset?.noUpscale.value ?? false],
    ['max_train_epochs', Math.max(1, plan.epochs.value)],
    ['train_batch_size', dataset?.batch.value ?? 1],
    ['gradient_accumulation_steps', plan.accumulation.value],
    ['network_train_unet_only', !plan.network.textEncoder.value],
    ['learning_rate', plan.rates.unet.value],
    ['unet_lr', plan.rates.unet.value],
    ['text_encoder_lr', plan.rates.textEncoder.value],
    ['lr_scheduler', plan.schedule.name.value],
    // its form takes whole steps
    ['lr_warmup_steps', takesWarmup ? plan.schedule.warmupSteps : 0],
    ['lr_scheduler_num_cycles', plan.schedule.cycles.value],
    ['network_module', module],
    ['network_dim', plan.network.dim.value],
    ['network_alpha', plan.network.alpha.value],
    ['network_args', args.length > 0 ? args : undefined],
  ]
}
