import { ConfigurationTarget, workspace } from 'vscode'

/** A code action's command: the word is right from now on, in every dataset of this user. */
export async function acceptWord(word: unknown): Promise<void> {
  if (typeof word !== 'string' || word === '') return
  const configuration = workspace.getConfiguration('taglore')
  const words = configuration.inspect<string[]>('words')?.globalValue ?? []
  if (!words.includes(word)) await configuration.update('words', [...words, word], ConfigurationTarget.Global)
}
