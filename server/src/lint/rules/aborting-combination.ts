import { say } from '../../base/message'
import { addFirst } from '../edit-training-file'
import type { Fix, TrainingFileRule, TrainingFileSubject } from '../rule'
import { bucketAborts, cacheAborts, optionAborts, setKey, setOption } from '../training-aborts'
import { tellProblems } from '../training-problems'
import { familyOf, optionOf, ownOption, runOf, trainedSamples, type TrainingRun } from '../training-run'
import type { TrainingFileFinding } from '../rule'

export const abortingCombination: TrainingFileRule = {
  id: 'aborting-combination',
  scope: 'training-file',
  level: 'error',
  summary: say`Settings that the trainer refuses together, or a setting that it cannot start without`,

  *check(subject, context) {
    yield* missingParts(subject)
    const run = runOf(subject)
    if (!run) return
    yield* cacheAborts(run)
    yield* optionAborts(run)
    const { settings } = context
    const family = familyOf(run, context)
    yield* bucketAborts(run, settings.originOf('model') !== 'default' ? settings.values.model : family)
    yield* unevenImages(run)
    yield* unreadMasks(run)
  },
}

/** Keys without which the file is rejected, and subsets that cannot share a dataset. */
function* missingParts(subject: TrainingFileSubject): Iterable<TrainingFileFinding> {
  const { file, text } = subject
  if (file.kind !== 'dataset-config') return
  const aborting = { ...file, problems: file.problems.filter(({ aborts }) => aborts) }
  for (const finding of tellProblems({ ...subject, file: aborting }, ['missing-key', 'mixed-modes', 'empty'], () => undefined)) {
    const key = finding.tag
    const table = file.datasets.flatMap(({ subsets }) => subsets).find((subset) => subset.table.span === finding.span)?.table
    const edit = table && key !== undefined ? addFirst(text, file.parsed.language, table, key, '""') : undefined
    const fixes: Fix[] = edit ? [{ title: say`Add ${key ?? ''}`, safe: false, textEdits: [edit] }] : []
    yield { ...finding, fixes }
  }
}

/** Without buckets and cached latents every image must have the training size. */
function* unevenImages(run: TrainingRun): Iterable<TrainingFileFinding> {
  const { options, training, subject } = run
  if (!training || options.boolean('cache_latents') || options.boolean('cache_latents_to_disk')) return
  if (run.dataset) {
    if (run.dataset.path !== subject.path) return
    for (const dataset of run.datasets) {
      const { resolution, buckets, subsets, entry } = dataset
      if (buckets.enabled.value || !resolution || subsets.some(({ randomCrop }) => randomCrop.value)) continue
      const folders = new Set(trainedSamples({ ...run, datasets: [dataset] }).flatMap(({ samples }) => samples))
      const odd = countOdd([...folders], resolution.value)
      if (odd > 0) yield { span: entry.table.span, tag: 'enable_bucket', message: tellOdd(odd, resolution.value), fixes: setKey(run, entry.table, 'enable_bucket', true, say`Set enable_bucket to true`) }
    }
    return
  }
  const size = ownOption(run, 'resolution')
  const [width, height = width] = (options.text('resolution') ?? '').split(',').map(Number)
  if (!size || !width || !height || options.boolean('enable_bucket') || options.boolean('random_crop')) return
  const odd = countOdd(trainedSamples(run).flatMap(({ samples }) => samples), [width, height])
  if (odd > 0) yield { span: size.node.span, tag: 'enable_bucket', message: tellOdd(odd, [width, height]), fixes: setOption(run, 'enable_bucket', true, say`Set enable_bucket to true`, size) }
}

function tellOdd(count: number, [width, height]: readonly [number, number]): ReturnType<typeof say> {
  return say`${count} images are not ${width}×${height}, and there are neither buckets nor cached latents: the run ends at the first of them`
}

function countOdd(samples: ReturnType<typeof trainedSamples>[number]['samples'], [width, height]: readonly [number, number]): number {
  return samples.flatMap(({ images }) => images).filter(({ header, fault }) => header && !fault && (header.width !== width || header.height !== height)).length
}

/** LoRA training takes conditioning images as masks only. */
function* unreadMasks(run: TrainingRun): Iterable<TrainingFileFinding> {
  const { training, dataset, options, subject } = run
  if (!training || !dataset || dataset.path !== subject.path || options.text('network_module') === undefined || options.boolean('masked_loss')) return
  for (const { conditioningDir } of run.datasets.flatMap(({ subsets }) => subsets)) {
    if (!conditioningDir?.span) continue
    yield {
      span: conditioningDir.span,
      tag: 'conditioning_data_dir',
      message: say`LoRA training takes 'conditioning_data_dir' with 'masked_loss' only, and rejects the file without it`,
      fixes: setOption(run, 'masked_loss', true, say`Set masked_loss to true`, optionOf(run, 'network_module')),
    }
  }
}
