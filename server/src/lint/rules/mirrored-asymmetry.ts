import { say } from '../../base/message'
import type { Dataset } from '../../dataset/dataset'
import type { TrainingFileRule } from '../rule'
import { setOption, setSourced } from '../training-aborts'
import { optionOf, ownSpan, runOf, subsetsOf, trainedSamples } from '../training-run'
import type { Sourced } from '../../training-files/resolve-datasets'

/** Traits that stand on one side, and text, by their keys. */
const ONE_SIDED: readonly string[] = [
  'mole under eye', 'mole under mouth', 'mole on cheek', 'side ponytail', 'side braid', 'side bun', 'one side up', 'heterochromia', 'eyepatch', 'medical eyepatch', 'hair over one eye',
  'asymmetrical hair', 'asymmetrical bangs', 'asymmetrical legwear', 'asymmetrical clothes', 'asymmetrical sleeves', 'asymmetrical gloves', 'asymmetrical footwear', 'single thighhigh', 'single sleeve',
  'single glove', 'single elbow glove', 'single earring', 'single horn', 'single wing', 'single pauldron', 'single braid', 'single hair ribbon', 'single epaulette', 'single sidelock', 'single off shoulder',
  'scar across eye', 'scar over one eye', 'one-eyed', 'bandage over one eye', 'hair flower on one side', 'english text', 'japanese text', 'chinese text', 'korean text', 'artist name', 'watermark', 'signature',
]

export const mirroredAsymmetry: TrainingFileRule = {
  id: 'mirrored-asymmetry',
  scope: 'training-file',
  level: 'warning',
  summary: say`Images are mirrored although what is taught has a side, or text`,
  /** The share of a folder's captions from which on a trait is one of what is taught. */
  options: { share: 0.3 },

  *check(subject, { settings, options }) {
    const run = runOf(subject)
    if (!run || settings.values.goal === 'style') return
    const share = typeof options['share'] === 'number' ? options['share'] : 0.3
    const seen = new Set<number>()
    const mirrored: { flip: Sourced<boolean>; holder: Dataset; folder: string }[] = run.dataset
      ? subsetsOf(run).flatMap(({ subset, holder, folder }) => (subset.flip.value && !subset.regularization ? [{ flip: subset.flip, holder, folder }] : []))
      : run.options.boolean('flip_aug')
        ? trainedSamples(run).flatMap(({ holder, folder, regularization }) => (regularization ? [] : [{ flip: { value: true, from: 'training-config' as const, span: optionOf(run, 'flip_aug')?.node.span }, holder, folder }]))
        : []
    for (const { flip, holder, folder } of mirrored) {
      const span = ownSpan(run, flip)
      const traits = traitsOf(holder, folder, share)
      if (!span || seen.has(span.start) || traits.length === 0) continue
      seen.add(span.start)
      const name = holder.conceptOf(folder)?.name ?? folder
      yield {
        span,
        tag: 'flip_aug',
        message: say`'${name}' has ${traits.slice(0, 3).map((trait) => `'${trait}'`).join(', ')}, which mirroring puts on the other side`,
        fixes: flip.span ? setSourced(run, flip, false, say`Set flip_aug to false`) : setOption(run, 'flip_aug', false, say`Set flip_aug to false`),
      }
    }
  },
}

function traitsOf(dataset: Dataset, folder: string, share: number): readonly string[] {
  const { captions, tags } = dataset.counts.inFolder(folder)
  return ONE_SIDED.map((trait) => ({ trait, count: tags.get(trait) ?? 0 }))
    .filter(({ count }) => count >= 2 && count >= captions * share)
    .sort((a, b) => b.count - a.count)
    .map(({ trait }) => trait)
}
