import { say, type Message } from '../../base/message'
import { NETWORK_MODULES } from './networks'
import { trainingOption } from './training-options'
import type { ValueType } from './value-type'

/**
 * One key of a preset of the kohya GUI. The GUI is lenient about types (numbers as texts, integers for decimals), so only what is
 * surely a slip is judged.
 */
export interface GuiKey {
  readonly name: string
  readonly type: Exclude<ValueType, 'size' | 'float-pair' | 'table'>
  /** The training option that it becomes, where there is one of the same meaning. */
  readonly option?: string
  readonly choices?: readonly string[]
  readonly description: Message
}

/** GUI keys that are named like the training option or the network argument they become. */
const SAME_NAME = (
  'adaptive_noise_scale ae apply_t5_attn_mask async_upload blocks_to_swap bucket_no_upscale bucket_reso_steps cache_latents cache_latents_to_disk ' +
  'caption_dropout_every_n_epochs caption_dropout_rate caption_extension clip_g clip_g_dropout_rate clip_l clip_skip color_aug cpu_offload_checkpointing ' +
  'dataset_config debiased_estimation_loss dim_from_weights disable_mmap_load_safetensors discrete_flow_shift dynamo_backend enable_bucket flip_aug fp8_base ' +
  'fp8_base_unet full_bf16 full_fp16 fused_backward_pass fused_optimizer_groups gradient_accumulation_steps gradient_checkpointing guidance_scale highvram ' +
  'huber_c huber_scale huber_schedule huggingface_path_in_repo huggingface_repo_id huggingface_repo_type huggingface_repo_visibility huggingface_token ' +
  'ip_noise_gamma ip_noise_gamma_random_strength keep_tokens learning_rate learning_rate_te learning_rate_te1 learning_rate_te2 log_config log_tracker_config ' +
  'log_tracker_name log_with logging_dir logit_mean logit_std loss_type lr_scheduler lr_scheduler_args lr_scheduler_num_cycles lr_scheduler_power ' +
  'lr_scheduler_type lr_warmup_steps masked_loss max_bucket_reso max_data_loader_n_workers max_grad_norm max_timestep max_token_length max_train_epochs ' +
  'max_train_steps mem_eff_attn metadata_author metadata_description metadata_license metadata_tags metadata_title min_bucket_reso min_snr_gamma min_timestep ' +
  'mixed_precision mode_scale model_prediction_type multires_noise_discount multires_noise_iterations network_alpha network_dim network_dropout network_weights ' +
  'no_token_padding noise_offset noise_offset_random_strength optimizer_args output_dir output_name persistent_data_loader_workers pos_emb_random_crop_rate ' +
  'pretrained_model_name_or_path prior_loss_weight random_crop reg_data_dir resume resume_from_huggingface sample_every_n_epochs sample_every_n_steps ' +
  'sample_prompts sample_sampler save_clip save_every_n_epochs save_every_n_steps save_last_n_epochs save_last_n_epochs_state save_last_n_steps ' +
  'save_last_n_steps_state save_model_as save_precision save_state save_state_on_train_end save_state_to_huggingface save_t5xxl ' +
  'scale_v_pred_loss_like_noise_pred scale_weight_norms seed shuffle_caption skip_cache_check split_mode stop_text_encoder_training t5xxl t5xxl_device ' +
  't5xxl_dtype t5xxl_max_token_length text_encoder_lr timestep_sampling train_batch_size train_data_dir training_comment unet_lr v2 v_parameterization ' +
  'v_pred_like_loss vae vae_batch_size wandb_api_key wandb_run_name weighted_captions weighting_scheme xformers ' +
  'conv_dim conv_alpha block_dims block_alphas conv_block_dims conv_block_alphas block_lr_zero_threshold down_lr_weight mid_lr_weight up_lr_weight ' +
  'rank_dropout module_dropout rank_dropout_scale factor decompose_both use_tucker use_cp use_scalar train_norm bypass_mode dora_wd constrain rescaled unit ' +
  'enable_all_linear loraplus_lr_ratio loraplus_unet_lr_ratio loraplus_text_encoder_lr_ratio train_blocks train_double_block_indices ' +
  'train_single_block_indices img_attn_dim txt_attn_dim img_mlp_dim txt_mlp_dim img_mod_dim txt_mod_dim single_dim single_mod_dim in_dims split_qkv train_t5xxl'
).split(' ')

/** GUI keys that become a training option of another name. */
const RENAMED: Readonly<Record<string, string>> = {
  optimizer: 'optimizer_type',
  max_resolution: 'resolution',
  lora_network_weights: 'network_weights',
  sdxl_no_half_vae: 'no_half_vae',
  sdxl_cache_text_encoder_outputs: 'cache_text_encoder_outputs',
  sdxl_cache_text_encoder_outputs_to_disk: 'cache_text_encoder_outputs_to_disk',
  flux1_cache_text_encoder_outputs: 'cache_text_encoder_outputs',
  flux1_cache_text_encoder_outputs_to_disk: 'cache_text_encoder_outputs_to_disk',
  flux1_clip_l: 'clip_l',
  flux1_t5xxl: 't5xxl',
  flux_fused_backward_pass: 'fused_backward_pass',
  sd3_cache_text_encoder_outputs: 'cache_text_encoder_outputs',
  sd3_cache_text_encoder_outputs_to_disk: 'cache_text_encoder_outputs_to_disk',
  sd3_clip_l: 'clip_l',
  sd3_clip_l_dropout_rate: 'clip_l_dropout_rate',
  sd3_disable_mmap_load_safetensors: 'disable_mmap_load_safetensors',
  sd3_enable_scaled_pos_embed: 'enable_scaled_pos_embed',
  sd3_fused_backward_pass: 'fused_backward_pass',
  sd3_t5_dropout_rate: 't5_dropout_rate',
  sd3_t5xxl: 't5xxl',
  sd3_text_encoder_batch_size: 'text_encoder_batch_size',
}

const LORA_TYPES = [
  'Standard', 'Kohya DyLoRA', 'Kohya LoCon', 'LoRA-FA', 'Flux1', 'Flux1 OFT', 'SD3', 'LyCORIS/LoCon', 'LyCORIS/LoHa', 'LyCORIS/LoKr', 'LyCORIS/iA3',
  'LyCORIS/DyLoRA', 'LyCORIS/GLoRA', 'LyCORIS/Native Fine-Tuning', 'LyCORIS/Diag-OFT', 'LyCORIS/BOFT',
] as const

const OWN: readonly GuiKey[] = [
  { name: 'LoRA_type', type: 'string', choices: LORA_TYPES, description: say`Kind of network; becomes network_module and its algorithm.` },
  { name: 'LyCORIS_preset', type: 'string', description: say`Which layers a LyCORIS network trains.` },
  { name: 'additional_parameters', type: 'string', description: say`Further options, written as on the command line.` },
  { name: 'blockwise_fused_optimizers', type: 'boolean', description: say`Updates weights block by block during the backward pass.` },
  { name: 'double_blocks_to_swap', type: 'integer', description: say`Double blocks of FLUX that are swapped out; replaced by blocks_to_swap.` },
  { name: 'single_blocks_to_swap', type: 'integer', description: say`Single blocks of FLUX that are swapped out; replaced by blocks_to_swap.` },
  { name: 'dynamo_mode', type: 'string', description: say`Mode of torch.compile.` },
  { name: 'dynamo_use_dynamic', type: 'boolean', description: say`torch.compile with changing shapes.` },
  { name: 'dynamo_use_fullgraph', type: 'boolean', description: say`torch.compile of the whole graph.` },
  { name: 'epoch', type: 'integer', description: say`Epochs that the GUI makes its steps from.` },
  { name: 'extra_accelerate_launch_args', type: 'string', description: say`Further arguments of accelerate launch.` },
  { name: 'flux1_checkbox', type: 'boolean', description: say`The base model is FLUX.1.` },
  { name: 'sd3_checkbox', type: 'boolean', description: say`The base model is SD 3.` },
  { name: 'sdxl', type: 'boolean', description: say`The base model is SDXL.` },
  { name: 'gpu_ids', type: 'string', description: say`Graphics cards that are used, parted by commas.` },
  { name: 'lowvram', type: 'boolean', description: say`For little memory on the graphics card.` },
  { name: 'lr_warmup', type: 'float', description: say`Warm-up in percent of all steps.` },
  { name: 'main_process_port', type: 'integer', description: say`Port by which processes find each other.` },
  { name: 'mem_eff_save', type: 'boolean', description: say`Saves with little memory.` },
  { name: 'model_list', type: 'string', description: say`Base model chosen from the GUI's list, or custom.` },
  { name: 'multi_gpu', type: 'boolean', description: say`Trains on several graphics cards.` },
  { name: 'noise_offset_type', type: 'string', choices: ['Original', 'Multires'], description: say`Which noise options count: the offset or the several scales.` },
  { name: 'num_cpu_threads_per_process', type: 'integer', description: say`Processor threads of each process.` },
  { name: 'num_machines', type: 'integer', description: say`Machines that train together.` },
  { name: 'num_processes', type: 'integer', description: say`Processes that train together, one a graphics card.` },
  { name: 'save_as_bool', type: 'boolean', description: say`The preset is saved under a new name.` },
  { name: 't5xxl_lr', type: 'float', description: say`Learning rate of T5-XXL.` },
  { name: 'train_on_input', type: 'boolean', description: say`Trains input layers too (ia3).` },
  { name: 'use_wandb', type: 'boolean', description: say`Old switch for Weights & Biases.` },
]

/** Keys that only the GUI's own TOML has, by table; paths and defaults of its tabs. */
const TOML_ONLY: readonly GuiKey[] = [
  { name: 'use_shell', type: 'boolean', description: say`The GUI starts training through a shell.` },
  { name: 'allowed_paths', type: 'string-list', description: say`Folders that the GUI may open.` },
  { name: 'models_dir', type: 'string', description: say`Folder with base models.` },
  { name: 'config_dir', type: 'string', description: say`Folder with presets.` },
  { name: 'state_dir', type: 'string', description: say`Folder with saved states.` },
  { name: 'vae_dir', type: 'string', description: say`Folder with VAEs.` },
  { name: 'log_tracker_config_dir', type: 'string', description: say`Folder with tracker configurations.` },
  { name: 'class_prompt', type: 'string', description: say`Class word for the folder names that the GUI makes.` },
  { name: 'instance_prompt', type: 'string', description: say`Trigger for the folder names that the GUI makes.` },
  { name: 'images_folder', type: 'string', description: say`Folder whose images the GUI copies into a dataset.` },
  { name: 'reg_images_folder', type: 'string', description: say`Folder whose regularisation images the GUI copies.` },
  { name: 'reg_images_repeat', type: 'integer', description: say`Repeats of the regularisation images.` },
  { name: 'util_training_images_repeat_input', type: 'integer', description: say`Repeats for the folder names that the GUI makes.` },
  { name: 'util_regularization_images_repeat_input', type: 'integer', description: say`Repeats of the regularisation images.` },
]

/** Tables of the GUI's own TOML. kohya_ss: config example.toml */
export const GUI_TABLES: readonly string[] = [
  'settings', 'server', 'model', 'folders', 'configuration', 'accelerate_launch', 'basic', 'advanced', 'dataset_preparation', 'huggingface', 'samples', 'sdxl',
  'wd14_caption', 'metadata',
]

/** The keys of presets, shared ones first. */
export const GUI_PRESET_KEYS: readonly GuiKey[] = [...SAME_NAME.flatMap(sharedKey), ...Object.entries(RENAMED).flatMap(([name, option]) => sharedKey(option, name)), ...OWN]

/** Those, and the ones that only the GUI's own TOML has. */
export const GUI_KEYS: readonly GuiKey[] = [...GUI_PRESET_KEYS, ...TOML_ONLY]

const BY_NAME: ReadonlyMap<string, GuiKey> = new Map(GUI_KEYS.map((key) => [key.name, key]))

export function guiKey(name: string): GuiKey | undefined {
  return BY_NAME.get(name)
}

/** A key that takes type and description from what it becomes. `xformers` is a choice in the GUI and a switch in the trainer. */
function sharedKey(becomes: string, at: number | string): GuiKey[] {
  const name = typeof at === 'string' ? at : becomes
  const option = trainingOption(becomes)
  if (option) {
    const { type, description } = option
    if (name === 'xformers') return [{ name, type: 'string', option: becomes, choices: ['none', 'sdpa', 'xformers'], description }]
    // a switch in the trainer, the name of a repository in the GUI
    if (name === 'resume_from_huggingface') return [{ name, type: 'string', option: becomes, description }]
    // the GUI writes lists as one text
    return [{ name, type: simpleType(type), option: becomes, choices: option.choices?.map(String), description }]
  }
  const argument = NETWORK_MODULES.flatMap((module) => module.arguments).find((candidate) => candidate.name === becomes)
  return argument ? [{ name, type: argument.type, choices: argument.choices, description: argument.description }] : []
}

function simpleType(type: ValueType): GuiKey['type'] {
  return type === 'boolean' || type === 'integer' || type === 'float' || type === 'number' ? type : 'string'
}
