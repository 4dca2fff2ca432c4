import { say, type Message } from '../../base/message'
import { adviseResolution } from '../../planning/propose-resolution'
import type { Size } from '../../trainer/buckets'
import { modelFacts, trainerBuckets } from '../../trainer/models'
import type { Sourced } from '../../training-files/resolve-datasets'
import { toSize } from '../../training-files/resolve-datasets'
import type { TrainingFileFinding, TrainingFileRule } from '../rule'
import { familyOf, fixIn, optionOf, ownSpan, runOf, trainedSamples, type TrainingRun } from '../training-run'

const SMALLEST = 512
const LARGEST = 1024

export const oddResolution: TrainingFileRule = {
  id: 'odd-resolution',
  scope: 'training-file',
  level: 'warning',
  summary: say`The training resolution does not fit the model or the images`,

  *check(subject, context) {
    const run = runOf(subject)
    if (!run) return
    const family = familyOf(run, context)
    const seen = new Set<number>()
    for (const { resolution, buckets, samples } of resolutionsOf(run)) {
      const span = ownSpan(run, resolution)
      if (!span || seen.has(span.start)) continue
      seen.add(span.start)
      const sides = resolution.value
      const rounded = sides.map((side) => Math.max(64, Math.round(side / 64) * 64)) as [number, number]
      if (sides.some((side) => side % 64 !== 0)) yield finding(run, resolution, rounded, say`${sides.join('×')} is no multiple of 64: ${rounded.join('×')} is what it can be at best`)
      else if (family === 'sd15' && sides.some((side) => side < SMALLEST || side > LARGEST)) {
        const fitted = sides.map((side) => Math.min(LARGEST, Math.max(SMALLEST, side))) as [number, number]
        yield finding(run, resolution, fitted, say`SD 1.x learns badly outside 512 to 1024 a side`)
      } else if (!buckets && family) {
        const model = context.settings.originOf('model') === 'default' ? family : context.settings.values.model
        const use = { resolution: sides, ...modelFacts(model).buckets, noUpscale: false, enabled: false, step: trainerBuckets.step }
        const sizes = samples.flatMap(({ images }) => images).flatMap(({ header, fault }): Size[] => (header && !fault ? [[header.width, header.height]] : []))
        const { choices, why } = adviseResolution(subject, model, use, sizes)
        const proposed = choices.find((choice) => choice.proposed)
        if (sizes.length < 4 || !proposed || shape(sides) === shape([proposed.width, proposed.height])) continue
        yield finding(run, resolution, [proposed.width, proposed.height], say`Buckets are off, and the resolution has another shape than most images. ${why}`)
      }
    }
  },
}

function shape([width, height]: Size): number {
  return Math.sign(width - height)
}

function finding(run: TrainingRun, { from, span }: Sourced<Size>, [width, height]: Size, message: Message): TrainingFileFinding {
  const inTraining = from === 'training-config'
  const written = inTraining ? `"${width},${height}"` : width === height ? String(width) : `[${width}, ${height}]`
  const place = span ?? { start: 0, end: 0 }
  const file = inTraining ? run.training : run.dataset
  return { span: place, tag: 'resolution', message, fixes: file ? [fixIn(run, file, { title: say`Set resolution to ${written}`, safe: false }, [{ span: place, newText: written }])] : [] }
}

/** Every resolution with whether its images go into buckets; where nothing says that they do not, they may. */
function resolutionsOf(run: TrainingRun): readonly { readonly resolution: Sourced<Size>; readonly buckets: boolean; readonly samples: ReturnType<typeof trainedSamples>[number]['samples'] }[] {
  if (run.dataset) {
    return run.datasets.flatMap((dataset) => {
      const { resolution, buckets } = dataset
      if (!resolution) return []
      const samples = trainedSamples({ ...run, datasets: [dataset] }).flatMap((folder) => folder.samples)
      return [{ resolution, buckets: buckets.enabled.value || (buckets.enabled.from === 'default' && !run.training), samples }]
    })
  }
  const given = optionOf(run, 'resolution')
  const size = given && toSize(given.node)
  if (!given || !size) return []
  return [{ resolution: { value: size, from: 'training-config', span: given.node.span }, buckets: run.options.boolean('enable_bucket') ?? false, samples: trainedSamples(run).flatMap((folder) => folder.samples) }]
}
