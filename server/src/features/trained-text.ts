import { createTextMap } from '../base/document'
import { say, type Message } from '../base/message'
import { nameOf } from '../base/path'
import { captionsInForce, captionTexts, type CaptionInput, type TrainedCaption } from '../dataset/caption-texts'
import type { Dataset } from '../dataset/dataset'
import type { FolderCaptions } from '../dataset/folder'
import type { Sample } from '../dataset/sample'
import { describeOrigin } from '../lint/setting-origin'
import { SETTINGS, type SettingKey, type Settings } from '../settings'
import type { CaptionOptions } from '../trainer/caption-options'
import type { Snapshot } from '../workspace/workspace'
import { captionPath } from './neighbours'
import type { Wording } from './preview'
import type { PreviewTrained, TrainedSetting } from './preview-data'

/** What the trainer makes of the caption at `path`, or of that of the image there; undefined for what is neither. At most `bound` texts. */
export function readTrained(snapshot: Snapshot, path: string, bound: number): TrainedCaption | undefined {
  const place = placeAt(snapshot, path)
  return place && captionTexts(inputOf(snapshot, place), place.captions, place.folder?.classTokens ?? '', bound)
}

/** The same as the preview shows it. */
export function describeTrained(snapshot: Snapshot, path: string, bound: number, { translate }: Wording): PreviewTrained | undefined {
  const trained = readTrained(snapshot, path, bound)
  return trained && { source: trained.source, texts: trained.texts, complete: trained.complete, steps: trained.steps.map(translate), aborts: trained.aborts ? translate(trained.aborts) : null }
}

/** A text of its own that says what is trained and why: notes first, then a line each for every text. */
export function writeTrained(snapshot: Snapshot, path: string, bound: number, wording: Wording): string | undefined {
  const place = placeAt(snapshot, path)
  const trained = readTrained(snapshot, path, bound)
  if (!place || !trained) return undefined
  const { translate } = wording
  const notes = [...headOf(trained, place.path), ...trained.steps, ...unreadOf(snapshot, place, trained)].map(translate)
  const settings = settingsOf(place, wording).map(({ name, value, origin }) => `  ${name} = ${value}  (${origin})`)
  const lines = [...notes, '', translate(say`Settings in force:`), ...settings].map((line) => `# ${line}`.trimEnd())
  return `${[...lines, '', ...trained.texts].join('\n')}\n`
}

interface Place {
  /** Of the caption, or where it would be. */
  readonly path: string
  readonly dataset: Dataset | undefined
  readonly sample: Sample | undefined
  readonly folder: Dataset['folders'][number] | undefined
  readonly settings: Settings
  readonly captions: FolderCaptions
}

function placeAt(snapshot: Snapshot, path: string): Place | undefined {
  const dataset = snapshot.datasetOf(path)
  const sample = dataset?.sampleAt(path) ?? dataset?.sampleOfCaption(path)
  if (!sample && !snapshot.captionOf(path)) return undefined
  const folder = dataset?.folders.find((each) => each.path === sample?.folder)
  const settings = snapshot.settingsOf(path)
  return { path: (sample && dataset && captionPath(dataset, sample)) ?? path, dataset, sample, folder, settings, captions: captionsInForce(folder, settings.values) }
}

function inputOf(snapshot: Snapshot, { path, sample }: Place): CaptionInput {
  if (sample?.listed && !sample.caption) return { text: sample.listed.text, listed: true, ...(sample.listed.alternatives ? { alternatives: sample.listed.alternatives } : {}) }
  // opened for an image without caption: there is no file until something is written
  const text = snapshot.captionOf(path)?.text
  const isUnwritten = text === '' && sample !== undefined && sample.images.length > 0 && sample.caption === undefined
  return { text: isUnwritten ? undefined : text, byteOrderMark: sample?.caption?.byteOrderMark === true }
}

function headOf(trained: TrainedCaption, path: string): readonly Message[] {
  const name = nameOf(path)
  if (trained.aborts) return [trained.aborts]
  if (trained.source === 'skipped') return []
  const { length } = trained.texts
  if (!trained.complete) return [say`'${name}' is trained as one of many texts; these are ${length} of them`]
  return [length === 1 ? say`'${name}' is always trained as this text` : say`'${name}' is trained as one of these ${length} texts`]
}

function unreadOf(snapshot: Snapshot, { path }: Place, { ignored }: TrainedCaption): readonly Message[] {
  const text = snapshot.captionOf(path)?.text
  if (!ignored || text === undefined) return []
  const { start, end } = createTextMap(text).toRange(ignored)
  return [start.line === end.line ? say`Line ${start.line + 1} is not read` : say`Lines ${start.line + 1} to ${end.line + 1} are not read`]
}

/** The options by their names in the trainer; where a format or training file gives them all, it is named for each. */
const OPTIONS: readonly (readonly [name: string, option: keyof CaptionOptions, key: SettingKey | undefined, usual: string | number | boolean])[] = [
  ['shuffle_caption', 'shuffleCaption', 'captions.shuffle', false],
  ['keep_tokens', 'keepTokens', 'captions.keepTokens', 0],
  ['keep_tokens_separator', 'keepTokensSeparator', 'captions.keepTokensSeparator', ''],
  ['secondary_separator', 'secondarySeparator', 'captions.secondarySeparator', ''],
  ['enable_wildcard', 'enableWildcard', 'captions.wildcards', false],
  ['caption_prefix', 'captionPrefix', undefined, ''],
  ['caption_suffix', 'captionSuffix', undefined, ''],
  ['caption_separator', 'captionSeparator', undefined, ','],
  ['caption_dropout_rate', 'captionDropoutRate', undefined, 0],
  ['caption_dropout_every_n_epochs', 'captionDropoutEveryNEpochs', undefined, 0],
  ['caption_tag_dropout_rate', 'captionTagDropoutRate', undefined, 0],
  ['token_warmup_min', 'tokenWarmupMin', undefined, 1],
  ['token_warmup_step', 'tokenWarmupStep', undefined, 0],
]

/** Those that an editor can set, and of the rest what is not as usual. */
function settingsOf(place: Place, { translate }: Wording): readonly TrainedSetting[] {
  const { folder, captions, settings } = place
  const given = folder?.captions ? translate(formatOrigin(place)) : undefined
  // editors answer with the defaults of what nobody has set
  const isUsual = (key: SettingKey): boolean => settings.originOf(key) === 'editor' && settings.values[key] === SETTINGS[key].default
  const originOf = (key: SettingKey): string => given ?? translate(isUsual(key) ? say`the default` : describeOrigin(settings, key))
  const rows: TrainedSetting[] = [{ name: 'caption_extension', value: JSON.stringify(captions.extension), origin: originOf('captions.extension') }]
  for (const [name, option, key, usual] of OPTIONS) {
    const value = captions.options[option] ?? usual
    if (key !== undefined || value !== usual) rows.push({ name, value: JSON.stringify(value), origin: key === undefined ? (given ?? '') : originOf(key) })
  }
  return rows
}

function formatOrigin({ dataset }: Place): Message {
  const [file] = dataset?.training?.files ?? []
  if (file) return say`from ${nameOf(file.path)}`
  return dataset?.format ? say`by the format: ${dataset.format.title}` : say`by the format`
}
