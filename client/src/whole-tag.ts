/** Half-open range of characters in one line. */
export interface LineSpan {
  readonly start: number
  readonly end: number
}

/**
 * The whole tag around a word that a double-click has selected; undefined where the word is all of it, or is no word.
 * VS Code ends words at blanks whatever its settings say, tags end at commas only.
 */
export function wholeTagAround(line: string, word: LineSpan): LineSpan | undefined {
  if (word.start >= word.end || line.slice(word.start, word.end).includes(',')) return undefined
  const isWord = !/\s/.test(line.slice(word.start, word.end)) && endsAt(line, word.start - 1) && endsAt(line, word.end)
  if (!isWord) return undefined
  let start = line.lastIndexOf(',', word.start) + 1
  const comma = line.indexOf(',', word.end)
  let end = comma < 0 ? line.length : comma
  while (start < end && /\s/.test(line.charAt(start))) start++
  while (end > start && /\s/.test(line.charAt(end - 1))) end--
  return start === word.start && end === word.end ? undefined : { start, end }
}

function endsAt(line: string, index: number): boolean {
  return index < 0 || index >= line.length || /[\s,]/.test(line.charAt(index))
}
