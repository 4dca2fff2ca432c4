/** `<|startoftext|>` and `<|endoftext|>` in a caption are the marks themselves. */
export const beginMark = 49406
export const endMark = 49407

const marks = /(<\|startoftext\|>|<\|endoftext\|>)/
const words =
  /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\p{White_Space}\p{L}\p{N}]+/giu

/** Takes a part of a text: from `start` to `end`, exclusive. */
export type WordVisitor = (start: number, end: number) => void

/** Cuts a text at the marks, which the tokenizer finds before it repairs what stands between them; odd pieces are marks. */
export function cutAtMarks(text: string): readonly string[] {
  return text.includes('<|') ? text.split(marks) : [text]
}

/** The mark a word is, if it is one. */
export function markOf(word: string): number | undefined {
  return word === '<|startoftext|>' ? beginMark : word === '<|endoftext|>' ? endMark : undefined
}

/** Visits the words of repaired lower-case text in order. transformers: CLIPTokenizer.pat */
export function visitWords(text: string, visit: WordVisitor): void {
  words.lastIndex = 0
  for (let match = words.exec(text); match !== null; match = words.exec(text)) visit(match.index, words.lastIndex)
}

const blank = 0
const letter = 1
const digit = 2
const other = 3
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code)
  return /\s/.test(char) ? blank : /[a-z]/i.test(char) ? letter : /\d/.test(char) ? digit : other
})

/** The same for text in which all is lower-case ASCII: several times faster. */
export function visitAsciiWords(text: string, visit: WordVisitor): void {
  let start = 0
  while (start < text.length) {
    const kind = kinds[text.charCodeAt(start)] ?? other
    let end = start + 1
    if (kind === letter || kind === other) {
      const fixed = kind === other ? fixedWord(text, start) : 0
      if (fixed > 0) end = start + fixed
      else while (end < text.length && kinds[text.charCodeAt(end)] === kind) end++
    }
    if (kind !== blank) visit(start, end)
    start = end
  }
}

/** Length of the clitic or mark at `start`; 0 where there is none. */
function fixedWord(text: string, start: number): number {
  const code = text.charCodeAt(start)
  if (code === 0x27) {
    switch (text.charAt(start + 1)) {
      case 's':
      case 't':
      case 'm':
      case 'd':
        return 2
      case 'r':
      case 'v':
        return text.charAt(start + 2) === 'e' ? 3 : 0
      case 'l':
        return text.charAt(start + 2) === 'l' ? 3 : 0
    }
    return 0
  }
  if (code !== 0x3c) return 0
  return text.startsWith('<|startoftext|>', start) ? 15 : text.startsWith('<|endoftext|>', start) ? 13 : 0
}
