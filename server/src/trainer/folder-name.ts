import { pythonInt } from './python-text'

/** What the trainer makes of the name of a direct sub-folder of `train_data_dir` or `reg_data_dir`. */
export type FolderName =
  | {
      readonly kind: 'subset'
      /** How often an epoch shows each image: at least 1. */
      readonly repeats: number
      /** The caption of images that have no caption file; may be empty. */
      readonly classTokens: string
    }
  | {
      readonly kind: 'ignored'
      /** `no-repeats`: ignored with a warning; `zero-repeats` (also negative): ignored silently. */
      readonly why: 'no-repeats' | 'zero-repeats'
    }

/**
 * Reads `10_miku girl` as the trainer does: what stands before the first `_` must be a Python integer, the rest is text.
 * Without `_` the class tokens are empty. There is no identifier or class of its own.
 * With a `dataset_config` folder names are not read at all.
 *
 * sd-scripts: config_util.generate_dreambooth_subsets_config_by_subdirs
 */
export function parseFolderName(name: string): FolderName {
  const [first = '', ...rest] = name.split('_')
  const repeats = pythonInt(first)
  if (repeats === undefined) return { kind: 'ignored', why: 'no-repeats' }
  if (repeats < 1) return { kind: 'ignored', why: 'zero-repeats' }
  return { kind: 'subset', repeats, classTokens: rest.join('_') }
}
