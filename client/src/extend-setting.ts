/** An entry of `taglore.tags.lists`, `.relations` or `.translations`. */
export type ListEntry = string | { readonly path: string; readonly kind: 'aliases' | 'implications' }

/** What VS Code says of a setting at its two places; values are the user's own and may be anything. */
export interface Inspected {
  readonly globalValue?: unknown
  readonly workspaceValue?: unknown
}

export type Place = 'user' | 'workspace'

/**
 * The value of a list setting with further entries behind those that are there; undefined where all of them are. A workspace's
 * value stands in place of the user's, so a new one begins with the user's entries: nothing that counted is lost.
 */
export function extendSetting({ globalValue, workspaceValue }: Inspected, place: Place, entries: readonly ListEntry[]): readonly unknown[] | undefined {
  const own = place === 'user' ? globalValue : (workspaceValue ?? globalValue)
  const there: readonly unknown[] = Array.isArray(own) ? own : []
  const known = new Set(there.map(pathOf))
  const added = entries.filter((entry) => !known.has(pathOf(entry)))
  return added.length === 0 ? undefined : [...there, ...added]
}

/** Whether a setting names this file where it counts. */
export function namesFile({ globalValue, workspaceValue }: Inspected, path: string): boolean {
  const inForce = workspaceValue ?? globalValue
  return Array.isArray(inForce) && inForce.some((entry) => pathOf(entry) === pathOf(path))
}

/** Whether the workspace has a value of its own, so that what is added for the user does not count in it. */
export function hidesUser({ workspaceValue }: Inspected): boolean {
  return Array.isArray(workspaceValue)
}

function pathOf(entry: unknown): string {
  const path = typeof entry === 'object' && entry !== null && 'path' in entry ? entry.path : entry
  return String(path)
    .replaceAll('\\', '/')
    .replace(/^\.\//, '')
    .replace(/^[a-z]:/, (drive) => drive.toUpperCase())
}
