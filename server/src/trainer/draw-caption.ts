import { takesTagsApart, warmupLength, warmupSteps, type CaptionOptions } from './caption-options'
import { splitCaption } from './caption-parts'
import { addAffixes } from './process-caption'
import { parseWildcards } from './wildcards'

/** When in training a caption is drawn. */
export interface DrawMoment {
  /** Counted from 1. */
  readonly epoch: number
  /** Optimizer steps done, from 0. */
  readonly step: number
}

/**
 * One text that training may make of a caption at a moment, by the choices of `random` (0 ≤ value < 1).
 * For showing examples: the trainer's own order of random numbers is not reproduced.
 *
 * sd-scripts: BaseDataset.process_caption
 */
export function drawCaption(caption: string, options: CaptionOptions, moment: DrawMoment, random: () => number): string {
  const pick = (choices: readonly string[]): string => choices[Math.floor(random() * choices.length)] ?? ''
  const { captionDropoutRate = 0, captionDropoutEveryNEpochs: every = 0, captionSeparator = ',' } = options
  if ((captionDropoutRate > 0 && random() < captionDropoutRate) || (every > 0 && moment.epoch % every === 0)) return ''
  const lines = addAffixes(caption, options).split('\n')
  const line = options.enableWildcard ? parseWildcards(pick(lines)).map(pick).join('') : (lines[0] ?? '')
  const text = takesTagsApart(options) ? drawTags(line, options, moment, random) : line
  return options.secondarySeparator ? text.split(options.secondarySeparator).join(captionSeparator) : text
}

function drawTags(line: string, options: CaptionOptions, { step }: DrawMoment, random: () => number): string {
  const { fixed, flexible, suffix } = splitCaption(line, options)
  const rate = options.captionTagDropoutRate ?? 0
  let tags = step < warmupSteps(options) ? flexible.slice(0, warmupLength(options, flexible.length, step)) : [...flexible]
  if (options.shuffleCaption) tags = shuffle(tags, random)
  if (rate > 0) tags = tags.filter(() => random() >= rate)
  return [...fixed, ...tags, ...suffix].join(', ')
}

function shuffle(tags: readonly string[], random: () => number): string[] {
  const rest = [...tags]
  const drawn: string[] = []
  while (rest.length > 0) drawn.push(...rest.splice(Math.floor(random() * rest.length), 1))
  return drawn
}
