import type { ExtensionContext } from 'vscode'
import { NO_PROGRESS, type SorterProgress } from '../../../server/src/protocol/sorter'

/** What a sorter shows. */
export interface SorterSetup {
  readonly tag: string
  /** URIs of images and folders; null for the whole dataset. */
  readonly within: readonly string[] | null
  /** What these are, in words; '' for the whole dataset. */
  readonly part: string
}

interface Kept extends SorterSetup {
  /** By the tag's key, the last one that was worked on at the end. */
  readonly progress: readonly (readonly [key: string, progress: SorterProgress])[]
}

/** Tags whose progress is kept. */
const MOST_TAGS = 20

// with the window: sorting goes on where it was left, also after its tab was closed
const placeOf = (root: string): string => `taglore.sorter ${root}`

type Memory = Pick<ExtensionContext, 'workspaceState'>

function read({ workspaceState }: Memory, root: string): Kept | undefined {
  return workspaceState.get<Kept>(placeOf(root))
}

export function readSetup(context: Memory, root: string): SorterSetup | undefined {
  return read(context, root)
}

export async function writeSetup(context: Memory, root: string, setup: SorterSetup): Promise<void> {
  await context.workspaceState.update(placeOf(root), { progress: read(context, root)?.progress ?? [], ...setup })
}

export function readProgress(context: Memory, root: string, key: string): SorterProgress {
  return read(context, root)?.progress.find(([other]) => other === key)?.[1] ?? NO_PROGRESS
}

export async function writeProgress(context: Memory, root: string, key: string, progress: SorterProgress): Promise<void> {
  const kept = read(context, root)
  if (!kept) return
  const others = kept.progress.filter(([other]) => other !== key)
  await context.workspaceState.update(placeOf(root), { ...kept, progress: [...others, [key, progress] as const].slice(-MOST_TAGS) })
}
