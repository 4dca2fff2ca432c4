/** Texts that are already their own key: lower-case ASCII without blanks at the ends, runs of blanks, `_` or `\`. */
const plainKey = /^[!-@[\]^`-~]+(?: [!-@[\]^`-~]+)*$/
/** The same with single `_` for blanks, as booru lists spell: only those change. */
const plainName = /^[!-@[\]^`-~]+(?:_[!-@[\]^`-~]+)*$/

/**
 * The form in which tags are compared: NFC, lower case, `_` as a blank, runs of blanks as one, trimmed,
 * and the escapes of prompt syntax (`\(` `\)` `\[` `\]` `\{` `\}`) folded to the bare bracket.
 * Idempotent. Any other `\` stays, for it is part of tags such as `\m/`.
 */
export function tagKey(text: string): string {
  if (plainKey.test(text)) return text
  if (plainName.test(text)) return text.replaceAll('_', ' ')
  return foldText(text).trim()
}

/** Texts of such that are not folded already. */
const folds = /[^!-@[\]^`-~ ]| {2}/

/** The same folding for a part of a text: blanks at its ends stay. */
export function foldText(text: string): string {
  if (!folds.test(text)) return text
  return text
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\\+(?=[()[\]{}])/g, '')
    .replace(/[\s_]+/g, ' ')
}

/** What a key begins with: the code of a letter `a` to `z`, 0 for anything else. */
export function beginningOf(key: string): number {
  const code = key.charCodeAt(0)
  return code >= 97 && code <= 122 ? code : 0
}
