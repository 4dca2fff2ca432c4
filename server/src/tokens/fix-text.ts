import { decodeEntity } from './html-entities'

/** A text under repair: plain (`PlainText`) or with the way back to the original (`MappedText`). */
export interface RepairedText {
  readonly text: string
  /** Replaces every match of a global pattern. */
  replace(pattern: RegExp, replacement: (match: string) => string): void
  /** Brings the text to NFC. */
  compose(): void
  lower(): void
}

/** Whether `fixText` may change a text: anything but printable ASCII and blanks, or a character reference. */
export const mayNeedRepair = /[^\t\n\f\r\x20-\x7e]|&#?[0-9A-Za-z]{1,24};/

const entity = /&#?[0-9A-Za-z]{1,24};/g
const c1Control = /[\x80-\x9f]/g
const ligature = /[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06]/g
const otherWidth = /[\u3000\uff01-\uffef]/g
const doubleQuote = /[\u201c-\u201f]/g
const singleQuote = /[\u02bc\u2018-\u201b]/g
// the characters are meant: they are what is taken out
// oxlint-disable no-control-regex
const terminalEscape = /\x1b\[[\d;]*[A-Za-z]/g
const control = /[\x00-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]/g
// oxlint-enable no-control-regex

// what windows-1252 has at 0x80–0x9f; where it has nothing, the control character stays
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * Repairs text as ftfy 6.3 `fix_text` does before CLIP's tokenizer sees it: character references (unless the line or one
 * before it has a `<`), C1 controls, Latin ligatures, full-width and half-width forms, curly quotes, terminal escapes,
 * control characters (a byte order mark among them), NFC; over and over until nothing changes.
 * Not followed: its repair of wrongly decoded text (`Ã©` → `é`), and character references beyond HTML 4.
 *
 * ftfy: fix_text, fix_and_explain
 */
export function fixText(text: RepairedText): void {
  let before: string
  do {
    before = text.text
    unescape(text)
    text.replace(c1Control, (char) => windows1252.charAt(char.charCodeAt(0) - 0x80))
    text.replace(ligature, expandLigature)
    text.replace(otherWidth, (char) => (char === '\u3000' ? ' ' : char.normalize('NFKC')))
    text.replace(doubleQuote, () => '"')
    text.replace(singleQuote, () => "'")
    text.replace(terminalEscape, () => '')
    text.replace(control, () => '')
    text.compose()
  } while (text.text !== before)
}

/** Character references are read up to the first line that holds a `<`, which says that the text is markup. */
function unescape(text: RepairedText): void {
  if (!text.text.includes('&')) return
  const markup = text.text.indexOf('<')
  if (markup < 0) text.replace(entity, decodeEntity)
  else {
    const head = text.text.lastIndexOf('\n', markup) + 1
    // a sticky end: matches after it are given back as they are
    let end = 0
    text.replace(entity, (match) => {
      end = text.text.indexOf(match, end) + match.length
      return end <= head ? decodeEntity(match) : match
    })
  }
}

function expandLigature(char: string): string {
  if (char === '\u0149') return '\u02bcn'
  // compatibility forms of the others are what ftfy lists, but for the long s
  return char === '\ufb05' ? '\u017ft' : char.normalize('NFKC')
}

/** The repair without a way back. */
export class PlainText implements RepairedText {
  constructor(public text: string) {}

  replace(pattern: RegExp, replacement: (match: string) => string): void {
    this.text = this.text.replace(pattern, (match) => replacement(match))
  }

  compose(): void {
    this.text = this.text.normalize('NFC')
  }

  lower(): void {
    this.text = this.text.toLowerCase()
  }
}
