import type { Uri } from 'vscode'

/** The last part of a path: a file's name, or a folder's. */
export function nameOf({ path }: Uri): string {
  return path.split('/').at(-1) ?? ''
}
