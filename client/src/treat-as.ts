import { ConfigurationTarget, l10n, window, workspace, type Uri } from 'vscode'
import type { CaptionMode } from './caption-mode'
import { literalGlob } from './literal-glob'

type Setting = 'treatAsCaption' | 'treatAsPlainText'

/** "Treat as Caption" and "Treat as Plain Text": written into the workspace's settings, in force at once. */
export async function treatAs(mode: CaptionMode, uri: Uri | undefined, caption: boolean): Promise<void> {
  const file = uri ?? window.activeTextEditor?.document.uri
  if (!file) return
  const [wanted, other]: readonly [Setting, Setting] = caption ? ['treatAsCaption', 'treatAsPlainText'] : ['treatAsPlainText', 'treatAsCaption']
  const glob = literalGlob(workspace.getWorkspaceFolder(file) ? workspace.asRelativePath(file, false) : file.path)
  try {
    await changeGlobs(other, file, (globs) => globs.filter((candidate) => candidate !== glob))
    await changeGlobs(wanted, file, (globs) => [...globs.filter((candidate) => candidate !== glob), glob])
  } catch (error) {
    void window.showErrorMessage(l10n.t('The settings of the workspace could not be written: {0}', error instanceof Error ? error.message : String(error)))
    return
  }
  await mode.treatAs(file, caption)
}

async function changeGlobs(setting: Setting, file: Uri, change: (globs: readonly string[]) => readonly string[]): Promise<void> {
  const configuration = workspace.getConfiguration('taglore', file)
  const { workspaceFolderValue, workspaceValue, globalValue } = configuration.inspect<string[]>(setting) ?? {}
  const [target, present] = workspace.getWorkspaceFolder(file)
    ? inFolders(workspaceFolderValue, workspaceValue)
    : ([ConfigurationTarget.Global, globalValue] as const)
  const globs = change(present ?? [])
  if (globs.length === (present ?? []).length && globs.every((glob, index) => glob === present?.[index])) return
  await configuration.update(setting, globs.length === 0 ? undefined : globs, target)
}

/** Settings of a folder where there are several, else those of the workspace. */
function inFolders(ofFolder: string[] | undefined, ofWorkspace: string[] | undefined): readonly [ConfigurationTarget, string[] | undefined] {
  const several = (workspace.workspaceFolders?.length ?? 0) > 1
  return several ? [ConfigurationTarget.WorkspaceFolder, ofFolder] : [ConfigurationTarget.Workspace, ofWorkspace]
}
