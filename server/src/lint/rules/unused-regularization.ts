import { say } from '../../base/message'
import { comparePaths, folderOf } from '../../base/path'
import { balanceSet, epochSets } from '../epoch'
import type { DatasetRule } from '../rule'
import { isForScripts } from '../scripts-format'

export const unusedRegularization: DatasetRule = {
  id: 'unused-regularization',
  scope: 'dataset',
  level: 'info',
  summary: say`There are more regularisation images than training needs; the rest is never used`,

  *check(dataset) {
    if (!isForScripts(dataset)) return
    for (const set of epochSets(dataset)) {
      const { images, repeats, unused, trained } = balanceSet(set, dataset)
      const left = images.filter((_, index) => repeats[index] === 0)
      const [first] = left
      if (trained === 0 || first === undefined) continue
      yield {
        anchor: folderOf(first),
        related: [...left].sort(comparePaths),
        message: say`${unused} of ${images.length} regularisation images are never used: the ones before them already match the ${trained} samples that are trained in an epoch`,
      }
    }
  },
}
