import type { SearchIndex } from './search-index'
import { findRange } from './sorted-starts'
import { TextKind } from './tag-texts'
import { isLetter } from './word-starts'

const encoder = new TextEncoder()
const apostrophe = 39

/** Whether a tag's name or alias has this word, a small-lettered one; `girl's` is one word, in which there is no `s`. */
export function hasWord({ words, table }: SearchIndex, word: string): boolean {
  const { bytes, at, texts } = words
  const query = encoder.encode(word)
  const { from, to } = findRange(words, query)
  for (let place = from; place < to; place++) {
    const start = at[place] ?? 0
    const next = bytes[start + query.length] ?? 0
    const kind = table.texts.kinds[texts[place] ?? 0]
    const isNamed = kind === TextKind.name || kind === TextKind.alias || kind === TextKind.slash
    if (isNamed && !isLetter(next) && next !== apostrophe && bytes[start - 1] !== apostrophe) return true
  }
  return false
}
