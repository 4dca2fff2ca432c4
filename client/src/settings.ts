import { workspace, type ConfigurationScope } from 'vscode'

// Only what the client itself needs; everything else is the server's to read. Types and defaults: server/src/settings.ts.

/** Suffixes of files that may be captions, each with its dot. */
export function captionSuffixes(scope?: ConfigurationScope): readonly string[] {
  return workspace.getConfiguration('taglore', scope).get('captionExtensions', ['.txt', '.caption'])
}

/** Whether going to another caption saves the one that is left. */
export function savesOnMove(): boolean {
  return workspace.getConfiguration('taglore').get('navigation.saveOnMove', false)
}

/** Whether the user has a command of one's own that starts a training. */
export function hasTrainingTemplate(scope?: ConfigurationScope): boolean {
  return (workspace.getConfiguration('taglore', scope).get<string | null>('training.command', null) ?? '').trim() !== ''
}
