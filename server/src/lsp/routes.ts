import type { ClientCapabilities, CompletionItem, CompletionList, Hover, Position } from 'vscode-languageserver'
import { completeElsewhere } from '../features/complete-elsewhere'
import { completeTag } from '../features/completion'
import { describeTag, hoverTag } from '../features/hover'
import { hoverTraining } from '../features/training/hover'
import { colourTags, TOKEN_TYPES } from '../features/semantic-tokens'
import { SHOW_TAG_COMMAND } from '../protocol/initialize'
import { listActions, resolveAction } from './actions'
import type { Documents } from './documents'
import { FILE_ROUTES } from './file-routes'
import { guard } from './guard'
import { patiently } from './patiently'
import type { Session } from './session'
import type { Doors, Route } from './route'
import { TAG_ROUTES } from './tag-routes'
import { TEXT_ROUTES } from './text-routes'
import { ACTION_KINDS, toCompletionList, toHover, toMarkup, toSemanticTokens, toWordList, type CompletionSupport } from './to-lsp'
import { completeTrainingText } from './training-answers'
import { toPath } from './uris'

/** How long colours wait for the triggers of a dataset that is still being read. Milliseconds. */
const PATIENCE = 1000

/** Without the blank, the list would close between the words of a tag; without the rest, after a bracket or a choice; quotes begin a text in other files. */
export const TRIGGER_CHARACTERS = [',', ' ', '_', '(', '-', ':', '/', '<', '{', '|', '"', "'"]

export const ROUTES: readonly Route[] = [
  {
    name: 'completion',
    capability: { completionProvider: { triggerCharacters: TRIGGER_CHARACTERS, resolveProvider: true, completionItem: { labelDetailsSupport: true } } },
    register: ({ session, documents, open }) => {
      const { completionItem } = session.capabilities.textDocument?.completion ?? {}
      const support = { labelDetails: completionItem?.labelDetailsSupport === true, deprecated: completionItem?.tagSupport !== undefined, snippets: completionItem?.snippetSupport === true }
      session.connection.onCompletion(
        guard(session, 'textDocument/completion', async ({ textDocument, position }) => {
          const caption = await documents.captionAt(textDocument.uri)
          if (!caption) return completeOther({ session, documents, open }, textDocument.uri, position, support)
          const answer = completeTag(session.workspace, caption.path, caption.map.toOffset(position))
          return answer ? toCompletionList(answer, caption.map, textDocument.uri, support) : null
        }),
      )
      session.connection.onCompletionResolve(
        guard(session, 'completionItem/resolve', (item): CompletionItem => {
          const { uri, name } = readItemData(item.data)
          if (uri === undefined || name === undefined) return item
          const description = describeTag(session.workspace, session.workspace.datasetOf(toPath(uri)), name)
          return { ...item, documentation: toMarkup(description, session.translate, completionItem?.documentationFormat) }
        }),
      )
    },
  },
  {
    name: 'hover',
    capability: { hoverProvider: true },
    register: ({ session, documents, pictures, open }) => {
      const formats = session.capabilities.textDocument?.hover?.contentFormat
      session.connection.onHover(
        guard(session, 'textDocument/hover', async ({ textDocument, position }) => {
          const caption = await documents.captionAt(textDocument.uri)
          if (!caption) return hoverOther(session, documents, textDocument.uri, position)
          const description = hoverTag(session.workspace, caption.path, caption.map.toOffset(position))
          if (!description) return null
          const shown = session.hoverImages && formats?.includes('markdown') ? await pictures(description.images ?? []) : []
          const { use } = description
          const showing = use && session.commands.has(SHOW_TAG_COMMAND) ? `command:${SHOW_TAG_COMMAND}?${encodeURIComponent(JSON.stringify([open.toUri(use.root), use.key]))}` : undefined
          return toHover(description, caption.map, session.translate, formats, { pictures: shown, showing })
        }),
      )
    },
  },
  {
    name: 'semanticTokens',
    capability: { semanticTokensProvider: { legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] }, full: true } },
    register: ({ session, documents, datasets, ready }) => {
      session.connection.languages.semanticTokens.on(
        guard(session, 'textDocument/semanticTokens/full', async ({ textDocument }) => {
          // colours that change a moment later are worse than colours a moment later
          await ready()
          await patiently(datasets.ensure(toPath(textDocument.uri)), PATIENCE)
          const caption = await documents.captionAt(textDocument.uri)
          return caption ? toSemanticTokens(colourTags(session.workspace, caption.path), caption.map) : { data: [] }
        }),
      )
    },
  },
  {
    name: 'codeAction',
    capability: { codeActionProvider: { codeActionKinds: ACTION_KINDS, resolveProvider: true } },
    register: (doors) => {
      const { session, documents } = doors
      session.connection.onCodeAction(
        guard(session, 'textDocument/codeAction', async (params) => {
          const caption = await documents.captionAt(params.textDocument.uri)
          const text = caption ?? documents.otherAt(params.textDocument.uri)
          // of a picture nobody may have asked before
          if (!text) await doors.datasets.ensure(toPath(params.textDocument.uri))
          // a file that cannot be read as a caption has what mends it
          return listActions(doors, text?.path ?? toPath(params.textDocument.uri), text?.map, params)
        }),
      )
      session.connection.onCodeActionResolve(guard(session, 'codeAction/resolve', (action) => resolveAction(doors, action)))
    },
  },
  ...TAG_ROUTES,
  ...TEXT_ROUTES,
  ...FILE_ROUTES,
]

/** The routes that are registered for the client's own language of captions, once it is greeted. */
export function scopedRoutes(client: ClientCapabilities, captionLanguage: string | undefined): readonly Route[] {
  return captionLanguage === undefined ? [] : ROUTES.filter(({ scoped }) => scoped?.can(client))
}

/** Completion in a document that is no caption: tags where it holds some, else what a training file may have there. */
async function completeOther(doors: Pick<Doors, 'session' | 'documents' | 'open'>, uri: string, position: Position, support: CompletionSupport): Promise<CompletionList | null> {
  const { session, documents } = doors
  const other = documents.otherAt(uri)
  if (!other) return null
  const offset = other.map.toOffset(position)
  const answer = completeElsewhere(session.workspace, other, offset)
  if (!answer) return completeTrainingText(doors, other, offset, support)
  return 'words' in answer ? toWordList(answer, other.map, support, session.translate) : toCompletionList(answer, other.map, uri, support)
}

/** Hover in a document that is no caption. */
function hoverOther(session: Session, documents: Documents, uri: string, position: Position): Hover | null {
  const other = documents.otherAt(uri)
  if (!other || other.kind === 'settings') return null
  const description = hoverTraining(other.path, other.text, other.kind, other.map.toOffset(position))
  return description ? toHover(description, other.map, session.translate, session.capabilities.textDocument?.hover?.contentFormat) : null
}

function readItemData(data: unknown): { uri?: string; name?: string } {
  if (typeof data !== 'object' || data === null) return {}
  const uri = 'uri' in data && typeof data.uri === 'string' ? data.uri : undefined
  const name = 'name' in data && typeof data.name === 'string' ? data.name : undefined
  return { uri, name }
}
