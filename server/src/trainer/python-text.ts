/** What Python's `str.strip()` and `str.isspace()` take as blank: not the same set as JavaScript's (no U+FEFF; U+001C–1F and U+0085 count). */
const blank = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const leading = new RegExp(`^${blank}+`)
const blankUnit = new RegExp(blank)

/** `text` without blanks at both ends, as Python's `str.strip()` leaves it. A byte order mark (U+FEFF) stays. */
export function pythonStrip(text: string): string {
  let end = text.length
  // by hand: a `$` pattern would look at every run of blanks inside the text
  while (end > 0 && blankUnit.test(text.charAt(end - 1))) end--
  return text.slice(0, end).replace(leading, '')
}

/** Lines of `text` without their ends, as Python's universal newlines see them: LF, CR LF and CR only, no line after a last line end. */
export function pythonLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/**
 * Python's `int(text)`: undefined where it raises ValueError.
 * Surrounding blanks, one sign, leading zeros, single underscores between digits and every Unicode decimal digit are accepted.
 */
export function pythonInt(text: string): number | undefined {
  const match = /^([+-]?)(\p{Nd}+(?:_\p{Nd}+)*)$/u.exec(pythonStrip(text))
  if (!match) return undefined
  const digits = Array.from((match[2] ?? '').replaceAll('_', ''), digitValue).join('')
  // Python refuses longer ones (sys.set_int_max_str_digits)
  if (digits.length > 4300) return undefined
  return Number((match[1] === '-' ? '-' : '') + digits) + 0
}

/** The value of one character of category Nd: such digits come in unbroken runs of ten, beginning with a zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  let start = code
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--
  return (code - start) % 10
}
