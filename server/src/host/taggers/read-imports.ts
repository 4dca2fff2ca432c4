import { FileError, type FileSystem } from '../../base/file-system'
import { say, type Message } from '../../base/message'
import { comparePaths, joinPath, nameOf, relativePath, suffixOf } from '../../base/path'
import { createImageFinder, subjectOf } from '../../tagging/match-images'
import type { ImageScores } from '../../tagging/score'
import { readCaptionFile } from '../../tagging/sources/index'
import { imageSuffixes } from '../../trainer/files'

export interface ImportOptions {
  readonly fileSystem: FileSystem
  /** In folders: only files of this suffix, such as `.caption`; without it all that hold captions. */
  readonly suffix?: string
  readonly signal?: AbortSignal
}

export interface Imported {
  /** By image path. */
  readonly found: ReadonlyMap<string, ImageScores>
  /** What files name and no image is, or several are; each once, sorted. */
  readonly unmatched: readonly string[]
  readonly faults: readonly { readonly path: string; readonly message: Message }[]
}

const SUFFIXES = new Set(['.txt', '.caption', '.json', '.jsonl', '.ndjson', '.tags', '.cap'])
const LARGEST = 256 * 1024 * 1024

/** Reads captions that exist, from files and folders, for these images. Nothing of what is read is changed. */
export async function readImports(images: Iterable<string>, from: readonly string[], { fileSystem, suffix, signal }: ImportOptions): Promise<Imported> {
  const find = createImageFinder(images)
  const found = new Map<string, ImageScores>()
  const unmatched = new Set<string>()
  const faults: { path: string; message: Message }[] = []
  for (const start of from) {
    const files = await filesOf(fileSystem, start, suffix, faults)
    for (const path of files) {
      signal?.throwIfAborted()
      const read = await readOne(fileSystem, path, faults)
      for (const { image, scores } of read) {
        // within a folder, the path below it tells more than the name
        const meant = image === '' ? (find(subjectOf(path)) ?? find(relativePath(start, subjectOf(path))) ?? find(nameOf(subjectOf(path)))) : find(image)
        if (meant === undefined) unmatched.add(image === '' ? relativePath(start, path) : image)
        else found.set(meant, joined(found.get(meant), scores))
      }
    }
  }
  return { found, unmatched: [...unmatched].sort(comparePaths), faults }
}

function joined(before: ImageScores | undefined, { tags, text }: ImageScores): ImageScores {
  const both = before?.text ?? text
  return { tags: [...(before?.tags ?? []), ...tags], ...(both !== undefined && { text: both }) }
}

async function readOne(fileSystem: FileSystem, path: string, faults: { path: string; message: Message }[]): Promise<readonly { readonly image: string; readonly scores: ImageScores }[]> {
  try {
    if ((await fileSystem.stat(path)).size > LARGEST) {
      faults.push({ path, message: say`'${nameOf(path)}' is too large for captions` })
      return []
    }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await fileSystem.read(path))
    const read = readCaptionFile(path, text)
    if (!('fault' in read)) return read
    faults.push({ path, message: read.fault })
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof TypeError)) throw error
    faults.push({ path, message: error instanceof FileError ? say`'${nameOf(path)}' cannot be read (${error.code})` : say`This file stays: it cannot be read as text` })
  }
  return []
}

/** A file itself, or the files of a folder and those below it, sorted. */
async function filesOf(fileSystem: FileSystem, path: string, suffix: string | undefined, faults: { path: string; message: Message }[]): Promise<readonly string[]> {
  try {
    if ((await fileSystem.stat(path)).kind !== 'folder') return [path]
    const files: string[] = []
    for (const { name, kind } of await fileSystem.list(path)) {
      const inner = joinPath(path, name)
      if (kind === 'folder' && !name.startsWith('.')) files.push(...(await filesOf(fileSystem, inner, suffix, faults)))
      else if (kind === 'file' && isCaption(name, suffix)) files.push(inner)
    }
    return files.sort(comparePaths)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    faults.push({ path, message: say`'${nameOf(path)}' cannot be read (${error.code})` })
    return []
  }
}

function isCaption(name: string, suffix: string | undefined): boolean {
  if (suffix !== undefined) return name.toLowerCase().endsWith(suffix.toLowerCase())
  const own = suffixOf(name).toLowerCase()
  return SUFFIXES.has(own) && !imageSuffixes.includes(own) && name !== 'taglore.json'
}
