import { say } from '../base/message'
import { nameOf } from '../base/path'
import { planExclude, type ExcludeWorld } from '../changes/exclude'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { Fix } from './rule'

/** What excluding needs to know of a dataset, as of the last look at its folders. */
export function excludeWorld({ root, contents, folders }: Pick<Dataset, 'root' | 'contents' | 'folders'>): ExcludeWorld {
  return {
    root,
    filesIn: (folder) => contents.get(folder)?.names ?? [],
    maskFolders: (folder) => folders.flatMap(({ path, masks }) => (path === folder && masks ? [masks.folder] : [])),
  }
}

/** Moves the images out of the dataset, with all that belongs to them. */
export function excludeFix(dataset: Dataset, samples: readonly Sample[]): Fix {
  const [first] = samples
  const title = first && samples.length === 1 ? say`Exclude '${nameOf(first.images[0]?.path ?? first.id)}'` : say`Exclude ${samples.length} images`
  return { title, safe: false, change: () => planExclude(samples, excludeWorld(dataset)) }
}
