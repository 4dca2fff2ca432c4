import type { CodeAction, CodeActionParams } from 'vscode-languageserver'
import { mapBounded } from '../base/concurrency'
import type { TextMap } from '../base/document'
import { FileError } from '../base/file-system'
import { say } from '../base/message'
import { comparePaths, joinPath, nameOf } from '../base/path'
import type { Span } from '../base/span'
import { isEditorChange, type JournalledChange } from '../changes/change'
import { planSettingsAddition } from '../changes/settings-change'
import { SETTINGS_FILE } from '../dataset/find-root'
import { readCaptionFile } from '../dataset/scan'
import { textAt } from '../features/diagnostics'
import { offerActions, type ActionEffect, type ActionKind, type ActionOffer } from '../features/code-actions'
import { rulePageUri } from '../host/rule-pages'
import { EDIT_LIMIT } from '../protocol/changes'
import { ACCEPT_WORD_COMMAND, APPLY_CHANGE_COMMAND } from '../protocol/initialize'
import type { Datasets } from './datasets'
import type { Documents } from './documents'
import { GENERATION_ACTION, offerGeneration, planGeneration } from './generation-action'
import { isTextual, offerChange } from './offer-change'
import type { OpenDocuments } from './open-documents'
import type { PlanShelf } from './plan-shelf'
import type { Publisher } from './publish'
import type { Session } from './session'
import { toDiagnostic } from './to-lsp'
import { canApply, toWorkspaceEdit } from './to-workspace-edit'
import { toPath } from './uris'

interface ActionData {
  readonly uri: string
  readonly start: number
  readonly end: number
  readonly id: string
}

export interface ActionDoors {
  readonly session: Session
  readonly datasets: Datasets
  readonly open: OpenDocuments
  readonly documents: Documents
  readonly shelf: PlanShelf
  readonly publisher: Pick<Publisher, 'placed'>
}

/** The actions for a range; what concerns more than this caption is worked out when it is chosen, where the client can wait for it. */
export async function listActions(doors: ActionDoors, path: string, map: TextMap | undefined, params: CodeActionParams): Promise<CodeAction[]> {
  const { session } = doors
  const span = { start: map?.toOffset(params.range.start) ?? 0, end: map?.toOffset(params.range.end) ?? 0 }
  const lazy = session.capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true
  const actions = await mapBounded(offerActions(session.workspace, path, span, { wants: wantedKinds(params), listed: doors.publisher.placed }), 4, async (offer): Promise<CodeAction | undefined> => {
    const action: CodeAction = {
      title: session.translate(offer.title),
      kind: offer.kind,
      ...(offer.problem ? { diagnostics: [toDiagnostic(offer.problem, map, session.translate, rulePageUri)] } : {}),
      ...(offer.preferred ? { isPreferred: true } : {}),
    }
    const word = userWord(offer.effect)
    if (word !== undefined) {
      if (!session.commands.has(ACCEPT_WORD_COMMAND)) return undefined
      return { ...action, command: { title: action.title, command: ACCEPT_WORD_COMMAND, arguments: [word] } }
    }
    if (offer.effect.kind === 'change' && offer.effect.needsJournal && !(lazy && journals(doors))) return undefined
    const data: ActionData = { uri: params.textDocument.uri, ...span, id: offer.id }
    if (lazy && offer.effect.kind !== 'edits') return { ...action, data }
    const change = await freshChange(doors, path, () => findOffer(doors, path, span, offer.id))
    return change && isEditorChange(change) && canApply(change, session.capabilities) && change.files.length > 0 ? { ...action, edit: toWorkspaceEdit(change, editContext(doors)) } : undefined
  })
  const generation = wantedKinds(params)('quickfix') && !session.workspace.trainingFileAt(path) ? await listGeneration(doors, path, map, { uri: params.textDocument.uri, ...span, lazy }) : []
  return [...actions.filter((action) => action !== undefined), ...generation]
}

/** The fix of a missing caption from what the picture itself holds. */
async function listGeneration(doors: ActionDoors, path: string, map: TextMap | undefined, { lazy, ...at }: Omit<ActionData, 'id'> & { readonly lazy: boolean }): Promise<CodeAction[]> {
  const { session, publisher } = doors
  const offer = await offerGeneration(session, path, publisher.placed)
  if (!offer) return []
  const action: CodeAction = { title: session.translate(offer.title), kind: 'quickfix', diagnostics: [toDiagnostic(offer.problem, map, session.translate, rulePageUri)] }
  if (lazy) return [{ ...action, data: { ...at, id: GENERATION_ACTION } satisfies ActionData }]
  const change = await planGeneration(session, path, publisher.placed)
  return change && change.files.length > 0 && canApply(change, session.capabilities) ? [{ ...action, edit: toWorkspaceEdit(change, editContext(doors)) }] : []
}

/** Fix-all only when it is asked for: it is no answer to a lightbulb. */
function wantedKinds({ context: { only } }: CodeActionParams): (kind: ActionKind) => boolean {
  return (kind) => (only ? only.some((prefix) => prefix === '' || kind === prefix || kind.startsWith(`${prefix}.`)) : !kind.startsWith('source.'))
}

/** Fills in the edit of an action chosen, worked out from the texts as they are now; an action that no longer fits stays without edit. */
export async function resolveAction(doors: ActionDoors, action: CodeAction): Promise<CodeAction> {
  if (!isActionData(action.data)) return action
  const { session, datasets, documents } = doors
  const { uri, start, end, id } = action.data
  const path = toPath(uri)
  await documents.entered()
  await datasets.ensure(path)
  const change = id === GENERATION_ACTION ? await planGeneration(session, path, doors.publisher.placed) : await freshChange(doors, path, () => findOffer(doors, path, { start, end }, id))
  if (!change) return action
  if (journals(doors) && (change.files.length > EDIT_LIMIT || !isTextual(change))) {
    const root = (await datasets.ensure(path))?.root
    if (root === undefined) return action
    const planned = await offerChange(doors, { root, change }, { breathe: () => Promise.resolve() })
    return { ...action, command: { title: action.title, command: APPLY_CHANGE_COMMAND, arguments: [planned] } }
  }
  if (!isEditorChange(change)) return action
  if (canApply(change, session.capabilities)) return { ...action, edit: toWorkspaceEdit(change, editContext(doors)) }
  session.tellOnce(say`This editor cannot create, rename or delete files for a language server, so nothing was changed`)
  return action
}

/** Whether the client shows and applies changes that no edit is for. */
function journals({ session: { capabilities, commands } }: ActionDoors): boolean {
  return commands.has(APPLY_CHANGE_COMMAND) && capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('command') === true
}

function isActionData(data: unknown): data is ActionData {
  return typeof data === 'object' && data !== null && 'uri' in data && 'id' in data && 'start' in data && 'end' in data
}

export function editContext({ session, open }: ActionDoors): Parameters<typeof toWorkspaceEdit>[1] {
  return { capabilities: session.capabilities, translate: session.translate, toUri: open.toUri, versionOf: (path) => open.at(path)?.version, reviewScheme: session.reviewScheme }
}

function findOffer({ session, publisher }: ActionDoors, path: string, span: Span, id: string): ActionOffer | undefined {
  return offerActions(session.workspace, path, span, { listed: publisher.placed }).find((candidate) => candidate.id === id)
}

/** The change of an offer against the files as they are now: other programs write captions too, and not every client tells of it. */
async function freshChange(doors: ActionDoors, path: string, find: () => ActionOffer | undefined): Promise<JournalledChange | undefined> {
  const { session, datasets } = doors
  const plan = async (): Promise<JournalledChange | undefined> => {
    const offer = find()
    return offer && changeOf(doors, path, offer)
  }
  const change = await plan()
  const stale = change ? await staleFiles(doors, change) : []
  if (stale.length === 0) return change
  await datasets.filesChanged(stale)
  const again = await plan()
  const [left] = again ? await staleFiles(doors, again) : []
  if (left === undefined) return again
  session.tellOnce(say`'${nameOf(left)}' has other text in the editor than on disk; save it first`)
  return undefined
}

/** Files of a change whose text is no longer the one that it was planned from. */
export async function staleFiles({ session, open }: ActionDoors, { files }: JournalledChange): Promise<string[]> {
  const stale = await mapBounded(files, 16, async (file) => {
    if (file.kind !== 'edit') return undefined
    const document = open.at(file.path)
    if (document) return document.getText() === file.text ? undefined : file.path
    const { text, fault } = await readCaptionFile(session.fileSystem, file.path)
    return fault === undefined && text === file.text ? undefined : file.path
  })
  return stale.filter((path) => path !== undefined)
}

/** A word that goes to the user's own settings, which only the client can write. */
export function userWord(effect: ActionEffect): string | undefined {
  return effect.kind === 'change' && effect.setting?.key === 'words' && effect.setting.place === 'user' ? effect.setting.value : undefined
}

/** Undefined where nothing can be done; why has then been told. */
export async function changeOf({ session, datasets, open }: ActionDoors, path: string, { effect, title }: Pick<ActionOffer, 'effect' | 'title'>): Promise<JournalledChange | undefined> {
  if (effect.kind === 'edits') return { title, files: [{ kind: 'edit', path, text: textAt(session.workspace, path) ?? '', edits: effect.edits }] }
  const planned = effect.plan?.().files ?? []
  if (!effect.setting) return { title, files: planned }
  const root = (await datasets.ensure(path))?.root
  if (root === undefined) return undefined
  const file = joinPath(root, SETTINGS_FILE)
  const added = planSettingsAddition(title, file, await readSettingsText(session, open, file), effect.setting)
  if (!added) {
    session.tellOnce(say`taglore.json is not valid JSON and is left alone; mend it first`)
    return undefined
  }
  return { title, files: [...planned, ...added.files].sort((a, b) => comparePaths(a.path, b.path)) }
}

/** The text of a `taglore.json`: the editor's where it is open, undefined where there is none. */
export async function readSettingsText(session: Session, open: OpenDocuments, path: string): Promise<string | undefined> {
  const edited = open.at(path)
  if (edited) return edited.getText()
  try {
    return new TextDecoder().decode(await session.fileSystem.read(path))
  } catch (error) {
    if (error instanceof FileError && error.code === 'not-found') return undefined
    throw error
  }
}
