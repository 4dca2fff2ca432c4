import { say, type Message } from '../../../base/message'
import { parseCaption } from '../../../caption/parse'

/** A tag as it will be written. */
export interface NewTag {
  readonly text: string
  readonly key: string
}

/** The one tag that a typed text is, wherever it is put; a fault where it would be none, or several. */
export function readNewTag(typed: string): NewTag | { readonly fault: Message } {
  const text = typed.trim()
  if (text === '') return { fault: say`Write the tag` }
  const { tags, separators } = parseCaption(text)
  const [tag] = tags
  if (!tag || tags.length > 1 || separators.length > 0) return { fault: say`'${text}' is more than one tag` }
  // a bracket that only closes elsewhere would take hold of its neighbours
  const among = parseCaption(`(x, ${text}, x)`).tags
  const alone = parseCaption(`x, ${text}, x`).tags
  const isWhole = [among, alone].every((found) => found.map(({ key }) => key).join(', ') === `x, ${tag.key}, x`)
  return isWhole && !/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')) ? { text, key: tag.key } : { fault: say`The brackets of '${text}' are not closed` }
}

/** The tags of a typed comma list, each once. */
export function readNewTags(typed: readonly string[]): readonly NewTag[] | { readonly fault: Message } {
  const found = new Map<string, NewTag>()
  for (const text of typed.flatMap((part) => parseCaption(part).tags.map((tag) => tag.text))) {
    const tag = readNewTag(text)
    if ('fault' in tag) return tag
    if (!found.has(tag.key)) found.set(tag.key, tag)
  }
  return found.size === 0 ? { fault: say`Write the tags, parted by commas` } : [...found.values()]
}

export function isFault<Value extends object>(value: Value | { readonly fault: Message }): value is { readonly fault: Message } {
  return 'fault' in value
}
