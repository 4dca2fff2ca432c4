import picomatch from 'picomatch'
import { FileError } from '../base/file-system'
import { folderOf, stemOf, suffixOf } from '../base/path'
import { classifyImageFile } from '../trainer/files'
import type { Settings } from '../settings'
import type { Session } from './session'
import { isFilePath } from './uris'

/**
 * Whether the file at `path` is a caption: "Treat as …" first, then its suffix with an image of the same stem beside it.
 * `languageId` `sd-caption` makes a document one that lies nowhere on this disk.
 */
export async function isCaption(session: Session, path: string, languageId?: string): Promise<boolean> {
  const settings = await settingsAt(session, path)
  const relative = session.relative(path)
  if (matches(settings.values.treatAsPlainText, relative)) return false
  if (matches(settings.values.treatAsCaption, relative)) return true
  if (!isFilePath(path)) return languageId === 'sd-caption'
  const suffix = suffixOf(path).toLowerCase()
  const suffixes = new Set([...settings.values.captionExtensions, settings.values['captions.extension']].map((known) => known.toLowerCase()))
  if (!suffixes.has(suffix)) return languageId === 'sd-caption'
  return (await hasImage(session, path)) || (languageId === 'sd-caption' && session.workspace.datasetOf(path)?.sampleAt(path) !== undefined)
}

async function settingsAt(session: Session, path: string): Promise<Settings> {
  const dataset = session.workspace.datasetOf(path)
  return dataset ? dataset.settings : session.settingsFor(path)
}

function matches(globs: readonly string[], path: string): boolean {
  return globs.length > 0 && picomatch.isMatch(path, [...globs], { dot: true })
}

async function hasImage(session: Session, path: string): Promise<boolean> {
  const stem = stemOf(path)
  try {
    const entries = await session.fileSystem.list(folderOf(path))
    return entries.some((entry) => entry.kind === 'file' && stemOf(entry.name) === stem && classifyImageFile(entry.name).kind === 'found')
  } catch (error) {
    if (error instanceof FileError) return false
    throw error
  }
}
