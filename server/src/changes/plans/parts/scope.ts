import { isInside } from '../../../base/path'
import { fileKey, type Dataset } from '../../../dataset/dataset'
import { compileQuery } from '../../../dataset/query/compile-query'
import { describeImages, type QueryFacts } from '../../../dataset/query/describe-images'
import { parseQuery, type QueryError } from '../../../dataset/query/parse-query'
import type { Sample } from '../../../dataset/sample'

/** Which samples a refactoring looks at; plain data, as it comes from a panel or the command line. */
export type PlanScope =
  | { readonly kind: 'dataset' }
  /** Path of the caption or of its image. */
  | { readonly kind: 'caption'; readonly path: string }
  /** Files and folders, as chosen in the explorer or the gallery. */
  | { readonly kind: 'selection'; readonly paths: readonly string[] }
  /** Every folder of the concept of this name. */
  | { readonly kind: 'concept'; readonly name: string }
  /** Images that a query finds (TagGUI's language), within another scope or the whole dataset. */
  | { readonly kind: 'filter'; readonly query: string; readonly within?: PlanScope }

export type ScopeAnswer = { readonly samples: readonly Sample[] } | { readonly error: QueryError }

/** What queries ask that a dataset does not know by itself: see `describeImages`. */
const NO_FACTS: QueryFacts = { tokens: () => undefined, rules: () => [] }

/** The samples of a scope. Captions without an image belong to dataset, caption and selection, not to a filter: it finds images. */
export function samplesOf(dataset: Dataset, scope: PlanScope, facts: QueryFacts = NO_FACTS): ScopeAnswer {
  switch (scope.kind) {
    case 'dataset':
      return { samples: [...dataset.samples.values()] }
    case 'caption':
      return { samples: atPaths(dataset, [scope.path]) }
    case 'selection':
      return { samples: selected(dataset, scope.paths) }
    case 'concept':
      return { samples: dataset.concepts().flatMap((concept) => (concept.name === scope.name ? dataset.samplesIn(concept.folder.path) : [])) }
    case 'filter':
      return filtered(dataset, scope.query, scope.within, facts)
  }
}

function atPaths(dataset: Dataset, paths: readonly string[]): Sample[] {
  return paths.flatMap((path) => dataset.sampleAt(path) ?? dataset.sampleOfCaption(path) ?? [])
}

function selected(dataset: Dataset, paths: readonly string[]): readonly Sample[] {
  const found = new Set(atPaths(dataset, paths))
  const folders = paths.filter((path) => !dataset.sampleAt(path)).map(fileKey)
  if (folders.length > 0) {
    for (const sample of dataset.samples.values()) if (folders.some((folder) => isInside(fileKey(sample.folder), folder))) found.add(sample)
  }
  return [...found]
}

function filtered(dataset: Dataset, text: string, within: PlanScope | undefined, facts: QueryFacts): ScopeAnswer {
  const parsed = parseQuery(text)
  if ('error' in parsed) return parsed
  const outer = within && samplesOf(dataset, within, facts)
  if (outer && 'error' in outer) return outer
  const allowed = outer && new Set(outer.samples)
  const test = compileQuery(parsed.query)
  const found = new Set<Sample>()
  for (const { sample, query } of describeImages(dataset, facts)) {
    if ((!allowed || allowed.has(sample)) && !found.has(sample) && test(query)) found.add(sample)
  }
  return { samples: [...found] }
}
