import { commands, ConfigurationTarget, l10n, window, workspace, type QuickPickItem, type Uri, type WorkspaceConfiguration } from 'vscode'
import type { ListKind } from '../../server/src/protocol/tag-lists'
import { extendSetting, hidesUser, namesFile, type Inspected, type ListEntry, type Place } from './extend-setting'

/** A file that is to count from now on. */
export interface KeptList {
  readonly uri: Uri
  readonly kind: ListKind
  /** Of relations whose name does not tell it. */
  readonly relation?: 'aliases' | 'implications'
}

export interface PlaceItem extends QuickPickItem {
  /** `trust`: the workspace must be trusted first, since VS Code hides what its settings name until then. */
  readonly place: Place | 'trust'
}

const SETTINGS: Readonly<Record<ListKind, string>> = { tags: 'tags.lists', relations: 'tags.relations', translations: 'tags.translations' }

/** The choice of where lists are named; only the user's own settings where no folder is open. */
export function placeItems(kinds: readonly ListKind[]): readonly PlaceItem[] {
  const hidden = kinds.some((kind) => hidesUser(inspect(kind)))
  const user: PlaceItem = {
    place: 'user',
    label: `$(account) ${l10n.t('For me, in every dataset')}`,
    description: l10n.t('user settings'),
    ...(hidden && { detail: l10n.t('This workspace names lists of its own, so it will not count here') }),
  }
  if (!workspace.workspaceFolders) return [user]
  const inWorkspace: PlaceItem = {
    place: workspace.isTrusted ? 'workspace' : 'trust',
    label: `$(folder) ${l10n.t('In this workspace only')}`,
    description: l10n.t('workspace settings'),
    ...(!workspace.isTrusted && { detail: l10n.t('Trust this workspace first: lists that its settings name do not count before') }),
  }
  return [user, inWorkspace]
}

/** The place that was chosen; undefined where VS Code asks for trust instead. */
export async function placeOf({ place }: PlaceItem): Promise<Place | undefined> {
  if (place !== 'trust') return place
  await commands.executeCommand('workbench.trust.manage')
  return undefined
}

/** Whether the settings in force name a file. */
export function isKept({ uri, kind }: KeptList): boolean {
  const setting = inspect(kind)
  return [uri.fsPath, relativeTo(uri)].some((path) => path !== undefined && namesFile(setting, path))
}

/** Extends the settings by these files. False where they cannot be written, which the user is told. */
export async function keepLists(lists: readonly KeptList[], place: Place): Promise<boolean> {
  try {
    for (const kind of new Set(lists.map((list) => list.kind))) {
      const entries = lists.filter((list) => list.kind === kind).map((list) => entryOf(list, place))
      const value = extendSetting(inspect(kind), place, entries)
      if (value) await configuration().update(SETTINGS[kind], value, place === 'user' ? ConfigurationTarget.Global : ConfigurationTarget.Workspace)
    }
  } catch (error) {
    void window.showErrorMessage(l10n.t('The settings could not be written: {0}', error instanceof Error ? error.message : String(error)))
    return false
  }
  return true
}

function entryOf({ uri, relation }: KeptList, place: Place): ListEntry {
  // others who have the workspace have the list as well
  const path = (place === 'workspace' ? relativeTo(uri) : undefined) ?? uri.fsPath
  return relation === undefined ? path : { path, kind: relation }
}

/** The path from the first folder, as the server resolves it; undefined outside of it. */
function relativeTo(uri: Uri): string | undefined {
  const [first] = workspace.workspaceFolders ?? []
  const folder = workspace.getWorkspaceFolder(uri)
  return first && folder?.uri.toString() === first.uri.toString() ? workspace.asRelativePath(uri, false) : undefined
}

function inspect(kind: ListKind): Inspected {
  return configuration().inspect(SETTINGS[kind]) ?? {}
}

function configuration(): WorkspaceConfiguration {
  return workspace.getConfiguration('taglore')
}
