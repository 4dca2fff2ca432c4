import type { CompletionItem, ServerCapabilities } from 'vscode-languageserver'
import { completeTag } from '../features/completion'
import { describeTag, hoverTag } from '../features/hover'
import { colourTags, TOKEN_TYPES } from '../features/semantic-tokens'
import { listActions, resolveAction } from './actions'
import type { Datasets } from './datasets'
import type { Documents } from './documents'
import type { Session } from './session'
import { ACTION_KINDS, toCompletionList, toHover, toMarkdown, toSemanticTokens } from './to-lsp'
import { toPath } from './uris'

/** What a route may use. */
export interface Doors {
  readonly session: Session
  readonly datasets: Datasets
  readonly documents: Documents
}

/** One LSP feature: what is announced, beside what answers. */
export interface Route {
  readonly name: string
  readonly capability: Partial<ServerCapabilities>
  register(doors: Doors): void
}

/** Without the blank, the list would close between the words of a tag; without the rest, after a bracket or a choice. */
export const TRIGGER_CHARACTERS = [',', ' ', '_', '(', '-', ':', '/', '<', '{', '|']

export const ROUTES: readonly Route[] = [
  {
    name: 'completion',
    capability: { completionProvider: { triggerCharacters: TRIGGER_CHARACTERS, resolveProvider: true, completionItem: { labelDetailsSupport: true } } },
    register: ({ session, documents }) => {
      session.connection.onCompletion(async ({ textDocument, position }) => {
        const caption = await documents.captionAt(textDocument.uri)
        const answer = caption && completeTag(session.workspace, caption.path, caption.map.toOffset(position))
        return answer && caption ? toCompletionList(answer, caption.map, textDocument.uri) : null
      })
      session.connection.onCompletionResolve((item): CompletionItem => {
        const { uri, name } = readItemData(item.data)
        if (uri === undefined || name === undefined) return item
        const description = describeTag(session.workspace, session.workspace.datasetOf(toPath(uri)), name)
        return { ...item, documentation: { kind: 'markdown', value: toMarkdown(description, session.translate) } }
      })
    },
  },
  {
    name: 'hover',
    capability: { hoverProvider: true },
    register: ({ session, documents }) => {
      session.connection.onHover(async ({ textDocument, position }) => {
        const caption = await documents.captionAt(textDocument.uri)
        const description = caption && hoverTag(session.workspace, caption.path, caption.map.toOffset(position))
        return description && caption ? toHover(description, caption.map, session.translate) : null
      })
    },
  },
  {
    name: 'semanticTokens',
    capability: { semanticTokensProvider: { legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [] }, full: true } },
    register: ({ session, documents }) => {
      session.connection.languages.semanticTokens.on(async ({ textDocument }) => {
        const caption = await documents.captionAt(textDocument.uri)
        return caption ? toSemanticTokens(colourTags(session.workspace, caption.path), caption.map) : { data: [] }
      })
    },
  },
  {
    name: 'codeAction',
    capability: { codeActionProvider: { codeActionKinds: ACTION_KINDS, resolveProvider: true } },
    register: ({ session, datasets, documents }) => {
      session.connection.onCodeAction(async (params) => {
        const caption = await documents.captionAt(params.textDocument.uri)
        return caption ? listActions(session, datasets, caption.path, caption.map, params) : null
      })
      session.connection.onCodeActionResolve((action) => resolveAction(session, datasets, action))
    },
  },
]

function readItemData(data: unknown): { uri?: string; name?: string } {
  if (typeof data !== 'object' || data === null) return {}
  const uri = 'uri' in data && typeof data.uri === 'string' ? data.uri : undefined
  const name = 'name' in data && typeof data.name === 'string' ? data.name : undefined
  return { uri, name }
}
