import type { Span } from '../base/span'
import type { Snapshot } from '../workspace/workspace'
import { namedTagAt, occurrencesOf } from './occurrences'

/** Where the caption names the tag at `offset`, that place included; a sentence is highlighted only where it is repeated. */
export function highlightTag(snapshot: Snapshot, path: string, offset: number): readonly Span[] {
  const caption = snapshot.captionOf(path)
  const tag = caption && namedTagAt(caption, offset)
  return caption && tag ? occurrencesOf(caption, tag.key) : []
}
