import picomatch from 'picomatch'
import { FileError } from '../base/file-system'
import { folderOf, stemOf, suffixOf } from '../base/path'
import type { Settings, SettingValues } from '../settings'
import { captionSuffix, classifyImageFile } from '../trainer/files'
import type { Session } from './session'
import { isFilePath, readablePath } from './uris'

export interface KindFacts {
  /** `sd-caption` says what a document is, wherever it lies. */
  readonly languageId?: string
  /** Names in the folder, where it is not on this disk. */
  readonly siblings?: readonly string[]
  /** Those in force for the file, where the caller has them. */
  readonly settings?: Settings
}

/** Whether the file at `path` is a caption: "Treat as …" first, then its language, then its suffix with an image of the same stem beside it. */
export async function isCaption(session: Session, path: string, { languageId, siblings, settings }: KindFacts = {}): Promise<boolean> {
  const { values } = settings ?? session.workspace.datasetOf(path)?.settings ?? (await session.settingsFor(path))
  const relative = session.relative(path)
  if (matches(values.treatAsPlainText, relative)) return false
  if (languageId === 'sd-caption' || matches(values.treatAsCaption, relative)) return true
  if (!captionSuffixes(values).includes(suffixOf(path).toLowerCase())) return false
  return hasImage(stemOf(readablePath(path)), siblings ?? (isFilePath(path) ? await filesIn(session, folderOf(path)) : []))
}

/** Suffixes of captions, in lower case. */
export function captionSuffixes(values: SettingValues): readonly string[] {
  return [...new Set([...values.captionExtensions, values['captions.extension']].map((suffix) => captionSuffix(suffix).toLowerCase()))]
}

function matches(globs: readonly string[], path: string): boolean {
  return globs.length > 0 && picomatch.isMatch(path, [...globs], { dot: true })
}

function hasImage(stem: string, names: readonly string[]): boolean {
  return names.some((name) => stemOf(name) === stem && classifyImageFile(name).kind === 'found')
}

async function filesIn(session: Session, folder: string): Promise<readonly string[]> {
  try {
    return (await session.fileSystem.list(folder)).filter((entry) => entry.kind === 'file').map((entry) => entry.name)
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}
