import { folderOf } from '../base/path'
import type { Span, SpanEdit } from '../base/span'
import type { Change } from '../changes/change'
import type { Dataset } from '../dataset/dataset'
import { resolvePath } from '../dataset/find-folder'
import type { Sample } from '../dataset/sample'
import { modelFamily, type ModelFamily } from '../trainer/models'
import type { DatasetConfig } from '../training-files/dataset-config'
import { resolveDatasets, type ResolvedDataset, type ResolvedSubset, type Sourced } from '../training-files/resolve-datasets'
import { optionValues, type GivenOption, type OptionValues, type TrainingConfig } from '../training-files/training-config'
import type { Fix, RuleContext, TrainingFileSubject } from './rule'

/** A training configuration or a dataset configuration with where it lies. */
export interface PlacedFile<File> {
  readonly path: string
  readonly text: string
  readonly file: File
}

/** The training that a file describes together with its partner. */
export interface TrainingRun {
  readonly subject: TrainingFileSubject
  readonly dataset: PlacedFile<DatasetConfig> | undefined
  /** Undefined where nothing tells the options: the command line may. */
  readonly training: PlacedFile<TrainingConfig> | undefined
  readonly options: OptionValues
  readonly datasets: readonly ResolvedDataset[]
}

/** Undefined for files that describe no training. */
export function runOf(subject: TrainingFileSubject): TrainingRun | undefined {
  const { file, path, text, surroundings } = subject
  if (file.kind !== 'dataset-config' && file.kind !== 'training-config') return undefined
  const partner = surroundings?.partner
  const own = { path, text }
  const dataset = file.kind === 'dataset-config' ? { ...own, file } : partner?.file.kind === 'dataset-config' ? { path: partner.path, text: partner.text, file: partner.file } : undefined
  const training = file.kind === 'training-config' ? { ...own, file } : partner?.file.kind === 'training-config' ? { path: partner.path, text: partner.text, file: partner.file } : undefined
  return { subject, dataset, training, options: optionValues(training?.file), datasets: dataset ? resolveDatasets(dataset.file, training?.file) : [] }
}

/** The option as the training configuration gives it. */
export function optionOf(run: TrainingRun, name: string): GivenOption | undefined {
  return run.training?.file.options.get(name)
}

/** The value of an option in the file that is judged; a finding can stand there. */
export function ownOption(run: TrainingRun, name: string): GivenOption | undefined {
  return run.subject.file.kind === 'training-config' ? optionOf(run, name) : undefined
}

/** The place of a value in the file that is judged: of one that the dataset configuration gives, or that came from the training configuration. */
export function ownSpan(run: TrainingRun, sourced: Sourced<unknown> | undefined): Span | undefined {
  if (!sourced?.span) return undefined
  const inTraining = sourced.from === 'training-config'
  return inTraining === (run.subject.file.kind === 'training-config') ? sourced.span : undefined
}

/** A fix by edits of one of the two files: in the judged one at once, in the other as a change. */
export function fixIn(run: TrainingRun, file: { readonly path: string; readonly text: string }, fix: Pick<Fix, 'title' | 'safe'>, edits: readonly SpanEdit[]): Fix {
  if (file.path === run.subject.path) return { ...fix, textEdits: edits }
  return { ...fix, change: (): Change => ({ title: fix.title, files: [{ kind: 'edit', path: file.path, text: file.text, edits }] }) }
}

/** A subset with the images of its folder, as far as they are known. */
export interface RunSubset {
  readonly dataset: ResolvedDataset
  readonly subset: ResolvedSubset
  readonly folder: string
  readonly holder: Dataset
  readonly samples: readonly Sample[]
}

/** The subsets of a run whose images are known. */
export function subsetsOf({ subject, dataset: config, datasets }: TrainingRun): readonly RunSubset[] {
  const found = config?.path === subject.path ? subject.surroundings?.found : undefined
  return datasets.flatMap((dataset) =>
    dataset.subsets.flatMap((subset) => {
      const written = subset.imageDir?.value
      if (written === undefined || subset.leftOut) return []
      const folder = found?.get(written)?.path ?? folderBeside(config?.path, written)
      const holder = folder === undefined ? undefined : subject.datasetAt(folder)
      const samples = (folder === undefined ? undefined : holder?.samplesIn(folder)) ?? []
      return folder !== undefined && holder && samples.length > 0 ? [{ dataset, subset, folder, holder, samples }] : []
    }),
  )
}

/** Where the partner's paths lead, which were not looked up: they count from its folder. */
function folderBeside(path: string | undefined, written: string): string | undefined {
  return path === undefined ? undefined : resolvePath(folderOf(path), written)
}

/** The folders with their samples where a training configuration trains folders by their names. */
export function trainedSamples(run: TrainingRun): readonly { readonly folder: string; readonly holder: Dataset; readonly samples: readonly Sample[]; readonly repeats: number; readonly regularization: boolean }[] {
  if (run.dataset) return subsetsOf(run).map(({ folder, holder, samples, subset }) => ({ folder, holder, samples, repeats: subset.repeats.value, regularization: subset.regularization }))
  const { subject, options } = run
  const written = options.text('train_data_dir')
  const path = written === undefined ? undefined : subject.surroundings?.found.get(written)?.path
  const holder = path === undefined ? undefined : subject.datasetAt(path)
  return (holder?.folders ?? []).map((folder) => ({ folder: folder.path, holder: holder as Dataset, samples: holder?.samplesIn(folder.path) ?? [], repeats: folder.repeats, regularization: folder.regularization }))
}

/** The family of the base model, where somebody said it: the settings, or a network that fits only one. */
export function familyOf({ training, options }: TrainingRun, { settings }: Pick<RuleContext, 'settings'>): ModelFamily | undefined {
  const module = options.text('network_module') ?? ''
  if (/flux/.test(module)) return 'flux'
  if (/sd3/.test(module)) return 'sd3'
  if (/lumina/.test(module)) return 'lumina'
  if (/anima/.test(module)) return 'anima'
  if (options.text('t5xxl') !== undefined || options.text('ae') !== undefined || options.text('clip_l') !== undefined) return undefined
  if (options.boolean('v2')) return 'sd2'
  if (settings.originOf('model') !== 'default') return modelFamily(settings.values.model)
  // only SDXL and later cache what the text encoders make
  if (training && /^networks\.lora(?:_fa)?$/.test(module) && options.boolean('cache_text_encoder_outputs')) return 'sdxl'
  return undefined
}
