/** Text between wildcards has one choice, a wildcard as many as it has options (repeated ones are more likely, so they stay). */
export type WildcardPiece = readonly [string, ...string[]]

// stand-ins for `{{` and `}}`; lone surrogates, which decoded text never holds
const open = '\ud800'
const close = '\ud801'

/**
 * Takes `a {red|blue} hat` apart: each `{…}` with something in it, up to the first `}`, is a choice between its `|` parts
 * (blanks kept, empty ones allowed). `{{` and `}}` are literal braces, `{}` stays, nothing nests.
 *
 * sd-scripts: BaseDataset.process_caption (enable_wildcard)
 */
export function parseWildcards(line: string): readonly WildcardPiece[] {
  const text = line.replaceAll('{{', open).replaceAll('}}', close)
  const pieces: WildcardPiece[] = []
  let end = 0
  for (const match of text.matchAll(/\{([^}]+)\}/g)) {
    if (match.index > end) pieces.push([restore(text.slice(end, match.index))])
    const [first = '', ...others] = restore(match[1] ?? '').split('|')
    pieces.push([first, ...others])
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push([restore(text.slice(end))])
  return pieces
}

function restore(text: string): string {
  return text.replaceAll(open, '{').replaceAll(close, '}')
}
