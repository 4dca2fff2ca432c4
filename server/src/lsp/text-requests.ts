import { createTextMap } from '../base/document'
import { applySpanEdits, shortestEdit } from '../base/span'
import type { Caption } from '../caption/caption'
import { fromLines, toLines } from '../caption/lines-view'
import { completeField, editTags } from '../features/edit-tags'
import { describeTokens } from '../features/tokens'
import { writeTrained } from '../features/trained-text'
import {
  COMPLETE_TAG_REQUEST,
  EDIT_TAGS_REQUEST,
  type CompleteTagParams,
  type CompleteTagResult,
  type EditTagsParams,
  type EditTagsResult,
} from '../protocol/captions'
import { LINES_EDIT_REQUEST, LINES_REQUEST, type LinesEditParams, type LinesEditResult, type LinesParams, type LinesResult } from '../protocol/lines'
import { TRAINED_TEXT_REQUEST, type TrainedTextParams, type TrainedTextResult } from '../protocol/preview'
import { TOKENS_REQUEST, type TokensParams, type TokensResult } from '../protocol/tokens'
import { guard } from './guard'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers what is asked about the text of one caption in our own words; the types are in `protocol/`. */
export function registerTextRequests(doors: Doors): void {
  const { session } = doors
  const { connection, workspace } = session
  const versionOf = (uri: string): number | null => workspace.versionOf(toPath(uri)) ?? null

  connection.onRequest(
    TOKENS_REQUEST,
    guard(session, TOKENS_REQUEST, async ({ uri }: TokensParams): Promise<TokensResult | null> => {
      const caption = await captionAt(doors, uri)
      const tokens = caption && describeTokens(workspace, toPath(uri))
      if (!caption || !tokens) return null
      const map = createTextMap(caption.text)
      const { count, limit, estimated, boundaries, lost, perTag } = tokens
      return {
        version: versionOf(uri),
        count,
        limit,
        estimated,
        boundaries: boundaries.map((span) => map.toRange(span)),
        lost: lost.map((span) => map.toRange(span)),
        perTag: perTag.map((tag) => ({ range: map.toRange(tag.span), count: tag.count })),
      }
    }),
  )

  connection.onRequest(
    LINES_REQUEST,
    guard(session, LINES_REQUEST, async ({ uri }: LinesParams): Promise<LinesResult | null> => {
      const caption = await captionAt(doors, uri)
      return caption ? { version: versionOf(uri), lines: toLines(caption) } : null
    }),
  )

  connection.onRequest(
    LINES_EDIT_REQUEST,
    guard(session, LINES_EDIT_REQUEST, async ({ uri, lines }: LinesEditParams): Promise<LinesEditResult | null> => {
      const caption = await captionAt(doors, uri)
      if (!caption) return null
      const edits = shortestEdit(caption.text, fromLines(caption, lines))
      const map = createTextMap(caption.text)
      return { version: versionOf(uri), edits: edits.map((edit) => map.toTextEdit(edit)), text: applySpanEdits(caption.text, edits) }
    }),
  )

  connection.onRequest(
    TRAINED_TEXT_REQUEST,
    guard(session, TRAINED_TEXT_REQUEST, async ({ uri }: TrainedTextParams): Promise<TrainedTextResult | null> => {
      await captionAt(doors, uri)
      const text = writeTrained(workspace, toPath(uri), TRAINED_TEXTS, { toUri: doors.open.toUri, translate: session.translate })
      return text === undefined ? null : { text }
    }),
  )


  connection.onRequest(
    EDIT_TAGS_REQUEST,
    guard(session, EDIT_TAGS_REQUEST, async ({ uri, wish }: EditTagsParams): Promise<EditTagsResult> => {
      const caption = await captionAt(doors, uri)
      if (!caption) return null
      const map = createTextMap(caption.text)
      return { version: versionOf(uri), edits: editTags(caption, wish).map((edit) => map.toTextEdit(edit)) }
    }),
  )

  connection.onRequest(
    COMPLETE_TAG_REQUEST,
    guard(session, COMPLETE_TAG_REQUEST, async ({ uri, typed, tag }: CompleteTagParams): Promise<CompleteTagResult> => {
      await captionAt(doors, uri)
      const tags = completeField(workspace, toPath(uri), typed, tag ?? undefined).slice(0, FIELD_TAGS)
      return { tags: tags.map(({ label, detail, description, category, inserted }) => ({ label, detail, description, category, inserted: inserted.replace(/,\s*$/, '') })) }
    }),
  )
}

/** Rows of the list below a field. */
const FIELD_TAGS = 12

/** Texts that one caption's document lists; with shuffling there are more than anybody reads. */
const TRAINED_TEXTS = 200

/** The caption at `uri`, open or not. */
async function captionAt({ documents, datasets, session }: Doors, uri: string): Promise<Caption | undefined> {
  await documents.captionAt(uri)
  await datasets.ensure(toPath(uri))
  return session.workspace.captionOf(toPath(uri))
}
