import { finish, type Sliced } from '../base/sliced'
import { parseCaption } from '../caption/parse'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { lintAlone } from './fix'
import { lintConceptByRule, lintDatasetByRule, lintSample, type LintWorld } from './lint'
import type { Problem } from './problem'

/** File → ids of the rules about concepts and the whole dataset that stand at it or list it. */
export type ProblemFiles = ReadonlyMap<string, ReadonlySet<string>>

/** A lookup of the rules that have a problem at a sample or list it; what is about the whole dataset is linted once, when first asked, unless it is `listed` already. */
export function ruleLookup(world: LintWorld & { readonly dataset: Dataset }, listed?: ProblemFiles): (sample: Sample) => readonly string[] {
  return (sample) => {
    listed ??= finish(listProblemFiles(world))
    const { caption } = sample
    const own = [...lintSample(sample, world), ...(caption && !caption.fault ? lintAlone(parseCaption(caption.text), caption.path, world) : [])]
    const files = [...sample.images.map((image) => image.path), ...(caption ? [caption.path] : [])]
    return [...new Set([...own.map((problem) => problem.rule.id), ...files.flatMap((file) => [...(listed?.get(file) ?? [])])])]
  }
}

/** In slices, for it looks at the whole dataset. */
export function* listProblemFiles(world: LintWorld & { readonly dataset: Dataset }): Sliced<ProblemFiles> {
  const problems: Problem[] = []
  for (const some of lintDatasetByRule(world)) {
    problems.push(...some)
    yield
  }
  for (const concept of world.dataset.concepts()) {
    for (const some of lintConceptByRule(concept, world)) {
      problems.push(...some)
      yield
    }
  }
  return listFiles(problems)
}

/** File → ids of the rules that stand at it or list it. */
function listFiles(problems: readonly Problem[]): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>()
  for (const { rule, anchor, related } of problems) {
    for (const file of [anchor, ...related]) files.set(file, (files.get(file) ?? new Set()).add(rule.id))
  }
  return files
}
