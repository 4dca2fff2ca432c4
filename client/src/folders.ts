import { FileType, Uri, workspace } from 'vscode'
import { captionSuffixes } from './settings'

export async function isFolder(place: Uri): Promise<boolean> {
  const type = await typeOf(place)
  return type !== undefined && (type & FileType.Directory) !== 0
}

export async function exists(place: Uri): Promise<boolean> {
  return (await typeOf(place)) !== undefined
}

async function typeOf(place: Uri): Promise<FileType | undefined> {
  return workspace.fs.stat(place).then(
    (stat) => stat.type,
    () => undefined,
  )
}

/** The first caption that one of these places has. */
export async function firstCaptionOf(places: readonly Uri[]): Promise<Uri | undefined> {
  for (const place of places) {
    const first = await firstCaption(place)
    if (first) return first
  }
  return undefined
}

/** The first caption of a folder by name, something of the same stem beside it; of a file, itself. */
async function firstCaption(place: Uri): Promise<Uri | undefined> {
  if (!(await isFolder(place))) return place
  const suffixes = captionSuffixes(place).map((suffix) => suffix.toLowerCase())
  const names = (await workspace.fs.readDirectory(place)).map(([name]) => name)
  const isPaired = (name: string): boolean => names.some((other) => other !== name && stemOf(other) === stemOf(name))
  const [first] = names.filter((name) => suffixes.some((suffix) => name.toLowerCase().endsWith(suffix)) && isPaired(name)).sort()
  return first === undefined ? undefined : Uri.joinPath(place, first)
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '')
}
