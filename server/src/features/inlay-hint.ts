import { formatCount } from '../base/number-format'
import { say, type Message } from '../base/message'
import { spansOverlap, type Span } from '../base/span'
import type { Tag } from '../caption/caption'
import { windowTokens } from '../tokens/limits'
import { findByAlias, findTag } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'
import { describeTokens } from './tokens'

export interface TagHint {
  readonly offset: number
  readonly label: string
  readonly tooltip: Message | undefined
  /** Behind a tag, or before the token at which a window begins. */
  readonly side: 'behind' | 'before'
}

const MOST = 1000

/** What the settings want to stand in a stretch of the caption, in order; nothing by default. */
export function hintTags(snapshot: Snapshot, path: string, within: Span): readonly TagHint[] {
  const caption = snapshot.captionOf(path)
  const { values } = snapshot.settingsOf(path)
  if (!caption) return []
  const tags = values.inlayHints === 'off' ? [] : caption.tags.filter(({ span }) => spansOverlap(span, within)).slice(0, MOST)
  const hints = tags.flatMap((tag) => hintOf(snapshot, path, tag) ?? [])
  if (!values.tokenBoundaries) return hints
  return [...hints, ...boundaryHints(snapshot, path, within)].sort((a, b) => a.offset - b.offset)
}

function hintOf(snapshot: Snapshot, path: string, { key, span }: Tag): TagHint | undefined {
  const label = labelOf(snapshot, path, key)
  return label === undefined ? undefined : { offset: span.end, label, tooltip: undefined, side: 'behind' }
}

function labelOf(snapshot: Snapshot, path: string, key: string): string | undefined {
  const { inlayHints } = snapshot.settingsOf(path).values
  if (inlayHints === 'captions') {
    const usage = snapshot.datasetOf(path)?.counts.get(key)
    return usage && `×${usage.captions}`
  }
  const { tags } = snapshot.knowledge
  const record = findTag(tags, key) ?? findByAlias(tags, key)[0]
  if (inlayHints === 'translations') return record?.translations[0]
  return record && record.count > 0 ? formatCount(record.count) : undefined
}

function boundaryHints(snapshot: Snapshot, path: string, within: Span): readonly TagHint[] {
  const tokens = describeTokens(snapshot, path)
  if (!tokens) return []
  const lineOf = (offset: number): number => snapshot.captionOf(path)?.tags.find(({ span }) => span.end > offset)?.line ?? 0
  const counts = new Map<number, number>()
  return tokens.boundaries.flatMap(({ start }): TagHint[] => {
    const line = lineOf(start)
    const count = (counts.get(line) ?? 0) + windowTokens
    counts.set(line, count)
    if (start < within.start || start > within.end) return []
    const tooltip = count >= tokens.limit ? say`From here on the text is past the limit of ${tokens.limit} tokens` : say`A new window of ${windowTokens} tokens begins here`
    return [{ offset: start, label: `${count}│`, tooltip, side: 'before' }]
  })
}
