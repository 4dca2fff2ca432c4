import type { LintWorld } from '../lint/lint'
import type { Snapshot } from '../workspace/workspace'

/** What linting a file needs of a snapshot. */
export function worldOf(snapshot: Snapshot, path: string): LintWorld {
  const dataset = snapshot.datasetOf(path)
  return { knowledge: snapshot.knowledge, settings: dataset?.settings ?? snapshot.settingsOf(path), dataset }
}
