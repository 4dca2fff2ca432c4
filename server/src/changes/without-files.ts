import type { JournalledFile } from './change'

/** A change without what it does to these paths: for files deselected in a preview. */
export function withoutFiles<File extends JournalledFile, Plan extends { readonly files: readonly File[] }>(change: Plan, paths: Iterable<string>): Plan {
  const left = new Set(paths)
  return { ...change, files: change.files.filter((file) => !left.has(file.path)) }
}
