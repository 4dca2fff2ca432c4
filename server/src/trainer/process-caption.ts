import { takesTagsApart, warmupLength, warmupSteps, type CaptionOptions } from './caption-options'
import { splitCaption } from './caption-parts'
import { parseWildcards, type WildcardPiece } from './wildcards'

/** The texts a caption can be trained as. */
export interface CaptionTexts {
  /** Without repeats; the one with every tag in its written order first, the empty text of caption dropout last. */
  readonly texts: readonly string[]
  /** Whether these are all; if not, there are more than the bound (or finding them would take too long). */
  readonly complete: boolean
}

/**
 * Every text that training can make of a caption under the options, over all epochs and steps, up to `bound` texts.
 * `caption` is what `readCaptionFile` gives (with wildcards it may have several lines), or the class tokens.
 * No texts where the trainer aborts (tags are taken apart with an empty `caption_separator`).
 * Replacements of textual inversion are left out. With cached text-encoder outputs the trainer does none of this:
 * it encodes the caption as read.
 *
 * sd-scripts: BaseDataset.process_caption
 */
export function processCaption(caption: string, options: CaptionOptions, bound = 200): CaptionTexts {
  const texts = new Set<string>()
  const dropped = mayDrop(options)
  let complete = true
  if (!alwaysDrops(options)) {
    let tries = bound * 5 + 500
    for (const text of processedTexts(addAffixes(caption, options), options)) {
      // the empty text goes last
      if ((text === '' && dropped) || texts.has(text)) {
        if (--tries > 0) continue
        complete = false
        break
      }
      if (texts.size + (dropped ? 1 : 0) >= bound) {
        complete = false
        break
      }
      texts.add(text)
    }
  }
  if (dropped) texts.add('')
  return { texts: [...texts], complete }
}

/** Prefix and suffix with one blank and no comma, on the whole text, so that a suffix lands on the last line. */
export function addAffixes(caption: string, options: CaptionOptions): string {
  const head = options.captionPrefix ? `${options.captionPrefix} ` : ''
  return head + caption + (options.captionSuffix ? ` ${options.captionSuffix}` : '')
}

/** Whether a caption can be dropped as a whole. */
export function mayDrop(options: CaptionOptions): boolean {
  return (options.captionDropoutRate ?? 0) > 0 || (options.captionDropoutEveryNEpochs ?? 0) > 0
}

function alwaysDrops(options: CaptionOptions): boolean {
  return (options.captionDropoutRate ?? 0) >= 1 || options.captionDropoutEveryNEpochs === 1
}

function* processedTexts(caption: string, options: CaptionOptions): Generator<string> {
  const separator = options.captionSeparator ?? ','
  for (const line of chosenLines(caption, options)) {
    for (const text of tagTexts(line, options)) {
      yield options.secondarySeparator ? text.split(options.secondarySeparator).join(separator) : text
    }
  }
}

/** The lines training can choose, their wildcards filled; without wildcards only the first line. */
function* chosenLines(caption: string, options: CaptionOptions): Generator<string> {
  const lines = caption.split('\n')
  if (!options.enableWildcard) {
    yield lines[0] ?? ''
    return
  }
  for (const line of new Set(lines)) yield* filled(parseWildcards(line), 0)
}

function* filled(pieces: readonly WildcardPiece[], from: number): Generator<string> {
  const piece = pieces[from]
  if (piece === undefined) {
    yield ''
    return
  }
  for (const option of new Set(piece)) {
    for (const rest of filled(pieces, from + 1)) yield option + rest
  }
}

/** One line with its tags kept, ordered and dropped in every possible way; joined by `, ` whatever the separator is. */
function* tagTexts(line: string, options: CaptionOptions): Generator<string> {
  if (!takesTagsApart(options)) {
    yield line
    return
  }
  if (options.captionSeparator === '') return
  const { fixed, flexible, suffix } = splitCaption(line, options)
  for (const length of warmupLengths(options, flexible.length)) {
    for (const kept of keptTags(flexible.slice(0, length), options.captionTagDropoutRate ?? 0)) {
      for (const order of options.shuffleCaption ? orders(kept) : [kept]) {
        yield [...fixed, ...order, ...suffix].join(', ')
      }
    }
  }
  // a share of steps that comes to nothing is stored as 0 at its first use, and from then on tags are not taken apart
  if (warmupSteps(options) === 0 && !takesTagsApart({ ...options, tokenWarmupStep: 0 })) yield line
}

/** How many flexible tags can be in use: all, and what the warm-up allows before. May hold negative lengths (Python slices). */
function warmupLengths(options: CaptionOptions, count: number): Iterable<number> {
  const lengths = new Set([count])
  const steps = warmupSteps(options)
  const least = options.tokenWarmupMin ?? 1
  if (steps > count - least && count > least) {
    for (let length = count - 1; length >= least; length--) lengths.add(length)
  } else if (count > least) {
    for (let step = 0; step < steps; step++) lengths.add(warmupLength(options, count, step))
  }
  return lengths
}

/** Every choice of tags that can survive tag dropout, order kept, equal ones once; all of them first, none last. */
function* keptTags(tags: readonly string[], rate: number): Generator<readonly string[]> {
  if (rate <= 0) yield tags
  else if (rate >= 1) yield []
  else {
    for (const [index, tag] of tags.entries()) {
      if (tags.indexOf(tag) < index) continue
      for (const rest of keptTags(tags.slice(index + 1), rate)) yield [tag, ...rest]
    }
    yield []
  }
}

/** Every order of the tags, equal tags not told apart, the written order first. */
function* orders(tags: readonly string[]): Generator<readonly string[]> {
  if (tags.length <= 1) {
    yield tags
    return
  }
  for (const [index, tag] of tags.entries()) {
    if (tags.indexOf(tag) < index) continue
    for (const rest of orders(tags.toSpliced(index, 1))) yield [tag, ...rest]
  }
}
