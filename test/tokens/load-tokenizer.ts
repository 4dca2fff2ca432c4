import { createClipTokenizer, type ClipTokenizer } from '../../server/src/tokens/clip-tokenizer'

let loaded: Promise<ClipTokenizer> | undefined

/** The tokenizer over the merges that the build takes; loaded once for all tests. */
export function loadTokenizer(): Promise<ClipTokenizer> {
  loaded ??= import('../../scripts/build-clip.mjs').then(({ readClipMerges }) => createClipTokenizer(readClipMerges()))
  return loaded
}
