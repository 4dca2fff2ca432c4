import { say } from '../../base/message'
import type { DatasetKey, DatasetLevel, DatasetMode } from './dataset-key'

const ABOVE: readonly DatasetLevel[] = ['general', 'dataset']
const ALL: readonly DatasetLevel[] = ['general', 'dataset', 'subset']
const SUBSET: readonly DatasetLevel[] = ['subset']
const WITH_FILES: readonly DatasetMode[] = ['dreambooth', 'controlnet']

/**
 * Every key of a dataset configuration. A value is looked for in the subset, its dataset, `[general]`, the training options,
 * and is else the default here.
 *
 * sd-scripts: config_util.ConfigSanitizer, BlueprintGenerator
 */
export const DATASET_KEYS = [
  { name: 'resolution', levels: ABOVE, type: 'size', default: null, min: 1, description: say`Training resolution in pixels: one number for a square, or [width, height]. Never a text here.` },
  { name: 'batch_size', levels: ABOVE, type: 'integer', default: 1, min: 1, option: 'train_batch_size', description: say`Images in one step of this dataset.` },
  { name: 'enable_bucket', levels: ABOVE, type: 'boolean', default: false, description: say`Groups images by aspect ratio; without it every image must have the training resolution.` },
  { name: 'min_bucket_reso', levels: ABOVE, type: 'integer', default: 256, min: 1, description: say`Shortest bucket side in pixels; must not be above the shorter training side.` },
  { name: 'max_bucket_reso', levels: ABOVE, type: 'integer', default: 1024, min: 1, description: say`Longest bucket side in pixels; must not be below the longer training side. 1024 is too small for SDXL.` },
  { name: 'bucket_reso_steps', levels: ABOVE, type: 'integer', default: 64, min: 1, description: say`Step between bucket sides: multiples of 64 for SD 1 and 2, 32 for SDXL, SD 3, FLUX, 16 for Lumina and Anima.` },
  { name: 'bucket_no_upscale', levels: ABOVE, type: 'boolean', default: false, description: say`Small images are not enlarged; every size makes a bucket of its own.` },
  { name: 'validation_seed', levels: ABOVE, type: 'integer', default: null, description: say`Seed of the split; unset is the seed of the training.` },
  { name: 'validation_split', levels: ABOVE, type: 'float', default: 0, min: 0, max: 1, description: say`Share of the images that are kept for validation. Not in a subset; a metadata set is not split but used whole.` },
  { name: 'network_multiplier', levels: ABOVE, type: 'float', default: 1, description: say`Strength of the network for this dataset.` },
  { name: 'resize_interpolation', levels: ALL, type: 'string', default: null, choices: ['lanczos', 'nearest', 'bilinear', 'linear', 'bicubic', 'cubic', 'area', 'box'], description: say`How images are resized; unset is area for shrinking and Lanczos for enlarging.` },
  { name: 'num_repeats', levels: ALL, type: 'integer', default: 1, min: 1, option: 'dataset_repeats', description: say`How often an epoch shows each image; below 1 the subset is left out. Folder names give no repeats here.` },
  { name: 'shuffle_caption', levels: ALL, type: 'boolean', default: false, description: say`Shuffles the tags of a caption each time it is shown.` },
  { name: 'caption_separator', levels: ALL, type: 'string', default: ',', description: say`What parts tags; joined again with a comma and a blank, whatever it is.` },
  { name: 'keep_tokens', levels: ALL, type: 'integer', default: 0, min: 0, description: say`Leading tags that are neither shuffled nor dropped; tags of the prefix count.` },
  { name: 'keep_tokens_separator', levels: ALL, type: 'string', default: '', description: say`Text that parts fixed from shuffled tags, usually three pipes; keep_tokens is then not looked at where it occurs.` },
  { name: 'secondary_separator', levels: ALL, type: 'string', default: null, description: say`Text that ties tags together while they are shuffled, usually three semicolons.` },
  { name: 'enable_wildcard', levels: ALL, type: 'boolean', default: false, description: say`Picks one of several lines, and one of the choices in braces.` },
  { name: 'caption_prefix', levels: ALL, type: 'string', default: null, description: say`Text put before every caption with a blank; a comma must be part of it.` },
  { name: 'caption_suffix', levels: ALL, type: 'string', default: null, description: say`Text put behind every caption with a blank; a comma must be part of it.` },
  { name: 'color_aug', levels: ALL, type: 'boolean', default: false, description: say`Changes hues at random; not together with cached latents.` },
  { name: 'flip_aug', levels: ALL, type: 'boolean', default: false, description: say`Mirrors images at random; wrong for one-sided traits and text.` },
  { name: 'random_crop', levels: ALL, type: 'boolean', default: false, description: say`Crops at a random place instead of the centre; not with cached latents, nor with conditioning images.` },
  { name: 'face_crop_aug_range', levels: ALL, type: 'float-pair', default: null, description: say`Crops around the face by a random factor: [2.0, 4.0], lower first.` },
  { name: 'token_warmup_min', levels: ALL, type: 'integer', default: 1, min: 1, description: say`Tags at the start of the warm-up of tags.` },
  { name: 'token_warmup_step', levels: ALL, type: 'number', default: 0, min: 0, description: say`Steps until all tags are used; below 1 a share of the steps.` },
  { name: 'custom_attributes', levels: ALL, type: 'table', default: null, description: say`Values for extensions; the trainer itself does not use them.` },
  { name: 'caption_dropout_rate', levels: ALL, type: 'number', default: 0, min: 0, max: 1, description: say`Share of samples that are trained with an empty caption.` },
  { name: 'caption_dropout_every_n_epochs', levels: ALL, type: 'integer', default: 0, min: 0, description: say`In every n-th epoch all captions are empty; 0 is never.` },
  { name: 'caption_tag_dropout_rate', levels: ALL, type: 'number', default: 0, min: 0, max: 1, description: say`Chance of each tag that is not fixed to be left out.` },
  { name: 'caption_extension', levels: ALL, modes: WITH_FILES, type: 'string', default: '.caption', description: say`Suffix of caption files. The default is .caption, so .txt must be said.` },
  { name: 'cache_info', levels: ALL, modes: WITH_FILES, type: 'boolean', default: false, description: say`Captions and sizes are kept in metadata_cache.json; later edits are not seen until it is deleted.` },
  { name: 'class_tokens', levels: ALL, modes: ['dreambooth'], type: 'string', default: null, description: say`Caption of images that have no caption file.` },
  { name: 'image_dir', levels: SUBSET, required: WITH_FILES, type: 'string', default: null, path: 'folder', description: say`Folder of the images, which lie directly in it. Listed twice in one dataset, the second is left out.` },
  { name: 'is_reg', levels: SUBSET, modes: ['dreambooth'], type: 'boolean', default: false, description: say`These are regularisation images.` },
  { name: 'alpha_mask', levels: SUBSET, modes: ['dreambooth', 'fine-tuning'], type: 'boolean', default: false, description: say`The alpha channel is the mask of the loss; without it transparency is dropped and hidden colours appear.` },
  { name: 'metadata_file', levels: SUBSET, modes: ['fine-tuning'], required: ['fine-tuning'], type: 'string', default: null, path: 'file', description: say`Metadata file with captions (.json or .jsonl); makes this a fine-tuning set. All subsets of a dataset have one, or none has.` },
  { name: 'conditioning_data_dir', levels: SUBSET, modes: ['controlnet'], required: ['controlnet'], type: 'string', default: null, path: 'folder', description: say`Folder with the control images or masks, one for each image. LoRA training takes it with masked_loss only.` },
] as const satisfies readonly DatasetKey[]

export type DatasetKeyName = (typeof DATASET_KEYS)[number]['name']

const BY_NAME: ReadonlyMap<string, DatasetKey<DatasetKeyName>> = new Map(DATASET_KEYS.map((key) => [key.name, key]))

export function datasetKey(name: string): DatasetKey<DatasetKeyName> | undefined {
  return BY_NAME.get(name)
}
