import { Uri, window, type TextEditor } from 'vscode'
import type { WorkspaceSymbol } from 'vscode-languageclient/node'
import type { LspRange } from '../../../server/src/protocol/captions'
import type { RefactorScope } from '../../../server/src/protocol/refactor'
import type { StatusResult } from '../../../server/src/protocol/status'
import { CAPTION_LANGUAGE } from '../caption-mode'
import { findRoot } from '../find-dataset'
import { isFolder } from '../folders'
import type { LanguageServer } from '../language-server'
import { activeFile } from '../navigation'
import { fileUri } from '../new-captions'
import { partTags, shownTag } from './words'

/** Where a refactoring was asked for, and what is known there. */
export interface RefactoringWorld {
  readonly server: LanguageServer
  /** A file or the root of the dataset. */
  readonly uri: string
  readonly root: string | undefined
  readonly status: StatusResult | undefined
  /** The caption or image that it was asked for at. */
  readonly file: Uri | undefined
  /** Files and folders that were selected in the explorer. */
  readonly selection: readonly Uri[]
  /** The tag at the caret, or those that are selected. */
  readonly tags: readonly string[]
  /** The tags were chosen by hand from a list, and these are the captions that are meant: neither is asked for. */
  readonly scope?: RefactorScope
}

/** Tags that were chosen in a list of a dataset's tags, under a filter or without one. */
export interface ChosenTags {
  /** URI of the dataset. */
  readonly root: string
  readonly tags: readonly string[]
  readonly filter: string | undefined
}

/** The world around tags that were chosen from a list. */
export async function lookAtTags(server: LanguageServer, { root, tags, filter }: ChosenTags): Promise<RefactoringWorld> {
  const status = await server.ask('taglore/status', { uri: root })
  return { server, uri: root, root, status, file: undefined, selection: [], tags, scope: filter === undefined ? { kind: 'dataset' } : { kind: 'filter', query: filter } }
}

/** Undefined where the user has not said which dataset is meant. The explorer gives the file that was clicked and all that are selected. */
export async function lookAround(server: LanguageServer, clicked: unknown, selected: unknown, shown: Uri | undefined): Promise<RefactoringWorld | undefined> {
  const selection = Array.isArray(selected) ? selected.filter((one) => one instanceof Uri).map(fileUri) : []
  const editor = selection.length === 0 ? captionEditor() : undefined
  const place = selection[0] ?? activeFile(clicked) ?? shown
  const file = place && !(await isFolder(fileUri(place))) ? fileUri(place) : undefined
  const uri = file ?? (await findRoot(server, place))
  if (!uri) return undefined
  // reads the dataset where nothing of it is open yet
  await server.ask('taglore/neighbour', { uri: uri.toString(), direction: 'next' })
  const status = await server.ask('taglore/status', { uri: (selection[0] ?? uri).toString() })
  const tags = editor ? await tagsAt(server, editor) : []
  return { server, uri: uri.toString(), root: status?.root ?? undefined, status, file, selection, tags }
}

function captionEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor
  return editor?.document.languageId === CAPTION_LANGUAGE ? editor : undefined
}

async function tagsAt({ client }: LanguageServer, { document, selection }: TextEditor): Promise<readonly string[]> {
  const selected = partTags(document.getText(selection))
  if (selected.length > 0) return selected
  const params = { textDocument: { uri: fileUri(document.uri).toString() }, position: { line: selection.active.line, character: selection.active.character } }
  try {
    const place = await client.sendRequest<{ readonly range: LspRange; readonly placeholder: string } | null>('textDocument/prepareRename', params)
    return place ? [place.placeholder] : []
  } catch {
    // a sentence is no tag
    return []
  }
}

export interface DatasetTag {
  readonly text: string
  /** How many captions carry it. */
  readonly detail: string
}

/** The dataset's tags that `query` may mean, best first; those that are used most for an empty one. */
export async function findTags({ server, root }: RefactoringWorld, query: string): Promise<readonly DatasetTag[]> {
  try {
    const found = (await server.client.sendRequest<WorkspaceSymbol[] | null>('workspace/symbol', { query })) ?? []
    return found.filter(({ location }) => root === undefined || location.uri.startsWith(`${root}/`)).map(({ name, containerName }) => ({ text: shownTag(name), detail: root === undefined ? (containerName ?? '') : (containerName ?? '').split(' · ', 1).join('') }))
  } catch {
    return []
  }
}

/** The dataset's tags that are meant, then those that completion in a caption offers: a new tag may come from any list. */
export async function knownTags(world: RefactoringWorld, typed: string): Promise<readonly DatasetTag[]> {
  const { server, file, uri } = world
  const [own, offered] = await Promise.all([findTags(world, typed), server.ask('taglore/completeTag', { uri: (file ?? uri).toString(), typed, tag: null })])
  const texts = new Set(own.map(({ text }) => text))
  const more = (offered?.tags ?? []).flatMap(({ inserted, detail, description }): DatasetTag[] => (inserted === '' || texts.has(inserted) ? [] : [{ text: inserted, detail: [detail, description].filter((part) => part !== '').join(' · ') }]))
  return [...own, ...more]
}
