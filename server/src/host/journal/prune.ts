import type { FileSystem } from '../../base/file-system'
import type { JournalLimits } from './journal'
import { dropStep, readSteps } from './step'

/** Drops the oldest steps beyond the limits, but never `keep`. What they deleted is gone for good then. */
export async function prune(fileSystem: FileSystem, journal: string, limits: JournalLimits, keep: string): Promise<void> {
  const steps = (await readSteps(fileSystem, journal)).toReversed()
  let bytes = 0
  let count = 0
  for (const { id, plan } of [...steps.filter((step) => step.id === keep), ...steps.filter((step) => step.id !== keep)]) {
    bytes += plan.bytes
    count++
    if (id !== keep && (bytes > limits.bytes || count > limits.steps)) await dropStep(fileSystem, journal, id)
  }
}
