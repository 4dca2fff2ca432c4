import type { Model } from '../settings'

/** Models that were trained on full tag lists, with quality, rating and date words: implied and file tags are part of their language. */
export function knowsTagLists(model: Model): boolean {
  return model === 'illustrious' || model === 'noobai' || model === 'pony'
}

/** Models that know quality and rating words; NAI and Anima learnt them without the rest. */
export function knowsQualityWords(model: Model): boolean {
  return knowsTagLists(model) || model === 'nai' || model === 'anima'
}
