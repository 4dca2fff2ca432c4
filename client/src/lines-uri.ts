/** Captions as one tag a line: documents of their own, which write into the caption when they are saved. */
export const LINES_SCHEME = 'taglore-lines'

const ENDING = '.lines'

interface UriParts {
  readonly scheme: string
  readonly path: string
  readonly query: string
}

/** The parts of the URI of a caption's lines; the query keeps the caption's scheme. */
export function linesParts({ scheme, path }: UriParts): UriParts {
  return { scheme: LINES_SCHEME, path: `${path}${ENDING}`, query: scheme }
}

/** The parts of the URI of the caption that lines belong to. */
export function captionParts({ path, query }: UriParts): UriParts {
  return { scheme: query === '' ? 'file' : query, path: path.endsWith(ENDING) ? path.slice(0, -ENDING.length) : path, query: '' }
}
