import { say } from '../../base/message'
import { comparePaths, folderOf, joinPath, nameOf, relativePath } from '../../base/path'
import type { Change, FileChange } from '../../changes/change'
import { familyName, ownName } from '../../dataset/concept-family'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import { parseFolderName } from '../../trainer/folder-name'
import { countImages, groupBy } from '../concept-groups'
import type { DatasetRule, Fix, PlaceFinding } from '../rule'

export const unbalancedConcepts: DatasetRule = {
  id: 'unbalanced-concepts',
  scope: 'dataset',
  level: 'warning',
  summary: say`One concept is shown far more often than another, so the rarer one is learnt less`,
  /** The largest may be this many times the smallest. */
  options: { ratio: 2 },

  *check(dataset, { options, settings }) {
    const limit = typeof options['ratio'] === 'number' ? options['ratio'] : 2
    for (const groups of comparisons(dataset)) {
      const finding = compareGroups(dataset, groups, limit, settings.values.datasetConfig === null)
      if (finding) yield finding
    }
  },
}

/** Folders of one trigger. */
interface Group {
  readonly name: string
  readonly concepts: readonly Concept[]
  /** Images × repeats. */
  readonly effective: number
}

/** What is compared with each other: the concepts of the dataset, and the outfits of one character among themselves. */
function comparisons(dataset: Dataset): readonly (readonly Group[])[] {
  const concepts = dataset.concepts().filter((concept) => !concept.regularization && countImages(dataset, concept) > 0)
  const families = groupBy(concepts, familyName)
  const siblings = [...families.values()].map((members) => makeGroups(dataset, groupBy(members.filter((member) => ownName(member) !== familyName(member)), ownName)))
  return [makeGroups(dataset, families), ...siblings].filter((groups) => groups.length > 1)
}

function makeGroups(dataset: Dataset, groups: ReadonlyMap<string, readonly Concept[]>): readonly Group[] {
  return [...groups].map(([trigger, concepts]) => ({
    name: concepts.length === 1 ? (concepts[0]?.name ?? trigger) : trigger,
    concepts,
    effective: concepts.reduce((sum, concept) => sum + countImages(dataset, concept) * concept.folder.repeats, 0),
  }))
}

function compareGroups(dataset: Dataset, groups: readonly Group[], limit: number, byName: boolean): PlaceFinding | undefined {
  const sorted = [...groups].sort((a, b) => b.effective - a.effective)
  const largest = sorted[0]
  const smallest = sorted.at(-1)
  if (!largest || !smallest || largest.effective <= limit * smallest.effective) return undefined
  return {
    anchor: dataset.root,
    tag: smallest.name,
    related: sorted.flatMap((group) => group.concepts.map((concept) => concept.folder.path)).sort(comparePaths),
    message: say`'${smallest.name}' is shown ${smallest.effective} times an epoch, '${largest.name}' ${largest.effective} times: images × repeats should be about equal`,
    fixes: byName ? repeatFixes(dataset, sorted, largest.effective) : [],
  }
}

/** Raises the repeats of the smaller concepts to meet the largest, by renaming their folders. */
function repeatFixes(dataset: Dataset, groups: readonly Group[], target: number): Fix[] {
  const files = groups.flatMap((group) => group.concepts.flatMap((concept) => renameFolder(concept, target / group.effective)))
  const taken = new Set(dataset.folders.map((folder) => folder.path.toLowerCase()))
  const fits = files.length > 0 && files.every((file) => file.kind === 'rename' && !taken.has(file.to.toLowerCase()))
  const [setting, ...more] = declarations(dataset, files)
  // one entry can be written with the change; more are the user's to rename
  if (!fits || more.length > 0) return []
  const names = files.flatMap((file) => (file.kind === 'rename' ? nameOf(file.to) : [])).join(', ')
  const title = say`Rename folders so that the repeats balance the concepts: ${names}`
  const change = (): Change => ({ title, files: [...files].sort((a, b) => comparePaths(a.path, b.path)) })
  return [{ title, safe: false, change, setting }]
}

/** The entries of `taglore.json` that name a renamed folder, with its new name. */
function declarations(dataset: Dataset, files: readonly FileChange[]): NonNullable<Fix['setting']>[] {
  const renamed = new Map(files.flatMap((file) => (file.kind === 'rename' ? [[relativePath(dataset.root, file.path), relativePath(dataset.root, file.to)] as const] : [])))
  return dataset.settings.values.concepts.flatMap((concept) => {
    if (!concept.folders?.some((folder) => renamed.has(folder))) return []
    return [{ key: 'concepts' as const, value: { ...concept, folders: concept.folders.map((folder) => renamed.get(folder) ?? folder) } }]
  })
}

function renameFolder({ folder }: Concept, factor: number): FileChange[] {
  const name = nameOf(folder.path)
  const repeats = Math.max(1, Math.round(folder.repeats * factor))
  const cut = name.indexOf('_')
  if (repeats === folder.repeats || parseFolderName(name).kind !== 'subset') return []
  return [{ kind: 'rename', path: folder.path, to: joinPath(folderOf(folder.path), `${repeats}${cut < 0 ? '' : name.slice(cut)}`) }]
}
