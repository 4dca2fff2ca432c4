import { URI } from 'vscode-uri'

/** The core's path of a URI: `/`-separated for files, the URI itself for anything else (untitled, virtual). */
export function toPath(uri: string): string {
  const parsed = parse(uri)
  if (parsed?.scheme !== 'file') return uri
  const { path, authority } = parsed
  if (authority !== '') return `//${authority}${path}`
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1, 2).toUpperCase() + path.slice(2) : path
}

/** The URI of a core path. */
export function toUri(path: string): string {
  return isFilePath(path) ? URI.file(path).toString() : path
}

/** Whether a core path is a file on this machine's disk. */
export function isFilePath(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path)
}

/** The path with its names as people read them, whatever it is a path of. */
export function readablePath(path: string): string {
  return isFilePath(path) ? path : (parse(path)?.path ?? path)
}

/** Clients send what they like; what is no URI is nobody's file. */
function parse(uri: string): URI | undefined {
  try {
    return URI.parse(uri)
  } catch {
    return undefined
  }
}
