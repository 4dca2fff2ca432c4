// names of U+00A0–00FF in order
const latin1 = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute ' +
  'Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml ' +
  'Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml ' +
  'eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
).split(' ')

const others: readonly (readonly [string, string])[] = [
  ...latin1.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['num', '#'], ['comma', ','], ['lpar', '('], ['rpar', ')'],
  ['colon', ':'], ['semi', ';'], ['excl', '!'], ['quest', '?'], ['lowbar', '_'], ['period', '.'], ['sol', '/'], ['bsol', '\\'],
  ['OElig', 'Œ'], ['oelig', 'œ'], ['Scaron', 'Š'], ['scaron', 'š'], ['Yuml', 'Ÿ'], ['fnof', 'ƒ'], ['circ', 'ˆ'], ['tilde', '˜'],
  ['ensp', '\u2002'], ['emsp', '\u2003'], ['thinsp', '\u2009'], ['zwnj', '\u200c'], ['zwj', '\u200d'], ['lrm', '\u200e'], ['rlm', '\u200f'],
  ['ndash', '–'], ['mdash', '—'], ['lsquo', '‘'], ['rsquo', '’'], ['sbquo', '‚'], ['ldquo', '“'], ['rdquo', '”'], ['bdquo', '„'],
  ['dagger', '†'], ['Dagger', '‡'], ['bull', '•'], ['hellip', '…'], ['permil', '‰'], ['prime', '′'], ['Prime', '″'], ['lsaquo', '‹'],
  ['rsaquo', '›'], ['euro', '€'], ['trade', '™'], ['larr', '←'], ['uarr', '↑'], ['rarr', '→'], ['darr', '↓'], ['harr', '↔'],
  ['minus', '−'], ['infin', '∞'], ['ne', '≠'], ['le', '≤'], ['ge', '≥'], ['spades', '♠'], ['clubs', '♣'], ['hearts', '♥'], ['diams', '♦'],
  ['star', '☆'], ['starf', '★'], ['check', '✓'],
]

const names = new Map<string, string>(others)
// names written in capitals, where that is no name of its own
for (const [name, char] of others) {
  if (name === name.toLowerCase() && !names.has(name.toUpperCase())) names.set(name.toUpperCase(), char.toUpperCase())
}
const capitals = [['AMP', '&'], ['LT', '<'], ['GT', '>'], ['QUOT', '"'], ['COPY', '©'], ['REG', '®'], ['TRADE', '™']] as const
for (const [name, char] of capitals) names.set(name, char)

/** The character of a reference like `&amp;`, `&#39;`, `&#x27;`; the reference itself where it is unknown. ftfy: unescape_html */
export function decodeEntity(reference: string): string {
  const body = reference.slice(1, -1)
  const match = /^#(?:[xX]([0-9a-fA-F]+)|([0-9]+))$/.exec(body)
  if (!match) return names.get(body) ?? reference
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16)
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  return String.fromCodePoint(code)
}
