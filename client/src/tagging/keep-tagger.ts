import { commands, ConfigurationTarget, l10n, window, workspace } from 'vscode'
import type { TaggerSetting } from '../../../server/src/protocol/tagging'

/** The taggers of the user; a workspace never adds any. */
export function knownTaggers(): readonly TaggerSetting[] {
  const { globalValue } = workspace.getConfiguration('taglore').inspect<unknown>('taggers') ?? {}
  return Array.isArray(globalValue) ? globalValue.filter((each): each is TaggerSetting => typeof each === 'object' && each !== null && 'name' in each) : []
}

/** A name that no tagger has yet. */
export function freeName(wanted: string): string {
  const taken = new Set(knownTaggers().map(({ name }) => name))
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted} ${count}`
    if (!taken.has(name)) return name
  }
}

/** Writes a tagger into the user's settings, in the place of one of the same name. */
export async function keepTagger(tagger: TaggerSetting): Promise<boolean> {
  const others = knownTaggers().filter(({ name }) => name !== tagger.name)
  try {
    await workspace.getConfiguration('taglore').update('taggers', [...others, tagger], ConfigurationTarget.Global)
    return true
  } catch (error) {
    void window.showErrorMessage(l10n.t('The settings could not be written: {0}', error instanceof Error ? error.message : String(error)))
    return false
  }
}

/** Says that a tagger is there, and offers to use it. */
export async function offerTagging(name: string): Promise<void> {
  const go = l10n.t('Tag Images…')
  if ((await window.showInformationMessage(l10n.t("The tagger '{0}' is set up.", name), go)) === go) await commands.executeCommand('taglore.tagImages')
}

/** Whether taggers may run here; the user is told where they may not. */
export async function isTrusted(): Promise<boolean> {
  if (workspace.isTrusted) return true
  const manage = l10n.t('Manage Workspace Trust')
  if ((await window.showWarningMessage(l10n.t('Taggers run only in a workspace that you trust'), manage)) === manage) await commands.executeCommand('workbench.trust.manage')
  return false
}
