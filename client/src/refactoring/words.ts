/** The tags of a text that a user has typed or selected, for a list to show; the server reads them more exactly. */
export function partTags(text: string): readonly string[] {
  return [...new Set(text.split(/[,，\n]/).map((part) => part.trim()).filter((part) => part !== ''))]
}

/** The tag of a symbol: `別名 → tag` names an alias or a translation in front. */
export function shownTag(name: string): string {
  return name.slice(name.lastIndexOf(' → ') + 1).replace(/^→ /, '')
}

/** What happens to a file's tags, in signs: `− old  + new`. */
export function describeTags({ removed, added }: { readonly removed: readonly string[]; readonly added: readonly string[] }): string {
  return [...removed.map((tag) => `− ${tag}`), ...added.map((tag) => `+ ${tag}`)].join('  ')
}

/** What is wrong with a pattern; undefined for one that can be used. */
export function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
