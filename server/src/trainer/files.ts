import { nameOf, suffixOf } from '../base/path'

/** Suffixes the trainer always looks for, in lower case; it tries them all-lower and all-upper. sd-scripts: train_util.IMAGE_EXTENSIONS */
export const imageSuffixes: readonly string[] = ['.png', '.jpg', '.jpeg', '.webp', '.bmp']

/** Suffixes looked for only where a Python package is installed (`pillow_avif`; `jxlpy` or `pillow_jxl`). */
export const optionalImageSuffixes: readonly string[] = ['.avif', '.jxl']

/** Suffixes people keep pictures under that no version of the trainer finds. */
export const unfoundImageSuffixes: readonly string[] = (
  '.gif .tif .tiff .jfif .heic .heif .psd .apng .jpe .jp2 .tga .svg .ico'
).split(' ')

export interface ImageFileOptions {
  /** `pillow_avif` is installed where training runs. */
  readonly avif?: boolean
  /** `jxlpy` or `pillow_jxl` is installed where training runs. */
  readonly jxl?: boolean
  /** Training runs on a file system that ignores case (Windows): mixed case is found there. */
  readonly ignoreCase?: boolean
}

/** Why the trainer passes over a picture. `optional-type`: found only with a Python package; `mixed-case`: `.Png` where case counts. */
export type MissedImage = 'hidden' | 'mixed-case' | 'optional-type' | 'unfound-type'

export type ImageFile =
  | { readonly kind: 'found'; readonly suffix: string }
  | { readonly kind: 'missed'; readonly suffix: string; readonly why: MissedImage }
  | { readonly kind: 'other' }

/**
 * Whether the trainer takes the file of this name (or path) as a training image. Only direct files of a folder count;
 * masks and previews are not told apart from images.
 *
 * sd-scripts: train_util.glob_images, IMAGE_EXTENSIONS
 */
export function classifyImageFile(path: string, options: ImageFileOptions = {}): ImageFile {
  const suffix = suffixOf(path)
  const lower = suffix.toLowerCase()
  const optional = optionalImageSuffixes.includes(lower)
  if (!optional && !imageSuffixes.includes(lower)) {
    return unfoundImageSuffixes.includes(lower) ? { kind: 'missed', suffix, why: 'unfound-type' } : { kind: 'other' }
  }
  // the shell-glob rule: `*.png` does not match a leading dot
  if (nameOf(path).startsWith('.')) return { kind: 'missed', suffix, why: 'hidden' }
  if (optional && !(lower === '.avif' ? options.avif : options.jxl)) return { kind: 'missed', suffix, why: 'optional-type' }
  if (!options.ignoreCase && suffix !== lower && suffix !== suffix.toUpperCase()) return { kind: 'missed', suffix, why: 'mixed-case' }
  return { kind: 'found', suffix }
}

/** The suffix (with its dot, as written) of a file the trainer finds as an image; undefined for all others. */
export function foundImageSuffix(path: string, options: ImageFileOptions = {}): string | undefined {
  const file = classifyImageFile(path, options)
  return file.kind === 'found' ? file.suffix : undefined
}

/** Whether a person would call the file a picture, found by the trainer or not. */
export function isPicture(path: string): boolean {
  return classifyImageFile(path).kind !== 'other'
}

/** `caption_extension` as the trainer uses it: with a leading dot. An empty one stays empty: the caption is then the path without suffix. */
export function captionSuffix(extension: string): string {
  return extension === '' || extension.startsWith('.') ? extension : `.${extension}`
}

/**
 * The paths at which the trainer looks for the caption of an image; the first that exists is used (one or two paths).
 * The second drops the last four `_` pieces of the *whole path* (meant for face crops `name_cx_cy_w_h.png`,
 * but underscores in folder names count too), where there are at least five pieces.
 *
 * sd-scripts: DreamBoothDataset.__init__, read_caption
 */
export function captionCandidates(imagePath: string, extension: string): readonly string[] {
  const suffix = captionSuffix(extension)
  const base = imagePath.slice(0, imagePath.length - suffixOf(imagePath).length)
  const pieces = base.split('_')
  return pieces.length >= 5 ? [base + suffix, pieces.slice(0, -4).join('_') + suffix] : [base + suffix]
}

/**
 * The stem whose caption, in the same folder, an image of this stem reads where it has none of its own: what stands before its last
 * four `_` pieces. Undefined for names of fewer pieces; pieces of folder names, which count too, lead out of the folder.
 */
export function lenderOf(stem: string): string | undefined {
  const pieces = stem.split('_')
  const lender = pieces.slice(0, -4).join('_')
  return pieces.length >= 5 && lender !== '' ? lender : undefined
}
