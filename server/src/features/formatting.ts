import { spanContains, type Span, type SpanEdit } from '../base/span'
import { editCaption } from '../caption/edit'
import { formatCaption, usualJoiner } from '../changes/format-caption'
import { keptKeys, triggerKeys } from '../changes/locked-tags'
import type { Snapshot } from '../workspace/workspace'

export interface FormattingOptions {
  /** Only what lies within; tags then keep their order, for a part of a new order is none. */
  readonly within?: Span
  /** Also in order of category; without it as the settings say. */
  readonly order?: boolean
}

/** The edits that lay the caption at `path` out as its dataset does; see `formatCaption` for what is left alone. */
export function formatDocument(snapshot: Snapshot, path: string, { within, order }: FormattingOptions = {}): readonly SpanEdit[] {
  const caption = snapshot.captionOf(path)
  if (!caption) return []
  const dataset = snapshot.datasetOf(path)
  const settings = snapshot.settingsOf(path).values
  const sample = dataset?.sampleOfCaption(path)
  const concept = sample && dataset?.conceptOf(sample.folder)
  const edits = formatCaption(caption, {
    knowledge: snapshot.knowledge,
    settings,
    triggers: triggerKeys(concept),
    kept: keptKeys(concept, settings),
    joiner: dataset && usualJoiner(dataset),
    order: within === undefined && (order ?? settings['formatting.order']),
  })
  const spans = editCaption(caption, edits)
  return within === undefined ? spans : spans.filter(({ span }) => spanContains(within, span.start) && spanContains(within, span.end))
}
