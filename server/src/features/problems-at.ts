import { folderOf, nameOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { lintConcept, lintDataset, type LintWorld } from '../lint/lint'
import type { Problem } from '../lint/problem'
import { findRule } from '../lint/registry'
import { classifyImageFile } from '../trainer/files'
import type { Snapshot } from '../workspace/workspace'
import { datasetPlace, diagnoseSample, folderPlace, stablePlace } from './diagnostics'
import { worldOf } from './world'

/** The problems that the editor lists for a file, as far as they are not about its text: whoever lists them knows them. */
export type Listed = (path: string) => readonly Problem[]

/**
 * The problems of a dataset that are shown at the file at `path`; costs its sample, its concept and the dataset's own rules at most, and at
 * `taglore.json` those that are listed there.
 */
export function diagnosePlace(snapshot: Snapshot, path: string, listed: Listed): readonly Problem[] {
  const dataset = snapshot.datasetOf(path)
  const sample = dataset?.sampleAt(path)
  if (!dataset) return []
  const isForDataset = path === datasetPlace(dataset)
  const rules = sample ? undefined : rulesListed(path, listed)
  if (!sample && (!isForDataset || rules?.size === 0)) return []
  const world = narrowed({ ...worldOf(snapshot, path), dataset }, rules)
  const isFolderPlace = sample !== undefined && path === folderPlace(dataset, sample.folder)
  const concept = isFolderPlace ? dataset.conceptOf(sample.folder) : undefined
  // folders of which nothing is trained have no caption to stand at
  const bare = isForDataset ? dataset.concepts().filter(({ folder }) => folderPlace(dataset, folder.path) === undefined) : []
  const problems = [
    ...(isFolderPlace || isForDataset ? lintDataset(world) : []),
    ...[...(concept ? [concept] : []), ...bare].flatMap((each) => lintConcept(each, world)),
    ...(sample ? diagnoseSample(snapshot, dataset, sample) : []),
  ]
  return problems.filter((problem) => stablePlace(dataset, problem) === path)
}

/**
 * The problems that stand at an image, another file or a folder, whichever rule finds them. Costs the rules of the whole dataset: it is
 * for what a user asks for, or for the few `rules` that are known to find something.
 */
export function problemsAt(snapshot: Snapshot, path: string, rules?: ReadonlySet<string>): readonly Problem[] {
  const dataset = snapshot.datasetOf(path)
  if (!dataset) return []
  const world = narrowed({ ...worldOf(snapshot, path), dataset }, rules)
  const sample = dataset.sampleAt(path)
  const concept = dataset.concepts().find(({ folder }) => folder.path === path) ?? dataset.conceptOf(sample?.folder ?? folderOf(path))
  const own = sample ? diagnoseSample(snapshot, dataset, sample) : []
  const problems = [...lintDataset(world), ...(concept ? lintConcept(concept, world) : []), ...(rules ? own.filter(({ rule }) => rules.has(rule.id)) : own)]
  return problems.filter(({ anchor }) => anchor === path)
}

/** A picture or a folder: no editor asks for its actions at every movement of a caret, only somebody who wants them. */
export function isNoText(snapshot: Snapshot, path: string): boolean {
  const dataset = snapshot.datasetOf(path)
  if (!dataset || dataset.sampleAt(path)?.caption?.path === path) return false
  return classifyImageFile(nameOf(path)).kind !== 'other' || dataset.contents.has(path) || [...dataset.folders, ...dataset.ignored].some((folder) => folder.path === path)
}

/** The problems of a caption's images, whose own files have no place for a quick fix in an editor. */
export function problemsOfImages(snapshot: Snapshot, path: string, listed: Listed): readonly Problem[] {
  const sample = captioned(snapshot.datasetOf(path), path)
  return (sample?.images ?? []).flatMap((image) => {
    const rules = rulesListed(image.path, listed)
    return rules.size === 0 ? [] : problemsAt(snapshot, image.path, rules)
  })
}

function rulesListed(path: string, listed: Listed): ReadonlySet<string> {
  return new Set(listed(path).map(({ rule }) => rule.id))
}

function narrowed<World extends LintWorld>(world: World, rules: ReadonlySet<string> | undefined): World {
  return rules ? { ...world, rules: [...rules].flatMap((id) => findRule(id) ?? []) } : world
}

function captioned(dataset: Dataset | undefined, path: string): Sample | undefined {
  const sample = dataset?.sampleAt(path)
  return sample?.caption?.path === path ? sample : undefined
}
