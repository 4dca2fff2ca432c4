import type { LintWorld } from '../lint/lint'
import type { Snapshot } from '../workspace/workspace'

/** What linting a file needs of a snapshot. */
export function worldOf(snapshot: Snapshot, path: string): LintWorld {
  return { knowledge: snapshot.knowledge, settings: snapshot.settingsOf(path), dataset: snapshot.datasetOf(path) }
}
