import { say } from '../../base/message'
import type { TrainingOption } from './training-option'

/**
 * Every command-line option of the trainers of sd-scripts; the keys of a `--config_file` are the same.
 * Options that nothing limits to certain trainers belong to all of them.
 *
 * sd-scripts: add_*_arguments of train_util, train_network and the modules named by `trainers`
 */

type Row = Omit<TrainingOption, 'group'>

const model: readonly Row[] = [
  { name: 'pretrained_model_name_or_path', type: 'string', path: 'either', description: say`Base model to train on: a file, a diffusers folder, or a Hugging Face name.` },
  { name: 'v2', type: 'boolean', description: say`The base model is Stable Diffusion 2.` },
  { name: 'v_parameterization', type: 'boolean', description: say`The base model predicts v instead of noise (SD 2 at 768, v-prediction SDXL).` },
  { name: 'vae', type: 'string', path: 'either', description: say`Another VAE in place of the base model's own.` },
  { name: 'tokenizer_cache_dir', type: 'string', path: 'folder', description: say`Folder where tokenizers are kept for training without network.` },
  { name: 'clip_skip', type: 'integer', min: 1, description: say`Which hidden layer of the text encoder is used, counted from the end; unset is the last. SDXL only warns.` },
  { name: 'max_token_length', type: 'integer', choices: [75, 150, 225], description: say`Tokens of a caption that are trained: 150 or 225, unset for 75. The command line refuses 75.` },
  { name: 'clip_l', type: 'string', path: 'file', trainers: ['flux', 'sd3'], description: say`CLIP-L text encoder file.` },
  { name: 'clip_g', type: 'string', path: 'file', trainers: ['sd3'], description: say`CLIP-G text encoder file.` },
  { name: 't5xxl', type: 'string', path: 'file', trainers: ['flux', 'sd3'], description: say`T5-XXL text encoder file.` },
  { name: 't5xxl_device', type: 'string', trainers: ['sd3'], description: say`Device that T5-XXL runs on.` },
  { name: 't5xxl_dtype', type: 'string', trainers: ['sd3'], description: say`Number format that T5-XXL is loaded in.` },
  { name: 't5xxl_max_token_length', type: 'integer', defaults: { sd3: 256 }, min: 1, trainers: ['sd3', 'flux'], description: say`Tokens that T5-XXL takes, its end token included; for FLUX unset is 512 (dev) or 256 (schnell).` },
  { name: 't5_max_token_length', type: 'integer', default: 512, min: 1, trainers: ['anima'], description: say`Tokens that the T5 tokenizer takes.` },
  { name: 't5_tokenizer_path', type: 'string', path: 'folder', trainers: ['anima'], description: say`Folder of the T5 tokenizer.` },
  { name: 'ae', type: 'string', path: 'file', trainers: ['flux', 'lumina'], description: say`Autoencoder file of the model.` },
  { name: 'gemma2', type: 'string', path: 'file', trainers: ['lumina'], description: say`Gemma 2 text encoder file.` },
  { name: 'gemma2_max_token_length', type: 'integer', min: 1, trainers: ['lumina'], description: say`Tokens that Gemma 2 takes; unset is 256.` },
  { name: 'system_prompt', type: 'string', trainers: ['lumina'], description: say`Text put before every caption for Gemma 2; it uses up tokens.` },
  { name: 'qwen3', type: 'string', path: 'either', trainers: ['anima'], description: say`Qwen3 text encoder.` },
  { name: 'qwen3_max_token_length', type: 'integer', default: 512, min: 1, trainers: ['anima'], description: say`Tokens that Qwen3 takes.` },
  { name: 'llm_adapter_path', type: 'string', path: 'file', trainers: ['anima'], description: say`Weights of the adapter between language model and image model.` },
  { name: 'text_encoder', type: 'string', path: 'file', trainers: ['hunyuan-image'], description: say`Qwen2.5-VL text encoder file.` },
  { name: 'byt5', type: 'string', path: 'file', trainers: ['hunyuan-image'], description: say`ByT5 text encoder file.` },
  { name: 'model_type', type: 'string', default: 'flux', choices: ['flux', 'chroma'], trainers: ['flux'], description: say`Which of the FLUX-like models the base is.` },
  { name: 'controlnet_model_name_or_path', type: 'string', path: 'file', trainers: ['flux'], description: say`ControlNet weights to start from.` },
  { name: 'enable_scaled_pos_embed', type: 'boolean', trainers: ['sd3'], description: say`Position embeddings are scaled with the resolution (SD 3.5, several resolutions).` },
  { name: 'pos_emb_random_crop_rate', type: 'float', default: 0, min: 0, max: 1, trainers: ['sd3'], description: say`Share of samples whose position embeddings are taken at a random place (SD 3.5 medium).` },
]

const data: readonly Row[] = [
  { name: 'dataset_config', type: 'string', path: 'file', description: say`Dataset configuration (.toml or .json). Training, regularisation and metadata folders given here are then ignored.` },
  { name: 'train_data_dir', type: 'string', path: 'folder', description: say`Folder whose sub-folders <repeats>_<text> are trained; the parent of the images, not their folder.` },
  { name: 'reg_data_dir', type: 'string', path: 'folder', description: say`Folder whose sub-folders <repeats>_<text> hold regularisation images.` },
  { name: 'in_json', type: 'string', path: 'file', description: say`Metadata file with captions; makes this a fine-tuning set.` },
  { name: 'conditioning_data_dir', type: 'string', path: 'folder', description: say`Folder with the control images or masks, one for each training image.` },
  { name: 'dataset_class', type: 'string', description: say`Python class of a dataset of one's own; nothing that Taglore knows about datasets holds for it.` },
  { name: 'dataset_repeats', type: 'integer', default: 1, min: 1, description: say`Repeats of every image where the dataset configuration gives none, and of a metadata set.` },
  { name: 'train_batch_size', type: 'integer', default: 1, min: 1, description: say`Images in one step on one device.` },
  { name: 'resolution', type: 'string', description: say`Training resolution as a text: "512" or "512,768" (width,height). A number here ends the run.` },
  { name: 'prior_loss_weight', type: 'float', default: 1, min: 0, description: say`Weight of the loss of regularisation images.` },
  { name: 'masked_loss', type: 'boolean', description: say`Masks weigh the loss: conditioning_data_dir or the alpha channel.` },
  { name: 'alpha_mask', type: 'boolean', description: say`The alpha channel is the mask of the loss; without it transparency is dropped and hidden colours appear.` },
  { name: 'cache_info', type: 'boolean', description: say`Captions and sizes are kept in metadata_cache.json; later edits are not seen until it is deleted.` },
  { name: 'debug_dataset', type: 'boolean', description: say`Shows the dataset as the trainer reads it, and does not train.` },
  { name: 'max_data_loader_n_workers', type: 'integer', default: 8, min: 0, description: say`Processes that load images.` },
  { name: 'persistent_data_loader_workers', type: 'boolean', description: say`Keeps the loading processes between epochs.` },
]

const captions: readonly Row[] = [
  { name: 'caption_extension', type: 'string', default: '.caption', description: say`Suffix of caption files. The default is .caption, so .txt must be said.` },
  { name: 'caption_extention', type: 'string', description: say`Old misspelling of caption_extension; wins over it when given.` },
  { name: 'shuffle_caption', type: 'boolean', description: say`Shuffles the tags of a caption each time it is shown.` },
  { name: 'caption_separator', type: 'string', default: ',', description: say`What parts tags; joined again with a comma and a blank, whatever it is.` },
  { name: 'keep_tokens', type: 'integer', default: 0, min: 0, description: say`Leading tags that are neither shuffled nor dropped; tags of the prefix count.` },
  { name: 'keep_tokens_separator', type: 'string', default: '', description: say`Text that parts fixed from shuffled tags, usually three pipes; keep_tokens is then not looked at where it occurs.` },
  { name: 'secondary_separator', type: 'string', description: say`Text that ties tags together while they are shuffled, usually three semicolons.` },
  { name: 'enable_wildcard', type: 'boolean', description: say`Picks one of several lines, and one of the choices in braces.` },
  { name: 'caption_prefix', type: 'string', description: say`Text put before every caption with a blank; a comma must be part of it.` },
  { name: 'caption_suffix', type: 'string', description: say`Text put behind every caption with a blank; a comma must be part of it.` },
  { name: 'caption_dropout_rate', type: 'float', default: 0, min: 0, max: 1, description: say`Share of samples that are trained with an empty caption.` },
  { name: 'caption_dropout_every_n_epochs', type: 'integer', default: 0, min: 0, description: say`In every n-th epoch all captions are empty; 0 is never.` },
  { name: 'caption_tag_dropout_rate', type: 'float', default: 0, min: 0, max: 1, description: say`Chance of each tag that is not fixed to be left out.` },
  { name: 'token_warmup_min', type: 'integer', default: 1, min: 1, description: say`Tags at the start of the warm-up of tags.` },
  { name: 'token_warmup_step', type: 'float', default: 0, min: 0, description: say`Steps until all tags are used; below 1 a share of the steps.` },
  { name: 'weighted_captions', type: 'boolean', description: say`Brackets in captions are weights as in prompts (SD 1, SD 2, SDXL).` },
  { name: 'no_token_padding', type: 'boolean', trainers: ['dreambooth'], description: say`Captions are not padded to full length.` },
]

const images: readonly Row[] = [
  { name: 'enable_bucket', type: 'boolean', description: say`Groups images by aspect ratio; without it every image must have the training resolution.` },
  { name: 'min_bucket_reso', type: 'integer', default: 256, description: say`Shortest bucket side in pixels; must not be above the shorter training side.` },
  { name: 'max_bucket_reso', type: 'integer', default: 1024, description: say`Longest bucket side in pixels; must not be below the longer training side. 1024 is too small for SDXL.` },
  { name: 'bucket_reso_steps', type: 'integer', default: 64, min: 1, description: say`Step between bucket sides: multiples of 64 for SD 1 and 2, 32 for SDXL, SD 3, FLUX, 16 for Lumina and Anima.` },
  { name: 'bucket_no_upscale', type: 'boolean', description: say`Small images are not enlarged; every size makes a bucket of its own.` },
  { name: 'resize_interpolation', type: 'string', choices: ['lanczos', 'nearest', 'bilinear', 'linear', 'bicubic', 'cubic', 'area'], description: say`How images are resized; unset is area for shrinking and Lanczos for enlarging.` },
  { name: 'flip_aug', type: 'boolean', description: say`Mirrors images at random; wrong for one-sided traits and text.` },
  { name: 'color_aug', type: 'boolean', description: say`Changes hues at random; not together with cached latents.` },
  { name: 'random_crop', type: 'boolean', description: say`Crops at a random place instead of the centre; not together with cached latents.` },
  { name: 'face_crop_aug_range', type: 'string', description: say`Crops around the face by a random factor, as a text: "2.0,4.0".` },
]

const network: readonly Row[] = [
  { name: 'network_module', type: 'string', trainers: ['network'], description: say`Python module of the network that is trained.` },
  { name: 'network_dim', type: 'integer', min: 1, trainers: ['network'], description: say`Rank of the network; 4 where unset.` },
  { name: 'network_alpha', type: 'float', default: 1, min: 0, trainers: ['network'], description: say`Scale of the network is this divided by the rank; 0 means equal to the rank.` },
  { name: 'network_args', type: 'string-list', trainers: ['network'], description: say`Arguments of the network, each a text "key=value".` },
  { name: 'network_dropout', type: 'float', min: 0, max: 1, trainers: ['network'], description: say`Share of network inputs set to zero in training.` },
  { name: 'network_weights', type: 'string', path: 'file', trainers: ['network'], description: say`Weights of a network to go on from.` },
  { name: 'dim_from_weights', type: 'boolean', trainers: ['network'], description: say`Takes the rank from network_weights.` },
  { name: 'network_train_unet_only', type: 'boolean', trainers: ['network'], description: say`Trains the image model only; needed when text-encoder outputs are cached.` },
  { name: 'network_train_text_encoder_only', type: 'boolean', trainers: ['network'], description: say`Trains the text encoder only.` },
  { name: 'scale_weight_norms', type: 'float', min: 0, trainers: ['network'], description: say`Largest norm of a weight; larger ones are scaled down. Near 1 keeps several LoRAs mixable.` },
  { name: 'base_weights', type: 'string-list', path: 'file', trainers: ['network'], description: say`Networks merged into the base model before training.` },
  { name: 'base_weights_multiplier', type: 'number-list', trainers: ['network'], description: say`Strength of each network of base_weights.` },
  { name: 'training_comment', type: 'string', trainers: ['network'], description: say`Text kept in the metadata of the result.` },
  { name: 'no_metadata', type: 'boolean', trainers: ['network'], description: say`Writes no training metadata into the result.` },
]

const rates: readonly Row[] = [
  { name: 'learning_rate', type: 'float', default: 2e-6, min: 0, description: say`Learning rate where unet_lr and text_encoder_lr are unset. The default is far too low for a LoRA.` },
  { name: 'unet_lr', type: 'float', min: 0, trainers: ['network'], description: say`Learning rate of the image model (UNet or transformer); 0 leaves it untrained.` },
  { name: 'text_encoder_lr', type: 'number-or-list', min: 0, trainers: ['network'], description: say`Learning rate of the text encoder, or one for each; 0 leaves it untrained.` },
  { name: 'learning_rate_te', type: 'float', min: 0, trainers: ['fine-tune', 'dreambooth'], description: say`Learning rate of the text encoder in full training.` },
  { name: 'learning_rate_te1', type: 'float', min: 0, trainers: ['sdxl-full'], description: say`Learning rate of the first text encoder in full training.` },
  { name: 'learning_rate_te2', type: 'float', min: 0, trainers: ['sdxl-full'], description: say`Learning rate of the second text encoder in full training.` },
  { name: 'block_lr', type: 'string', trainers: ['sdxl-full'], description: say`Learning rates of the 23 blocks of SDXL, parted by commas.` },
  { name: 'self_attn_lr', type: 'float', min: 0, trainers: ['anima'], description: say`Learning rate of the self-attention layers.` },
  { name: 'cross_attn_lr', type: 'float', min: 0, trainers: ['anima'], description: say`Learning rate of the cross-attention layers.` },
  { name: 'mlp_lr', type: 'float', min: 0, trainers: ['anima'], description: say`Learning rate of the feed-forward layers.` },
  { name: 'mod_lr', type: 'float', min: 0, trainers: ['anima'], description: say`Learning rate of the modulation layers.` },
  { name: 'llm_adapter_lr', type: 'float', min: 0, trainers: ['anima'], description: say`Learning rate of the language-model adapter.` },
  { name: 'train_text_encoder', type: 'boolean', trainers: ['fine-tune', 'sdxl-full'], description: say`Trains the text encoder too, in full training.` },
  { name: 'stop_text_encoder_training', type: 'integer', trainers: ['dreambooth'], description: say`Step at which training of the text encoder ends.` },
]

const optimizer: readonly Row[] = [
  { name: 'optimizer_type', type: 'string', description: say`Optimizer; AdamW where unset. Another class of torch.optim or a dotted path is allowed.` },
  { name: 'optimizer_args', type: 'string-list', description: say`Arguments of the optimizer, each a text "key=value".` },
  { name: 'use_8bit_adam', type: 'boolean', description: say`Old form of optimizer_type AdamW8bit; not together with optimizer_type.` },
  { name: 'use_lion_optimizer', type: 'boolean', description: say`Old form of optimizer_type Lion; not together with optimizer_type.` },
  { name: 'max_grad_norm', type: 'float', default: 1, min: 0, description: say`Gradients are clipped to this norm; 0 is off.` },
  { name: 'gradient_accumulation_steps', type: 'integer', default: 1, min: 1, description: say`Batches that are summed before one step.` },
  { name: 'fused_backward_pass', type: 'boolean', description: say`Updates weights during the backward pass to save memory (Adafactor).` },
  { name: 'fused_optimizer_groups', type: 'integer', min: 1, trainers: ['sdxl-full'], description: say`Groups of weights that are updated during the backward pass.` },
]

const schedule: readonly Row[] = [
  { name: 'max_train_steps', type: 'integer', default: 1600, min: 1, description: say`Steps of the training; not looked at where max_train_epochs is given.` },
  { name: 'max_train_epochs', type: 'integer', min: 1, description: say`Epochs of the training; wins over max_train_steps.` },
  { name: 'lr_scheduler', type: 'string', default: 'constant', description: say`How the learning rate changes over the training.` },
  { name: 'lr_scheduler_type', type: 'string', description: say`Python class of a scheduler that takes the place of lr_scheduler.` },
  { name: 'lr_scheduler_args', type: 'string-list', description: say`Arguments of the scheduler, each a text "key=value".` },
  { name: 'lr_warmup_steps', type: 'number', default: 0, min: 0, description: say`Steps of the warm-up; a float is a share of all steps (0.05 is 5 %). Not with constant or adafactor.` },
  { name: 'lr_decay_steps', type: 'number', default: 0, min: 0, description: say`Steps of the decay of warmup_stable_decay; below 1 a share.` },
  { name: 'lr_scheduler_num_cycles', type: 'integer', default: 1, min: 1, description: say`Restarts of cosine_with_restarts.` },
  { name: 'lr_scheduler_power', type: 'float', default: 1, description: say`Power of the polynomial scheduler.` },
  { name: 'lr_scheduler_timescale', type: 'integer', min: 1, description: say`Time scale of inverse_sqrt; unset is the warm-up.` },
  { name: 'lr_scheduler_min_lr_ratio', type: 'float', min: 0, max: 1, description: say`Lowest share of the learning rate for cosine_with_min_lr and warmup_stable_decay.` },
  { name: 'seed', type: 'integer', description: say`Seed of the training; unset is random.` },
  { name: 'initial_epoch', type: 'integer', min: 1, trainers: ['network'], description: say`Epoch to begin with.` },
  { name: 'initial_step', type: 'integer', min: 0, trainers: ['network'], description: say`Step to begin with.` },
  { name: 'skip_until_initial_step', type: 'boolean', trainers: ['network'], description: say`Passes over the data up to the initial step.` },
]

const loss: readonly Row[] = [
  { name: 'loss_type', type: 'string', default: 'l2', choices: ['l1', 'l2', 'huber', 'smooth_l1'], description: say`How the difference between prediction and target is measured.` },
  { name: 'huber_schedule', type: 'string', default: 'snr', choices: ['constant', 'exponential', 'snr'], description: say`How the threshold of the Huber losses depends on the time step.` },
  { name: 'huber_c', type: 'float', default: 0.1, min: 0, description: say`Threshold of the Huber losses.` },
  { name: 'huber_scale', type: 'float', default: 1, min: 0, description: say`Factor on the Huber losses.` },
  { name: 'min_snr_gamma', type: 'float', min: 0, description: say`Evens out the loss over time steps; 5 is usual.` },
  { name: 'debiased_estimation_loss', type: 'boolean', description: say`Weighs the loss by debiased estimation.` },
  { name: 'scale_v_pred_loss_like_noise_pred', type: 'boolean', description: say`Scales the v-prediction loss as for noise; only with v_parameterization.` },
  { name: 'v_pred_like_loss', type: 'float', min: 0, description: say`Adds a v-prediction-like loss with this factor; only without v_parameterization.` },
  { name: 'zero_terminal_snr', type: 'boolean', description: say`Makes the last time step pure noise; meant for v-prediction.` },
  { name: 'weighting_scheme', type: 'string', default: 'uniform', choices: ['sigma_sqrt', 'logit_normal', 'mode', 'cosmap', 'none', 'uniform'], description: say`How time steps weigh in the loss of flow models.` },
  { name: 'apply_t5_attn_mask', type: 'boolean', trainers: ['flux', 'sd3'], description: say`The attention mask of T5 is applied.` },
  { name: 'apply_lg_attn_mask', type: 'boolean', trainers: ['sd3'], description: say`The attention mask of CLIP-L and CLIP-G is applied.` },
  { name: 'clip_l_dropout_rate', type: 'float', default: 0, min: 0, max: 1, trainers: ['sd3'], description: say`Share of samples without CLIP-L.` },
  { name: 'clip_g_dropout_rate', type: 'float', default: 0, min: 0, max: 1, trainers: ['sd3'], description: say`Share of samples without CLIP-G.` },
  { name: 't5_dropout_rate', type: 'float', default: 0, min: 0, max: 1, trainers: ['sd3'], description: say`Share of samples without T5.` },
]

const noise: readonly Row[] = [
  { name: 'noise_offset', type: 'float', min: 0, description: say`Offset added to the noise for darker and lighter pictures; 0.05–0.1 is usual.` },
  { name: 'noise_offset_random_strength', type: 'boolean', description: say`The noise offset varies between 0 and its value.` },
  { name: 'adaptive_noise_scale', type: 'float', description: say`Makes the noise offset follow the image; needs noise_offset.` },
  { name: 'multires_noise_iterations', type: 'integer', min: 1, description: say`Adds noise of several scales; 6–10 is usual.` },
  { name: 'multires_noise_discount', type: 'float', default: 0.3, min: 0, max: 1, description: say`How fast coarser noise fades.` },
  { name: 'ip_noise_gamma', type: 'float', min: 0, description: say`Perturbs the input; about 0.1 is usual.` },
  { name: 'ip_noise_gamma_random_strength', type: 'boolean', description: say`The input perturbation varies between 0 and its value.` },
  { name: 'min_timestep', type: 'integer', min: 0, max: 1000, description: say`Lowest time step trained.` },
  { name: 'max_timestep', type: 'integer', min: 0, max: 1000, description: say`Highest time step trained.` },
  { name: 'timestep_sampling', type: 'string', defaults: { lumina: 'shift', 'hunyuan-image': 'sigma', flux: 'sigma', anima: 'sigmoid' }, choices: ['sigma', 'uniform', 'sigmoid', 'shift', 'nextdit_shift', 'flux_shift'], trainers: ['lumina', 'hunyuan-image', 'flux', 'anima'], description: say`How time steps are drawn in flow models.` },
  { name: 'sigmoid_scale', type: 'float', default: 1, trainers: ['hunyuan-image', 'anima', 'flux', 'lumina'], description: say`Width of the sigmoid that time steps are drawn by.` },
  { name: 'discrete_flow_shift', type: 'float', defaults: { anima: 1, flux: 3, 'hunyuan-image': 5, lumina: 6 }, trainers: ['anima', 'flux', 'hunyuan-image', 'lumina'], description: say`Shift of the time steps in flow models.` },
  { name: 'training_shift', type: 'float', default: 1, trainers: ['sd3'], description: say`Shift of the time steps in SD 3.` },
  { name: 'model_prediction_type', type: 'string', defaults: { 'hunyuan-image': 'raw', lumina: 'raw', flux: 'sigma_scaled' }, choices: ['raw', 'additive', 'sigma_scaled'], trainers: ['hunyuan-image', 'lumina', 'flux'], description: say`What the flow model is taken to predict.` },
  { name: 'guidance_scale', type: 'float', default: 3.5, trainers: ['flux'], description: say`Guidance that a distilled FLUX is trained with; 1 is usual for a LoRA.` },
  { name: 'logit_mean', type: 'float', default: 0, description: say`Mean of the logit-normal weighting.` },
  { name: 'logit_std', type: 'float', default: 1, description: say`Spread of the logit-normal weighting.` },
  { name: 'mode_scale', type: 'float', default: 1.29, description: say`Scale of the mode weighting.` },
]

const precision: readonly Row[] = [
  { name: 'mixed_precision', type: 'string', default: 'no', choices: ['no', 'fp16', 'bf16'], description: say`Number format that is computed in.` },
  { name: 'full_fp16', type: 'boolean', description: say`Everything in fp16, gradients too; needs mixed_precision fp16.` },
  { name: 'full_bf16', type: 'boolean', description: say`Everything in bf16, gradients too; needs mixed_precision bf16.` },
  { name: 'fp8_base', type: 'boolean', description: say`The base model is held in fp8.` },
  { name: 'fp8_base_unet', type: 'boolean', trainers: ['network'], description: say`Only the image model is held in fp8, the text encoder is not.` },
  { name: 'fp8_scaled', type: 'boolean', trainers: ['hunyuan-image'], description: say`Scaled fp8 for the image model.` },
  { name: 'fp8_vl', type: 'boolean', trainers: ['hunyuan-image'], description: say`The language model is held in fp8.` },
  { name: 'no_half_vae', type: 'boolean', trainers: ['fine-tune', 'sdxl-full', 'dreambooth', 'network', 'textual-inversion'], description: say`The VAE computes in full precision; SDXL's own VAE needs it.` },
  { name: 'fp16_master_weights_and_gradients', type: 'boolean', description: say`Master weights and gradients in fp16 (DeepSpeed).` },
]

const memory: readonly Row[] = [
  { name: 'gradient_checkpointing', type: 'boolean', description: say`Computes parts twice to save memory.` },
  { name: 'cpu_offload_checkpointing', type: 'boolean', trainers: ['network'], description: say`Keeps checkpoints of the backward pass in main memory.` },
  { name: 'unsloth_offload_checkpointing', type: 'boolean', trainers: ['anima'], description: say`Keeps checkpoints in main memory without waiting for the copy.` },
  { name: 'blocks_to_swap', type: 'integer', min: 1, description: say`Blocks of the model that are swapped out to main memory.` },
  { name: 'xformers', type: 'boolean', description: say`Attention by xFormers.` },
  { name: 'sdpa', type: 'boolean', description: say`Attention by PyTorch itself.` },
  { name: 'mem_eff_attn', type: 'boolean', description: say`Attention that saves memory; slower.` },
  { name: 'attn_mode', type: 'string', choices: ['torch', 'xformers', 'flash', 'sageattn', 'sdpa'], trainers: ['hunyuan-image', 'anima'], description: say`Which attention is used.` },
  { name: 'split_attn', type: 'boolean', trainers: ['hunyuan-image', 'anima'], description: say`Attention one sample at a time.` },
  { name: 'split_mode', type: 'boolean', trainers: ['flux'], description: say`Trains half of FLUX at a time; replaced by blocks_to_swap.` },
  { name: 'use_flash_attn', type: 'boolean', trainers: ['lumina'], description: say`Attention by FlashAttention.` },
  { name: 'use_sage_attn', type: 'boolean', trainers: ['lumina'], description: say`Attention by SageAttention.` },
  { name: 'diffusers_xformers', type: 'boolean', trainers: ['fine-tune', 'sdxl-full'], description: say`xFormers as diffusers sets it up.` },
  { name: 'lowram', type: 'boolean', description: say`Loads the model straight to the graphics card, for little main memory.` },
  { name: 'highvram', type: 'boolean', description: say`Keeps more on the graphics card, for much of its memory.` },
  { name: 'disable_mmap_load_safetensors', type: 'boolean', description: say`Reads safetensors whole instead of mapping them.` },
  { name: 'text_encoder_cpu', type: 'boolean', trainers: ['hunyuan-image'], description: say`The text encoder runs on the processor.` },
  { name: 'torch_compile', type: 'boolean', description: say`Compiles the model with torch.compile.` },
  { name: 'dynamo_backend', type: 'string', default: 'inductor', choices: ['eager', 'aot_eager', 'inductor', 'aot_ts_nvfuser', 'nvprims_nvfuser', 'cudagraphs', 'ofi', 'fx2trt', 'onnxrt', 'tensort', 'ipex', 'tvm'], description: say`Backend of torch.compile.` },
  { name: 'ddp_timeout', type: 'integer', min: 1, description: say`Minutes until a lost process ends the run.` },
  { name: 'ddp_gradient_as_bucket_view', type: 'boolean', description: say`Saves a copy of gradients with several graphics cards.` },
  { name: 'ddp_static_graph', type: 'boolean', description: say`Tells several graphics cards that the graph never changes.` },
]

const cache: readonly Row[] = [
  { name: 'cache_latents', type: 'boolean', description: say`Encodes each image once; not with color_aug or random_crop.` },
  { name: 'cache_latents_to_disk', type: 'boolean', description: say`Keeps encoded images beside the images. They are used even after an image was changed.` },
  { name: 'vae_batch_size', type: 'integer', default: 1, min: 1, description: say`Images encoded at once.` },
  { name: 'vae_chunk_size', type: 'integer', min: 2, trainers: ['hunyuan-image', 'anima'], description: say`Size of the pieces that the VAE works in.` },
  { name: 'vae_disable_cache', type: 'boolean', trainers: ['anima'], description: say`The VAE keeps nothing between its pieces.` },
  { name: 'skip_cache_check', type: 'boolean', description: say`Does not look whether cached files are complete.` },
  { name: 'cache_text_encoder_outputs', type: 'boolean', description: say`Encodes each caption once, as it stands: prefix, wildcards and separators are not processed. Not with shuffling or dropout.` },
  { name: 'cache_text_encoder_outputs_to_disk', type: 'boolean', description: say`Keeps encoded captions beside the images. They are used even after a caption was changed.` },
  { name: 'text_encoder_batch_size', type: 'integer', min: 1, description: say`Captions encoded at once.` },
]

const saving: readonly Row[] = [
  { name: 'output_dir', type: 'string', path: 'folder', description: say`Folder for the results.` },
  { name: 'output_name', type: 'string', description: say`Name of the results without suffix.` },
  { name: 'save_model_as', type: 'string', default: 'safetensors', defaults: { 'textual-inversion': 'pt' }, choices: ['ckpt', 'safetensors', 'diffusers', 'diffusers_safetensors', 'pt'], description: say`File format of the result.` },
  { name: 'save_precision', type: 'string', choices: ['float', 'fp16', 'bf16'], description: say`Number format of the result; unset is that of the training.` },
  { name: 'save_every_n_epochs', type: 'integer', min: 1, description: say`Saves every n epochs.` },
  { name: 'save_every_n_steps', type: 'integer', min: 1, description: say`Saves every n steps.` },
  { name: 'save_n_epoch_ratio', type: 'integer', min: 1, description: say`Saves about this many times over the training.` },
  { name: 'save_last_n_epochs', type: 'integer', min: 1, description: say`Keeps only the results of the last n epochs.` },
  { name: 'save_last_n_steps', type: 'integer', min: 1, description: say`Keeps only the results of the last n steps.` },
  { name: 'save_last_n_epochs_state', type: 'integer', min: 1, description: say`Keeps only the states of the last n epochs.` },
  { name: 'save_last_n_steps_state', type: 'integer', min: 1, description: say`Keeps only the states of the last n steps.` },
  { name: 'save_state', type: 'boolean', description: say`Saves the state of the training with each result, to go on from.` },
  { name: 'save_state_on_train_end', type: 'boolean', description: say`Saves the state at the end of the training.` },
  { name: 'save_clip', type: 'boolean', trainers: ['sd3'], description: say`Saves the CLIP encoders too.` },
  { name: 'save_t5xxl', type: 'boolean', trainers: ['sd3'], description: say`Saves T5-XXL too.` },
  { name: 'use_safetensors', type: 'boolean', description: say`Saves as safetensors.` },
  { name: 'resume', type: 'string', path: 'folder', description: say`Folder of a saved state to go on from.` },
  { name: 'config_file', type: 'string', path: 'file', description: say`Training configuration (TOML) to read; its section names mean nothing.` },
  { name: 'output_config', type: 'boolean', description: say`Writes the options in force to config_file and ends.` },
  { name: 'log_config', type: 'boolean', description: say`Prints the options in force.` },
]

const samples: readonly Row[] = [
  { name: 'sample_prompts', type: 'string', path: 'file', description: say`File with prompts for pictures during training (.txt, .toml or .json).` },
  { name: 'sample_every_n_steps', type: 'integer', min: 1, description: say`Makes pictures every n steps.` },
  { name: 'sample_every_n_epochs', type: 'integer', min: 1, description: say`Makes pictures every n epochs; wins over steps.` },
  { name: 'sample_at_first', type: 'boolean', description: say`Makes pictures before training too.` },
  { name: 'sample_sampler', type: 'string', default: 'ddim', choices: ['ddim', 'pndm', 'lms', 'euler', 'euler_a', 'heun', 'dpm_2', 'dpm_2_a', 'dpmsolver', 'dpmsolver++', 'dpmsingle', 'k_lms', 'k_euler', 'k_euler_a', 'k_dpm_2', 'k_dpm_2_a'], description: say`Sampler of the pictures.` },
  { name: 'sample_batch_size', type: 'integer', min: 1, trainers: ['lumina'], description: say`Pictures made at once.` },
]

const validation: readonly Row[] = [
  { name: 'validation_split', type: 'float', default: 0, min: 0, max: 1, trainers: ['network'], description: say`Share of the images that are kept for validation.` },
  { name: 'validation_seed', type: 'integer', trainers: ['network'], description: say`Seed of the split; unset is the seed of the training.` },
  { name: 'validate_every_n_steps', type: 'integer', min: 1, trainers: ['network'], description: say`Validates every n steps.` },
  { name: 'validate_every_n_epochs', type: 'integer', min: 1, trainers: ['network'], description: say`Validates every n epochs.` },
  { name: 'max_validation_steps', type: 'integer', min: 1, trainers: ['network'], description: say`Most steps of one validation.` },
]

const logging: readonly Row[] = [
  { name: 'logging_dir', type: 'string', path: 'folder', description: say`Folder for logs.` },
  { name: 'log_with', type: 'string', choices: ['tensorboard', 'wandb', 'all'], description: say`Program that shows logs.` },
  { name: 'log_prefix', type: 'string', description: say`Text before the name of each log folder.` },
  { name: 'log_tracker_name', type: 'string', description: say`Name of the tracker.` },
  { name: 'log_tracker_config', type: 'string', path: 'file', description: say`Configuration of the tracker (TOML).` },
  { name: 'wandb_api_key', type: 'string', description: say`Key for Weights & Biases; better kept out of files.` },
  { name: 'wandb_run_name', type: 'string', description: say`Name of the run at Weights & Biases.` },
  { name: 'console_log_level', type: 'string', choices: ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'], description: say`Least level of messages that are printed.` },
  { name: 'console_log_file', type: 'string', path: 'file', description: say`File that messages are written to instead.` },
  { name: 'console_log_simple', type: 'boolean', description: say`Plain messages without colours.` },
]

const huggingface: readonly Row[] = [
  { name: 'huggingface_repo_id', type: 'string', description: say`Repository to upload to.` },
  { name: 'huggingface_repo_type', type: 'string', description: say`Type of the repository.` },
  { name: 'huggingface_path_in_repo', type: 'string', description: say`Path inside the repository.` },
  { name: 'huggingface_token', type: 'string', description: say`Token for uploads; better kept out of files.` },
  { name: 'huggingface_repo_visibility', type: 'string', description: say`public, or anything else for private.` },
  { name: 'save_state_to_huggingface', type: 'boolean', description: say`Uploads the state too.` },
  { name: 'resume_from_huggingface', type: 'boolean', description: say`Takes the state in resume from Hugging Face.` },
  { name: 'async_upload', type: 'boolean', description: say`Goes on training while uploading.` },
]

const metadata: readonly Row[] = [
  { name: 'metadata_title', type: 'string', description: say`Title in the result's metadata; unset is its name.` },
  { name: 'metadata_author', type: 'string', description: say`Author in the result's metadata.` },
  { name: 'metadata_description', type: 'string', description: say`Description in the result's metadata.` },
  { name: 'metadata_license', type: 'string', description: say`Licence in the result's metadata.` },
  { name: 'metadata_tags', type: 'string', description: say`Tags in the result's metadata, parted by commas.` },
  { name: 'metadata_usage_hint', type: 'string', description: say`How to use the result, for its metadata.` },
  { name: 'metadata_thumbnail', type: 'string', description: say`Small picture for the metadata, as a data URL.` },
  { name: 'metadata_merged_from', type: 'string', description: say`What the result was merged from, for its metadata.` },
  { name: 'metadata_trigger_phrase', type: 'string', description: say`Trigger of the result, for its metadata.` },
  { name: 'metadata_preprocessor', type: 'string', description: say`Preprocessor that the result expects, for its metadata.` },
  { name: 'metadata_is_negative_embedding', type: 'string', description: say`Whether the result is meant for negative prompts, for its metadata.` },
]

const deepspeed: readonly Row[] = [
  { name: 'deepspeed', type: 'boolean', description: say`Trains with DeepSpeed.` },
  { name: 'zero_stage', type: 'integer', default: 2, choices: [0, 1, 2, 3], description: say`How much DeepSpeed spreads over the graphics cards.` },
  { name: 'offload_optimizer_device', type: 'string', choices: ['cpu', 'nvme'], description: say`Where the optimizer's state is kept at stage 2 and 3.` },
  { name: 'offload_optimizer_nvme_path', type: 'string', path: 'folder', description: say`Folder for the optimizer's state on disk.` },
  { name: 'offload_param_device', type: 'string', choices: ['cpu', 'nvme'], description: say`Where weights are kept at stage 3.` },
  { name: 'offload_param_nvme_path', type: 'string', path: 'folder', description: say`Folder for weights on disk.` },
  { name: 'zero3_init_flag', type: 'boolean', description: say`Spreads weights already while loading at stage 3.` },
  { name: 'zero3_save_16bit_model', type: 'boolean', description: say`Saves in 16 bits at stage 3.` },
]

const textualInversion: readonly Row[] = [
  { name: 'token_string', type: 'string', trainers: ['textual-inversion'], description: say`Word that is taught; must not be in the tokenizer.` },
  { name: 'init_word', type: 'string', trainers: ['textual-inversion'], description: say`Words that the new one starts from.` },
  { name: 'num_vectors_per_token', type: 'integer', default: 1, min: 1, trainers: ['textual-inversion'], description: say`Tokens that the new word has.` },
  { name: 'weights', type: 'string', path: 'file', trainers: ['textual-inversion'], description: say`Embedding to go on from.` },
  { name: 'use_object_template', type: 'boolean', trainers: ['textual-inversion'], description: say`Ignores captions and uses ready sentences about things.` },
  { name: 'use_style_template', type: 'boolean', trainers: ['textual-inversion'], description: say`Ignores captions and uses ready sentences about styles.` },
]

const GROUPS = {
  model,
  data,
  captions,
  images,
  network,
  rates,
  optimizer,
  schedule,
  loss,
  noise,
  precision,
  memory,
  cache,
  saving,
  samples,
  validation,
  logging,
  huggingface,
  metadata,
  deepspeed,
  'textual-inversion': textualInversion,
} as const satisfies Readonly<Record<string, readonly Row[]>>

/** All options, in the order of the groups. */
export const TRAINING_OPTIONS: readonly TrainingOption[] = Object.entries(GROUPS).flatMap(([group, rows]) => rows.map((row) => ({ ...row, group })))

const BY_NAME: ReadonlyMap<string, TrainingOption> = new Map(TRAINING_OPTIONS.map((option) => [option.name, option]))

export function trainingOption(name: string): TrainingOption | undefined {
  return BY_NAME.get(name)
}
