/** What a score is about. Thresholds go by it. */
export const SCORE_CATEGORIES = ['general', 'character', 'copyright', 'artist', 'meta', 'species', 'rating', 'quality', 'model'] as const
export type ScoreCategory = (typeof SCORE_CATEGORIES)[number]

export interface TagScore {
  /** As the tagger spells it. */
  readonly name: string
  readonly category: ScoreCategory
  /** Probability, 0–1. */
  readonly score: number
}

/** What a tagger says of one image. */
export interface ImageScores {
  /** In the tagger's own order; what it is nearly sure is absent is left out. */
  readonly tags: readonly TagScore[]
  /** A caption in natural language. */
  readonly text?: string
}

/** All that one tagger said, by the image's path. */
export interface TaggerScores {
  readonly tagger: string
  readonly model: string
  readonly images: ReadonlyMap<string, ImageScores>
}

/** Scores below this are not kept: no threshold goes lower, and a model has ten thousand of them for each image. */
export const SCORE_FLOOR = 0.05

export function isScoreCategory(text: string): text is ScoreCategory {
  return (SCORE_CATEGORIES as readonly string[]).includes(text)
}
