import type { CodeAction, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver'
import type { TextMap } from '../base/document'
import { FileError } from '../base/file-system'
import { joinPath } from '../base/path'
import type { Change } from '../changes/change'
import { planSettingsAddition } from '../changes/settings-change'
import { SETTINGS_FILE } from '../dataset/find-root'
import { offerActions, type ActionOffer } from '../features/code-actions'
import type { Datasets } from './datasets'
import { rulePageUri } from '../host/rule-pages'
import type { Session } from './session'
import { toDiagnostic } from './to-lsp'
import { toWorkspaceEdit } from './to-workspace-edit'
import { toPath } from './uris'

interface ActionData {
  readonly uri: string
  readonly start: number
  readonly end: number
  readonly id: string
}

/** The actions for a range; what concerns more than this caption is worked out when it is chosen, where the client can wait for it. */
export async function listActions(session: Session, datasets: Datasets, path: string, map: TextMap, params: CodeActionParams): Promise<CodeAction[]> {
  const span = { start: map.toOffset(params.range.start), end: map.toOffset(params.range.end) }
  const { only } = params.context
  const wanted = (kind: string): boolean => (only ? only.some((prefix) => kind === prefix || kind.startsWith(`${prefix}.`)) : !kind.startsWith('source.'))
  const offers = offerActions(session.workspace, path, span).filter((offer) => wanted(offer.kind))
  const lazy = session.capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true
  return Promise.all(
    offers.map(async (offer): Promise<CodeAction> => {
      const later = lazy && offer.effect.kind !== 'edits'
      const data: ActionData = { uri: params.textDocument.uri, ...span, id: offer.id }
      return {
        title: session.translate(offer.title),
        kind: offer.kind,
        ...(offer.problem ? { diagnostics: [toDiagnostic(offer.problem, map, session.translate, rulePageUri)] } : {}),
        ...(offer.preferred ? { isPreferred: true } : {}),
        ...(later ? { data } : { edit: await editOf(session, datasets, path, offer) }),
      }
    }),
  )
}

/** Fills in the edit of an action chosen, worked out from the text as it is now; an action that no longer fits stays without edit. */
export async function resolveAction(session: Session, datasets: Datasets, action: CodeAction): Promise<CodeAction> {
  if (!isActionData(action.data)) return action
  const { uri, start, end, id } = action.data
  const path = toPath(uri)
  await datasets.ensure(path)
  const offer = offerActions(session.workspace, path, { start, end }).find((candidate) => candidate.id === id)
  return offer ? { ...action, edit: await editOf(session, datasets, path, offer) } : action
}

function isActionData(data: unknown): data is ActionData {
  return typeof data === 'object' && data !== null && 'uri' in data && 'id' in data && 'start' in data && 'end' in data
}

async function editOf(session: Session, datasets: Datasets, path: string, offer: ActionOffer): Promise<WorkspaceEdit> {
  return toWorkspaceEdit(await changeOf(session, datasets, path, offer), session.capabilities, session.translate, (file) => session.workspace.versionOf(file))
}

async function changeOf(session: Session, datasets: Datasets, path: string, { effect, title }: ActionOffer): Promise<Change> {
  switch (effect.kind) {
    case 'edits':
      return { title, files: [{ kind: 'edit', path, text: session.workspace.captionOf(path)?.text ?? '', edits: effect.edits }] }
    case 'change':
      return effect.plan()
    case 'setting': {
      const root = (await datasets.ensure(path))?.root
      if (root === undefined) return { title, files: [] }
      const file = joinPath(root, SETTINGS_FILE)
      return planSettingsAddition(title, file, await readText(session, file), effect.setting.key, effect.setting.value)
    }
  }
}

async function readText(session: Session, path: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await session.fileSystem.read(path))
  } catch (error) {
    if (error instanceof FileError && error.code === 'not-found') return undefined
    throw error
  }
}
