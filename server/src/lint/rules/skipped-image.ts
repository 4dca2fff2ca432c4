import { say, type Message } from '../../base/message'
import { planTransforms } from '../../changes/transform-images'
import { comparePaths, joinPath, nameOf, stemOf, suffixOf } from '../../base/path'
import type { Dataset } from '../../dataset/dataset'
import { classifyImageFile } from '../../trainer/files'
import type { ConceptRule, Fix, PlaceFinding } from '../rule'
import { isForScripts } from '../scripts-format'

export const skippedImage: ConceptRule = {
  id: 'skipped-image',
  scope: 'concept',
  level: 'warning',
  /** Found only where a Python package is installed. */
  cases: { package: 'info' },
  summary: say`A picture has a suffix that the trainer does not look for`,

  *check({ folder, name }, { dataset }) {
    // where files are listed by name, the list says which are trained
    if (folder.files !== undefined || !isForScripts(dataset)) return
    const skipped = findSkipped(folder.path, dataset)
    for (const [suffix, files] of groupBySuffix(skipped.filter(({ why }) => why === 'unfound-type'))) {
      yield* rowsOf(files, folder.path, (count) =>
        count === 1
          ? say`'${nameOf(files[0]?.path ?? '')}' is never trained: the trainer does not look for ${suffix} files`
          : say`${count} pictures of '${name}' are never trained: the trainer does not look for ${suffix} files`,
      )
    }
    const mixed = skipped.filter(({ why }) => why === 'mixed-case')
    yield* rowsOf(mixed, folder.path, (count) =>
      count === 1
        ? say`'${nameOf(mixed[0]?.path ?? '')}' is passed over where case counts (Linux): the trainer looks for suffixes all in lower or all in upper case`
        : say`${count} pictures of '${name}' are passed over where case counts (Linux): the trainer looks for suffixes all in lower or all in upper case`,
    )
    for (const [suffix, files] of groupBySuffix(skipped.filter(({ why }) => why === 'optional-type'))) {
      const needed = suffix === '.avif' ? 'pillow-avif-plugin' : 'pillow-jxl-plugin'
      const message = say`${files.length} ${suffix} pictures of '${name}' are trained only where the Python package '${needed}' is installed`
      yield { case: 'package', anchor: files.length === 1 ? (files[0]?.path ?? folder.path) : folder.path, message, related: files.map(({ path }) => path) }
    }
  },
}

interface Skipped {
  readonly path: string
  readonly why: 'mixed-case' | 'optional-type' | 'unfound-type'
}

/** Drawings and icons, which nobody means to train. */
const NO_PICTURES: readonly string[] = ['.svg', '.ico']

/** What lies beside an image of the same name is what that was made from, or made of it. */
function findSkipped(folder: string, dataset: Dataset): readonly Skipped[] {
  const names = dataset.contents.get(folder)?.names ?? []
  return names.flatMap((name): Skipped[] => {
    const file = classifyImageFile(name)
    if (file.kind !== 'missed' || file.why === 'hidden' || name.startsWith('.') || NO_PICTURES.includes(file.suffix.toLowerCase())) return []
    const twin = dataset.samples.get(joinPath(folder, stemOf(name)))
    return twin && twin.images.length > 0 ? [] : [{ path: joinPath(folder, name), why: file.why }]
  })
}

function groupBySuffix(files: readonly Skipped[]): ReadonlyMap<string, readonly Skipped[]> {
  const groups = new Map<string, Skipped[]>()
  for (const file of files) {
    const suffix = suffixOf(file.path).toLowerCase()
    groups.set(suffix, [...(groups.get(suffix) ?? []), file])
  }
  return groups
}

function* rowsOf(files: readonly Skipped[], folder: string, describe: (count: number) => Message): Iterable<PlaceFinding> {
  const [first] = files
  if (!first) return
  const related = files.map(({ path }) => path)
  yield { anchor: files.length === 1 ? first.path : folder, message: describe(files.length), related: files.length === 1 ? [] : related, fixes: renaming(related) }
}

/** Suffixes of one and the same format. */
const SAME: Readonly<Record<string, string>> = { '.jfif': '.jpg', '.jpe': '.jpg', '.apng': '.png' }

/** Where another suffix is all that is needed. */
function renaming(paths: readonly string[]): Fix[] {
  const files = paths.flatMap((path) => {
    const suffix = suffixOf(path)
    const lower = suffix.toLowerCase()
    const other = SAME[lower] ?? (classifyImageFile(`a${lower}`).kind === 'found' ? lower : undefined)
    return other === undefined ? [] : [{ kind: 'rename' as const, path, to: path.slice(0, path.length - suffix.length) + other }]
  })
  const [first] = files
  if (!first || files.length < paths.length) return converting(paths)
  const title = files.length === 1 ? say`Rename it to '${nameOf(first.to)}'` : say`Rename the suffixes of ${files.length} pictures: '${suffixOf(first.to)}'`
  return [{ title, safe: false, change: () => ({ title, files: [...files].sort((a, b) => comparePaths(a.path, b.path)) }) }]
}

/** Kinds that can be read here and that the trainer does not look for. */
const CONVERTED: ReadonlySet<string> = new Set(['.gif', '.tif', '.tiff'])

/** PNGs take their place; of a moving picture it is the first frame. */
function converting(paths: readonly string[]): Fix[] {
  if (!paths.every((path) => CONVERTED.has(suffixOf(path).toLowerCase()))) return []
  const title = paths.length === 1 ? say`Convert it to PNG` : say`Convert the ${paths.length} pictures to PNG`
  const jobs = paths.map((path) => ({ path, transform: { orient: true, encode: { format: 'png' as const }, metadata: 'keep' as const } }))
  return [{ title, safe: false, needsJournal: true, change: () => planTransforms(title, jobs, { filesIn: () => [] }) }]
}
