import picomatch from 'picomatch'
import { FileError, type FileSystem } from '../base/file-system'
import { say } from '../base/message'
import { joinPath, nameOf } from '../base/path'
import { SETTINGS_FILE } from '../dataset/find-root'
import { scanDataset, type DatasetScan, type ScanOptions } from '../dataset/scan'
import { readSettingsFile } from '../dataset/settings-file'
import { layerSettings, type Layer, type SettingKey, type Settings } from '../settings'

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
  return { scan: await scanWith(fileSystem, root, settings, options), settings }
}

/** Reads the files of a dataset as its settings say. Rejects with `FileError` when the root cannot be read. */
export function scanWith(fileSystem: FileSystem, root: string, { values }: Settings, { signal, onProgress }: Pick<ScanOptions, 'signal' | 'onProgress'>): Promise<DatasetScan> {
  return scanDataset(fileSystem, root, {
    captionExtension: values['captions.extension'],
    format: values.format ?? undefined,
    excluded: excludeMatcher(values.exclude),
    signal,
    onProgress,
  })
}

/** Whether a change of settings changes which files belong to a dataset. */
export function changesScan(before: Settings, after: Settings): boolean {
  return SCAN_KEYS.some((key) => JSON.stringify(before.values[key]) !== JSON.stringify(after.values[key]))
}

const SCAN_KEYS = ['captions.extension', 'format', 'exclude'] as const satisfies readonly SettingKey[]

/** The settings in force at `root`: the layers, then its `taglore.json`. A file that cannot be read is a problem among them, unless it was asked for by name. */
export async function loadSettings(fileSystem: Pick<FileSystem, 'read'>, root: string, options: Pick<LoadOptions, 'layers' | 'trusted' | 'settingsFile'>): Promise<Settings> {
  const path = options.settingsFile ?? joinPath(root, SETTINGS_FILE)
  try {
    const text = new TextDecoder().decode(await fileSystem.read(path))
    return layerSettings([...options.layers, readSettingsFile(text, options.trusted, nameOf(path))])
  } catch (error) {
    if (!(error instanceof FileError) || options.settingsFile !== undefined) throw error
    if (error.code === 'not-found') return layerSettings(options.layers)
    const problem = { origin: 'taglore.json' as const, key: '', message: say`taglore.json cannot be read (${error.code}); its settings are not used` }
    return layerSettings([...options.layers, { origin: 'taglore.json', values: undefined, problems: [problem] }])
  }
}

/** Whether a path relative to the dataset is left out by the globs: it, or a folder that it lies in. */
export function excludeMatcher(globs: readonly string[]): (relative: string) => boolean {
  if (globs.length === 0) return () => false
  const matches = picomatch([...globs], { dot: true })
  return (relative) => ancestors(relative).some((path) => matches(path) || matches(`${path}/`))
}

/** `a`, `a/b`, `a/b/c` of `a/b/c`. */
function ancestors(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
