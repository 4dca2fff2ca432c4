import { say } from '../../base/message'
import { comparePaths } from '../../base/path'
import { appendToml, type TomlValue } from '../../training-files/edit-toml'
import { tablesOf, textOf, valueOf } from '../../training-files/config-tree'
import { parseToml } from '../../training-files/parse-toml'
import { CHOSEN } from '../figure'
import type { PlannedDataset } from '../plan'
import { editToml, tomlLines, type TomlSetting } from './parts/toml-file'
import type { PlanWriter, WriterFolder, WriterInput } from './parts/writer'

/** `--dataset_config` of sd-scripts. */
export const datasetToml: PlanWriter = {
  id: 'dataset-toml',
  title: say`Dataset configuration of sd-scripts`,
  refuses: ({ format }) => (format === 'metadata-file' ? say`The captions stand in a metadata file: name it in the dataset configuration by hand` : undefined),
  files: (input) => [{ path: input.names.dataset, fresh: () => freshText(input), edit: (text) => withFolders(editToml(text, changes(input)), input) }],
}

function freshText(input: WriterInput): string {
  const [first] = input.plan.datasets
  const [folder] = input.folders
  const options = folder?.captions.options
  const general: readonly (readonly [string, TomlValue | undefined])[] = [
    ['caption_extension', folder?.captions.extension ?? '.txt'],
    ['shuffle_caption', options?.shuffleCaption ?? false],
    ['keep_tokens', options?.keepTokens ? options.keepTokens : undefined],
    ['keep_tokens_separator', options?.keepTokensSeparator || undefined],
    ['secondary_separator', options?.secondarySeparator || undefined],
    ['enable_wildcard', options?.enableWildcard || undefined],
  ]
  const lines = ['[general]', ...tomlLines(general), ...(first ? tomlLines(bucketValues(first)) : []), '']
  lines.push('[[datasets]]', ...(first ? tomlLines([['resolution', resolutionValue(first)], ['batch_size', first.batch.value]]) : []))
  for (const subset of input.folders) lines.push('', '  [[datasets.subsets]]', ...tomlLines(subsetValues(subset), '  '))
  return `${lines.join('\n')}\n`
}

function resolutionValue({ resolution: { value } }: PlannedDataset): TomlValue {
  return value[0] === value[1] ? value[0] : [...value]
}

function bucketValues({ enabled, min, max, step, noUpscale }: PlannedDataset): readonly (readonly [string, TomlValue])[] {
  if (!enabled.value) return [['enable_bucket', false]]
  return [['enable_bucket', true], ['min_bucket_reso', min.value], ['max_bucket_reso', max.value], ['bucket_reso_steps', step.value], ['bucket_no_upscale', noUpscale.value]]
}

function subsetValues({ path, repeats, regularization, classTokens, uncaptioned, captions }: WriterFolder): readonly (readonly [string, TomlValue | undefined])[] {
  return [
    ['image_dir', path],
    // the trainer takes whole numbers of 1 and more
    ['num_repeats', Math.max(1, Math.round(repeats))],
    ['is_reg', regularization || undefined],
    // folder names mean nothing here: the text for images without caption must be said
    ['class_tokens', uncaptioned && captions.missing === 'class-tokens' && classTokens !== '' ? classTokens : undefined],
  ]
}

/** What the plan has and the file has not: values chosen in the plan stand where the file has them, else in the dataset's own table. */
function changes({ plan }: WriterInput): readonly TomlSetting[] {
  return plan.datasets.flatMap((dataset, index): TomlSetting[] => {
    const path = ['datasets', index]
    const values: readonly (readonly [string, TomlValue, { readonly source: { readonly text: string } }])[] = [
      ['resolution', resolutionValue(dataset), dataset.resolution],
      ['batch_size', dataset.batch.value, dataset.batch],
      ['enable_bucket', dataset.enabled.value, dataset.enabled],
      ['bucket_no_upscale', dataset.noUpscale.value, dataset.noUpscale],
    ]
    const own = values.filter(([, , { source }]) => isChosen(source.text)).map(([key, value]) => ({ path, key, value }))
    const subsets = plan.folders
      .filter((folder) => folder.dataset === index)
      .flatMap(({ repeats }, subset): TomlSetting[] => (isChosen(repeats.source.text) ? [{ path: [...path, 'subsets', subset], key: 'num_repeats', value: Math.max(1, Math.round(repeats.value)) }] : []))
    return [...own, ...subsets]
  })
}

const OTHER_MODES: readonly string[] = ['metadata_file', 'conditioning_data_dir']

/**
 * Folders of the dataset that the file names nowhere come at its end, where they belong to its dataset; with several datasets, only the
 * user knows to which. Paths count as the same where one ends with the other: what the trainer resolves them against is not known here.
 */
function withFolders<Fault>(text: string | Fault, { folders }: WriterInput): string | Fault {
  if (typeof text !== 'string') return text
  const datasets = valueOf(parseToml(text).root, 'datasets')
  const [only, ...more] = datasets ? tablesOf(datasets) : []
  const subsets = only && valueOf(only, 'subsets')
  if (!only || more.length > 0) return text
  const tables = tablesOf(subsets)
  // other modes want files beside the images
  if (tables.some((table) => OTHER_MODES.some((key) => valueOf(table, key)))) return text
  const named = tables.flatMap((table) => textOf(table, 'image_dir') ?? [])
  const missing = folders.filter(({ path }) => !named.some((name) => endsAlike(path, name))).sort((a, b) => comparePaths(a.path, b.path))
  const added = missing.reduce((now, folder) => appendToml(now, ['  [[datasets.subsets]]', ...tomlLines(subsetValues(folder), '  ')]), text)
  // lists written with braces take no tables behind them
  return parseToml(added).faults.length > 0 ? text : added
}

function endsAlike(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)]
  const length = Math.min(a.length, b.length)
  return length > 0 && a.slice(-length).join('/') === b.slice(-length).join('/')
}

function partsOf(path: string): readonly string[] {
  return path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.')
}

function isChosen(source: string): boolean {
  return source === CHOSEN.text
}
