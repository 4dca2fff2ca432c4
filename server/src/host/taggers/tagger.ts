import { formatMessage, type Message } from '../../base/message'
import type { ImageScores } from '../../tagging/score'

/** What goes on while a tagger runs. */
export interface TaggerRun {
  readonly signal?: AbortSignal
  /** Once for each image that was tagged, in any order. */
  onScores(image: string, scores: ImageScores): void
  /** An image that this tagger cannot tag; the others go on. */
  onFault(image: string, fault: Message): void
}

/** One way to tag images: a model, a program, an address. It looks at images and writes nothing. */
export interface Tagger {
  /** As the user calls it. */
  readonly name: string
  /** What decides its answers: scores of another model are not taken for its own. */
  readonly model: string
  /** Resolves when each image has its answer. Rejects with a `TaggerError` where it cannot go on, or with the signal's reason. */
  run(images: readonly string[], run: TaggerRun): Promise<void>
  /** Ends what it keeps running between two calls. */
  stop(): void
}

/** Why a tagger ended, in words for the user; what it said before stays. */
export class TaggerError extends Error {
  constructor(readonly told: Message) {
    super(formatMessage(told))
    this.name = 'TaggerError'
  }
}
