import { say } from '../../base/message'
import { comparePaths, joinPath, nameOf, relativePath, stemOf } from '../../base/path'
import type { Dataset } from '../../dataset/dataset'
import type { MaskPairs } from '../../dataset/folder'
import { classifyImageFile } from '../../trainer/files'
import type { ConceptRule } from '../rule'
import { isForScripts } from '../scripts-format'

export const unpairedMask: ConceptRule = {
  id: 'unpaired-mask',
  scope: 'concept',
  level: 'error',
  summary: say`An image has no mask, or a mask no image: training aborts`,

  *check({ folder }, { dataset }) {
    const { masks } = folder
    if (!masks || !isForScripts(dataset)) return
    const { missing, extra } = compare(folder.path, masks, dataset)
    const name = relativePath(dataset.root, masks.folder)
    const [lone] = missing
    if (lone !== undefined) {
      const message = missing.length === 1 ? say`'${nameOf(lone)}' has no mask of its name in '${name}': training aborts` : say`${missing.length} images, such as '${nameOf(lone)}', have no mask of their name in '${name}': training aborts`
      yield { anchor: missing.length === 1 ? lone : folder.path, message, related: missing.length === 1 ? [] : missing }
    }
    const [odd] = extra
    if (odd !== undefined) {
      const message = extra.length === 1 ? say`The mask '${nameOf(odd)}' in '${name}' has no image: training aborts` : say`${extra.length} masks in '${name}', such as '${nameOf(odd)}', have no image: training aborts`
      yield { anchor: extra.length === 1 ? odd : masks.folder, message, related: extra.length === 1 ? [] : extra }
    }
  },
}

/** As the folders are now: images come and go without a new scan. */
function compare(folder: string, masks: MaskPairs, dataset: Dataset): Pick<MaskPairs, 'missing' | 'extra'> {
  const images = dataset.samplesIn(folder).flatMap((sample) => sample.images.map(({ path }) => path))
  const names = (dataset.contents.get(masks.folder)?.names ?? []).filter((name) => classifyImageFile(name).kind === 'found')
  const stems = new Set(images.map(stemOf))
  const masked = new Set(names.map(stemOf))
  return {
    missing: images.filter((path) => !masked.has(stemOf(path))).sort(comparePaths),
    extra: names.filter((name) => !stems.has(stemOf(name))).map((name) => joinPath(masks.folder, name)),
  }
}
