import { parseCaption } from '../caption/parse'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { lintAlone } from './fix'
import { lintConcept, lintDataset, lintSample, type LintWorld } from './lint'
import type { Problem } from './problem'

/** A lookup of the rules that have a problem at a sample or list it; what is about the whole dataset is linted once, when first asked. */
export function ruleLookup(world: LintWorld & { readonly dataset: Dataset }): (sample: Sample) => readonly string[] {
  let listed: ReadonlyMap<string, ReadonlySet<string>> | undefined
  return (sample) => {
    listed ??= listProblemFiles(world)
    const { caption } = sample
    const own = [...lintSample(sample, world), ...(caption && !caption.fault ? lintAlone(parseCaption(caption.text), caption.path, world) : [])]
    const files = [...sample.images.map((image) => image.path), ...(caption ? [caption.path] : [])]
    return [...new Set([...own.map((problem) => problem.rule.id), ...files.flatMap((file) => [...(listed?.get(file) ?? [])])])]
  }
}

/** File → ids of the rules about concepts and the whole dataset that stand at it or list it. */
export function listProblemFiles(world: LintWorld & { readonly dataset: Dataset }): ReadonlyMap<string, ReadonlySet<string>> {
  return listFiles([...lintDataset(world), ...world.dataset.concepts().flatMap((concept) => lintConcept(concept, world))])
}

/** File → ids of the rules that stand at it or list it. */
function listFiles(problems: readonly Problem[]): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>()
  for (const { rule, anchor, related } of problems) {
    for (const file of [anchor, ...related]) files.set(file, (files.get(file) ?? new Set()).add(rule.id))
  }
  return files
}
