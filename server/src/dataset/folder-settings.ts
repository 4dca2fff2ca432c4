import type { SettingKey, Settings, SettingValues } from '../settings'
import type { ConceptFolder, FolderCaptions } from './folder'

/**
 * The settings in force for the captions of one folder: what its format or training file says, below what `taglore.json` says.
 * The same object where neither says anything.
 */
export function folderSettings(folder: Pick<ConceptFolder, 'captions'> | undefined, settings: Settings): Settings {
  if (!folder?.captions) return settings
  const told = captionValues(folder.captions)
  const given = new Set(Object.keys(told).filter((key): key is SettingKey => isFree(key, folder.captions, settings)))
  const values = { ...settings.values, ...Object.fromEntries(Object.entries(told).filter(([key]) => given.has(key as SettingKey))) }
  return { values, problems: settings.problems, originOf: (key) => (given.has(key) ? 'training-file' : settings.originOf(key)) }
}

/** `taglore.json` wins, but other trainers than sd-scripts read lines in one way only. */
function isFree(key: string, captions: FolderCaptions | undefined, { originOf }: Settings): boolean {
  const isFixed = key === 'captions.wildcards' && captions !== undefined && captions.lines !== 'first' && captions.options.enableWildcard !== true
  // the keys of `captionValues` are settings
  return isFixed || originOf(key as SettingKey) !== 'taglore.json'
}

/** Captions of which all lines count are as captions with wildcards are. */
function captionValues({ extension, lines, options }: FolderCaptions): Partial<SettingValues> {
  return {
    'captions.extension': extension,
    'captions.shuffle': options.shuffleCaption ?? false,
    'captions.keepTokens': Math.max(0, options.keepTokens ?? 0),
    'captions.keepTokensSeparator': options.keepTokensSeparator ?? '',
    'captions.secondarySeparator': options.secondarySeparator ?? '',
    'captions.wildcards': lines !== 'first',
  }
}
