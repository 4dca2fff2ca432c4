import picomatch from 'picomatch'
import { FileError, type FileSystem } from '../base/file-system'
import { joinPath } from '../base/path'
import { SETTINGS_FILE } from '../dataset/find-root'
import { scanDataset, type DatasetScan, type ScanOptions } from '../dataset/scan'
import { readSettingsFile } from '../dataset/settings-file'
import { layerSettings, type Layer, type Settings } from '../settings'

export interface LoadOptions extends Pick<ScanOptions, 'signal' | 'onProgress'> {
  /** Layers below `taglore.json`, lowest first. */
  readonly layers: readonly Layer[]
  readonly trusted: boolean
  /** A settings file to read instead of the dataset's `taglore.json`. */
  readonly settingsFile?: string
}

/** Reads a dataset with the settings in force for it. Rejects with `FileError` when the root cannot be read. */
export async function loadDataset(fileSystem: FileSystem, root: string, options: LoadOptions): Promise<{ scan: DatasetScan; settings: Settings }> {
  const settings = await loadSettings(fileSystem, root, options)
  const excluded = excludeMatcher(settings.values.exclude)
  const scan = await scanDataset(fileSystem, root, {
    captionExtension: settings.values['captions.extension'],
    format: settings.values.format ?? undefined,
    excluded,
    signal: options.signal,
    onProgress: options.onProgress,
  })
  return { scan, settings }
}

/** The settings in force at `root`: the layers, then its `taglore.json`. */
export async function loadSettings(fileSystem: FileSystem, root: string, options: Pick<LoadOptions, 'layers' | 'trusted' | 'settingsFile'>): Promise<Settings> {
  const path = options.settingsFile ?? joinPath(root, SETTINGS_FILE)
  try {
    const text = new TextDecoder().decode(await fileSystem.read(path))
    return layerSettings([...options.layers, readSettingsFile(text, options.trusted)])
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    if (error.code === 'not-found' && options.settingsFile === undefined) return layerSettings(options.layers)
    throw error
  }
}

/** Whether a path relative to the dataset is left out by the globs. */
export function excludeMatcher(globs: readonly string[]): (relative: string) => boolean {
  if (globs.length === 0) return () => false
  const matches = picomatch([...globs], { dot: true })
  return (relative) => matches(relative) || matches(`${relative}/`)
}
