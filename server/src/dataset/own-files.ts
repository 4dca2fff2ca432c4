import { stemOf, suffixOf } from '../base/path'

/** Masks and condition images beside their image (OneTrainer's, and what people call them). */
const MASK = /(?:_mask|-masklabel|-condlabel)$/
/** Latents and text-encoder outputs. sd-scripts: the `*_NPZ_SUFFIX` of its strategies; trainer-facts § 1.9 */
const LATENTS = /_\d{4,}x\d{4,}_(?:sd|sdxl|sd3|flux|lumina|anima|hi)$/
const TEXTS = /(?:_te_outputs|_(?:sd3|flux|lumina|anima|hi)_te)$/
/** Files that belong to the dataset, whatever images are called. */
const OF_THE_DATASET = /(?:\.toml|^taglore\.json|^metadata_cache\.json)$/i

/** Stem → the names of the files that belong to it. A mask that has an image without the ending beside it belongs to that image. */
export function filesByOwner(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const stems = new Set(names.filter((name) => !isCache(name) && !MASK.test(stemOf(name))).map(stemOf))
  const found = new Map<string, string[]>()
  for (const name of names.filter((candidate) => !OF_THE_DATASET.test(candidate))) {
    const owner = ownerOf(name, stems)
    const held = found.get(owner)
    if (held) held.push(name)
    else found.set(owner, [name])
  }
  return found
}

/** Whether a file is what a trainer keeps of an image or a caption. */
export function isCache(name: string): boolean {
  return suffixOf(name).toLowerCase() === '.npz'
}

/** What a cache was made from, and the stem of that. */
export function cacheOf(name: string): { readonly stem: string; readonly of: 'image' | 'caption' } | undefined {
  if (!isCache(name)) return undefined
  const stem = stemOf(name)
  return TEXTS.test(stem) ? { stem: stem.replace(TEXTS, ''), of: 'caption' } : { stem: stem.replace(LATENTS, ''), of: 'image' }
}

function ownerOf(name: string, stems: ReadonlySet<string>): string {
  const stem = stemOf(name)
  const bare = isCache(name) && !stems.has(stem) ? (cacheOf(name)?.stem ?? stem) : stem
  const masked = bare.replace(MASK, '')
  return !stems.has(bare) && stems.has(masked) ? masked : bare
}
