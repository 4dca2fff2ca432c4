import { say, type Message } from '../../base/message'
import { folderOf, joinPath, nameOf, relativePath } from '../../base/path'
import type { Dataset } from '../../dataset/dataset'
import type { IgnoredFolder } from '../../dataset/ignored-folders'
import type { DatasetRule, Fix } from '../rule'

export const ignoredFolder: DatasetRule = {
  id: 'ignored-folder',
  scope: 'dataset',
  level: 'warning',
  summary: say`A folder with images is passed over, because its name tells no repeats`,

  *check(dataset) {
    for (const folder of dataset.ignored) yield { anchor: folder.path, message: describe(folder, relativePath(dataset.root, folder.path)), fixes: renaming(folder, dataset) }
  },
}

function describe({ images, why }: IgnoredFolder, name: string): Message {
  switch (why) {
    case 'no-repeats':
      return say`The ${images} images in '${name}' are not trained: the folder's name must begin with its repeats, such as '10_'`
    case 'zero-repeats':
      return say`The ${images} images in '${name}' are not trained: its name says that they are repeated less than once`
    case 'nested':
      return say`The ${images} images in '${name}' are not trained: the trainer does not look into folders within a folder`
  }
}

/** A name with the repeats that most folders beside it have; one within a folder moves beside that. */
function renaming({ path, why }: IgnoredFolder, dataset: Dataset): Fix[] {
  const parent = why === 'nested' ? trainedParent(path, dataset) : folderOf(path)
  if (parent === undefined) return []
  const repeats = usualRepeats(dataset, parent)
  const to = joinPath(parent, `${repeats}_${textOf(nameOf(path), why === 'zero-repeats')}`)
  if ([...dataset.folders, ...dataset.ignored].some((folder) => folder.path.toLowerCase() === to.toLowerCase())) return []
  const title = why === 'nested' ? say`Move it beside the others as '${nameOf(to)}'` : say`Rename it to '${nameOf(to)}'`
  return [{ title, safe: false, change: () => ({ title, files: [{ kind: 'rename', path, to }] }) }]
}

/** The folder that holds the `<repeats>_…` folder in which `path` lies. */
function trainedParent(path: string, { folders }: Dataset): string | undefined {
  const around = folders.find((folder) => path.startsWith(`${folder.path}/`))
  return around && folderOf(around.path)
}

function usualRepeats({ folders }: Dataset, parent: string): number {
  const counts = new Map<number, number>()
  for (const { path, repeats } of folders) if (folderOf(path) === parent) counts.set(repeats, (counts.get(repeats) ?? 0) + 1)
  return [...counts].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0] ?? 1
}

/** `10 miku`, `10-miku` and `0_miku` have a number in front already. */
function textOf(name: string, hasNumber: boolean): string {
  const text = name.replace(hasNumber ? /^[^_]*_/ : /^\d+(?:\.\d+)?[ \-_.x×]+/, '')
  return text === '' ? name : text
}
