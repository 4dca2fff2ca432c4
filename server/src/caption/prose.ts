const LATIN_SENTENCE_END = /[\p{L}\p{N}]["'”’)]*\.(?=\s|$)|[\p{L}\p{N}]["'”’)]*[.!?]["'”’)]*$/u
const CJK_SENTENCE_END = /[。！？]/
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g

/**
 * Whether a piece of a caption reads as a sentence or a part of one, by its form alone:
 * more than five words, four or more with a sentence's full stop, or a long run of Chinese, Japanese or Korean.
 * Known tags can look like this too (series titles): who knows tags asks the tag list first.
 */
export function readsAsProse(text: string): boolean {
  if (text.length < 8) return CJK_SENTENCE_END.test(text) && text.length > 4
  const words = countWords(text)
  if (words > 5) return true
  if (words >= 4 && LATIN_SENTENCE_END.test(text)) return true
  const cjk = text.match(CJK)?.length ?? 0
  return cjk > 12 || (cjk > 3 && CJK_SENTENCE_END.test(text))
}

function countWords(text: string): number {
  return text.split(/[\s_]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
