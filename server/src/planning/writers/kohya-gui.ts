import { say } from '../../base/message'
import { joinPath } from '../../base/path'
import { modelFacts, type ModelFamily } from '../../trainer/models'
import type { NetworkKind } from '../network-size'
import { editJson, jsonText } from './parts/json-file'
import { firstDataset, type PlanWriter, type WriterInput } from './parts/writer'

/** A preset of the kohya GUI. */
export const kohyaGui: PlanWriter = {
  id: 'kohya-gui',
  title: say`Preset of the kohya GUI`,
  files: (input) => [
    {
      path: 'kohya-gui.json',
      fresh: () => jsonText({ ...placeValues(input), ...planValues(input) }),
      edit: (text) => editJson(text, Object.entries(planValues(input)).map(([key, value]) => ({ path: [key], value }))),
    },
  ],
}

/** What the user may have set in another way in a preset of one's own. */
function placeValues(input: WriterInput): Record<string, unknown> {
  const folders = input.format === 'kohya-folders'
  const [folder] = input.folders
  return {
    pretrained_model_name_or_path: input.baseModel ?? '',
    ...(folders ? { train_data_dir: input.root, dataset_config: '' } : { train_data_dir: '', dataset_config: joinPath(input.root, input.names.dataset) }),
    output_dir: input.outputFolder ?? joinPath(input.root, 'output'),
    output_name: input.outputName ?? (input.root.split('/').at(-1) || 'lora'),
    save_model_as: 'safetensors',
    save_precision: 'fp16',
    save_every_n_epochs: 1,
    caption_extension: folder?.captions.extension ?? '.txt',
    shuffle_caption: folder?.captions.options.shuffleCaption ?? false,
    keep_tokens: folder?.captions.options.keepTokens ?? 0,
    max_token_length: Math.max(75, input.maxTokenLength),
    weighted_captions: input.weighted,
    mixed_precision: modelFacts(input.plan.model.value).family === 'sd15' ? 'fp16' : 'bf16',
    cache_latents: true,
    gradient_checkpointing: true,
    xformers: 'sdpa',
    optimizer: 'AdamW',
    seed: 42,
    sample_every_n_epochs: 1,
    sample_prompts: '',
  }
}

function planValues(input: WriterInput): Record<string, unknown> {
  const { plan } = input
  const { family } = modelFacts(plan.model.value)
  const dataset = firstDataset(input)
  const { network, rates, schedule } = plan
  return {
    LoRA_type: loraType(family, network.kind.value),
    sdxl: family === 'sdxl',
    v2: family === 'sd2',
    flux1_checkbox: family === 'flux',
    sd3_checkbox: family === 'sd3',
    epoch: Math.max(1, plan.epochs.value),
    max_train_epochs: Math.max(1, plan.epochs.value),
    max_train_steps: 0,
    train_batch_size: dataset?.batch.value ?? 1,
    gradient_accumulation_steps: plan.accumulation.value,
    num_processes: plan.gpus.value,
    max_resolution: (dataset?.resolution.value ?? [512, 512]).join(','),
    enable_bucket: dataset?.enabled.value ?? true,
    min_bucket_reso: dataset?.min.value ?? 256,
    max_bucket_reso: dataset?.max.value ?? 1024,
    bucket_reso_steps: dataset?.step.value ?? 64,
    bucket_no_upscale: dataset?.noUpscale.value ?? false,
    learning_rate: rates.unet.value,
    unet_lr: rates.unet.value,
    text_encoder_lr: network.textEncoder.value ? rates.textEncoder.value : 0,
    lr_scheduler: schedule.name.value,
    // in percent
    lr_warmup: schedule.warmup.value < 1 ? Math.round(schedule.warmup.value * 10_000) / 100 : 0,
    lr_warmup_steps: schedule.warmup.value < 1 ? 0 : schedule.warmup.value,
    lr_scheduler_num_cycles: schedule.cycles.value,
    network_dim: network.dim.value,
    network_alpha: network.alpha.value,
    conv_dim: network.kind.value === 'lora' ? 0 : network.convDim.value,
    conv_alpha: network.kind.value === 'lora' ? 0 : network.convAlpha.value,
    factor: network.factor.value,
  }
}

function loraType(family: ModelFamily, kind: NetworkKind): string {
  switch (kind) {
    case 'lora':
      return family === 'flux' ? 'Flux1' : family === 'sd3' ? 'SD3' : 'Standard'
    case 'locon':
      return 'Kohya LoCon'
    case 'loha':
      return 'LyCORIS/LoHa'
    case 'lokr':
      return 'LyCORIS/LoKr'
  }
}
