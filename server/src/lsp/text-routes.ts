import { DocumentFormattingRequest, DocumentRangeFormattingRequest, InlayHintKind, type InlayHint, type SelectionRange } from 'vscode-languageserver'
import { linkTags, wikiPage } from '../features/document-link'
import { formatDocument } from '../features/formatting'
import { hintTags } from '../features/inlay-hint'
import { selectionRanges } from '../features/selection-range'
import { guard } from './guard'
import type { Route } from './route'
import { linkPaths } from './training-answers'

/** What is asked about the text of one caption. */
export const TEXT_ROUTES: readonly Route[] = [
  {
    name: 'formatting',
    capability: { documentFormattingProvider: true },
    scoped: { type: DocumentFormattingRequest.type, can: ({ textDocument }) => textDocument?.formatting?.dynamicRegistration === true },
    register: ({ session, documents }) => {
      session.connection.onDocumentFormatting(
        guard(session, 'textDocument/formatting', async ({ textDocument }) => {
          const caption = await documents.captionAt(textDocument.uri)
          return caption ? formatDocument(session.workspace, caption.path).map((edit) => caption.map.toTextEdit(edit)) : null
        }),
      )
    },
  },
  {
    name: 'rangeFormatting',
    capability: { documentRangeFormattingProvider: true },
    scoped: { type: DocumentRangeFormattingRequest.type, can: ({ textDocument }) => textDocument?.rangeFormatting?.dynamicRegistration === true },
    register: ({ session, documents }) => {
      session.connection.onDocumentRangeFormatting(
        guard(session, 'textDocument/rangeFormatting', async ({ textDocument, range }) => {
          const caption = await documents.captionAt(textDocument.uri)
          if (!caption) return null
          const within = { start: caption.map.toOffset(range.start), end: caption.map.toOffset(range.end) }
          return formatDocument(session.workspace, caption.path, { within }).map((edit) => caption.map.toTextEdit(edit))
        }),
      )
    },
  },
  {
    name: 'inlayHint',
    capability: { inlayHintProvider: true },
    register: ({ session, documents }) => {
      session.connection.languages.inlayHint.on(
        guard(session, 'textDocument/inlayHint', async ({ textDocument, range }) => {
          const caption = await documents.captionAt(textDocument.uri)
          if (!caption) return null
          const within = { start: caption.map.toOffset(range.start), end: caption.map.toOffset(range.end) }
          return hintTags(session.workspace, caption.path, within).map(({ offset, label, tooltip, side }): InlayHint => ({
            position: caption.map.toPosition(offset),
            label,
            kind: InlayHintKind.Type,
            ...(tooltip ? { tooltip: session.translate(tooltip) } : {}),
            ...(side === 'behind' ? { paddingLeft: true } : { paddingRight: true }),
          }))
        }),
      )
    },
  },
  {
    name: 'selectionRange',
    capability: { selectionRangeProvider: true },
    register: ({ session, documents }) => {
      session.connection.onSelectionRanges(
        guard(session, 'textDocument/selectionRange', async ({ textDocument, positions }) => {
          const caption = await documents.captionAt(textDocument.uri)
          if (!caption) return null
          return positions.map((position): SelectionRange => {
            const spans = selectionRanges(session.workspace, caption.path, caption.map.toOffset(position))
            const innermost = spans.reduceRight<SelectionRange | undefined>((parent, span) => ({ range: caption.map.toRange(span), ...(parent ? { parent } : {}) }), undefined)
            return innermost ?? { range: { start: position, end: position } }
          })
        }),
      )
    },
  },
  {
    name: 'documentLink',
    capability: { documentLinkProvider: { resolveProvider: true } },
    register: (doors) => {
      const { session, documents } = doors
      session.connection.onDocumentLinks(
        guard(session, 'textDocument/documentLink', async ({ textDocument }) => {
          const caption = await documents.captionAt(textDocument.uri)
          if (caption) return linkTags(session.workspace, caption.path).map(({ span, key }) => ({ range: caption.map.toRange(span), data: key }))
          const other = documents.otherAt(textDocument.uri)
          return other ? linkPaths(doors, other) : null
        }),
      )
      session.connection.onDocumentLinkResolve(
        guard(session, 'documentLink/resolve', (link) => {
          const target = typeof link.data === 'string' ? wikiPage(session.workspace.knowledge.tags, link.data) : undefined
          return target === undefined ? link : { ...link, target }
        }),
      )
    },
  },
]
