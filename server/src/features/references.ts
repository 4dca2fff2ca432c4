import type { Span } from '../base/span'
import { parseCaption } from '../caption/parse'
import type { Sample } from '../dataset/sample'
import type { Snapshot } from '../workspace/workspace'
import { mayHold, namedTagAt, occurrencesOf } from './occurrences'

/** Where one caption names a tag. */
export interface CaptionReferences {
  readonly path: string
  readonly text: string
  /** In order, at least one. */
  readonly spans: readonly Span[]
}

/** Key of the tag whose references are asked for at `offset`. */
export function referencedKey(snapshot: Snapshot, path: string, offset: number): string | undefined {
  const caption = snapshot.captionOf(path)
  return caption && namedTagAt(caption, offset)?.key
}

/** Every place where samples name a tag, a caption at a time; undefined for one that does not, so that whoever asks can pause. */
export function* findReferences(samples: Iterable<Sample>, key: string): Generator<CaptionReferences | undefined> {
  const holds = mayHold(key)
  for (const { caption: file } of samples) {
    const spans = file && file.fault === undefined && holds(file.text) ? occurrencesOf(parseCaption(file.text), key) : []
    yield file && spans.length > 0 ? { path: file.path, text: file.text, spans } : undefined
  }
}
