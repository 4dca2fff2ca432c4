import { l10n, window, type ExtensionContext } from 'vscode'

/** Keys of services lie in the editor's secret storage, and nowhere else. */
const placeOf = (tagger: string): string => `taglore.tagger.${tagger}`

export async function keysOf({ secrets }: Pick<ExtensionContext, 'secrets'>, taggers: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(taggers.map(async (name) => [name, await secrets.get(placeOf(name))] as const))
  return Object.fromEntries(found.flatMap(([name, key]) => (key === undefined ? [] : [[name, key]])))
}

/** Asks for the key of a service; an empty one takes it away. `end` where the user has closed the box. */
export async function askKey({ secrets }: Pick<ExtensionContext, 'secrets'>, tagger: string, title: string): Promise<'next' | 'end'> {
  const known = (await secrets.get(placeOf(tagger))) !== undefined
  const prompt = known ? l10n.t("Key of '{0}': a new one takes the place of the one that is kept, an empty box removes it", tagger) : l10n.t("Key of '{0}', if it needs one; it is kept in the editor's secret storage and never in a file", tagger)
  const key = await window.showInputBox({ title, prompt, password: true, ignoreFocusOut: true })
  if (key === undefined) return 'end'
  if (key.trim() === '') await secrets.delete(placeOf(tagger))
  else await secrets.store(placeOf(tagger), key.trim())
  return 'next'
}
