/** What one folder's captions begin with and hold, as trigger inference needs it. */
export interface TriggerFolder {
  readonly path: string
  /** Concept name or class tokens: a word of it is preferred as the trigger. */
  readonly label: string
  /** Captions with at least one tag. */
  readonly captions: number
  /** Captions by the tag they begin with. */
  readonly firsts: ReadonlyMap<string, number>
  /** Tags by the captions of this folder that carry them, where no sibling folder has the tag. Asked for only when needed. */
  readonly own: () => ReadonlyMap<string, number>
}

export interface InferredTrigger {
  readonly key: string
  /** Captions of the folder that carry it in front, 0–1. */
  readonly share: number
  /** Shared with sibling folders: the character itself rather than an outfit. */
  readonly parent: boolean
}

const SHARE = 0.8

/**
 * Infers triggers for sibling folders: the tag that is first in at least 80 % of a folder's captions and is no known general
 * or meta tag. Where sibling folders share it, a second unknown tag, constant in one and absent from the others, is that
 * outfit's own. Count tags and quality words are general or meta, and so never triggers.
 */
export function inferTriggers(
  folders: readonly TriggerFolder[],
  isOrdinary: (key: string) => boolean,
): ReadonlyMap<string, readonly InferredTrigger[]> {
  const firsts = new Map(folders.map((folder) => [folder.path, firstTag(folder, isOrdinary)]))
  const users = new Map<string, number>()
  for (const first of firsts.values()) if (first) users.set(first.key, (users.get(first.key) ?? 0) + 1)
  const result = new Map<string, InferredTrigger[]>()
  for (const folder of folders) {
    const first = firsts.get(folder.path)
    if (!first) continue
    const parent = (users.get(first.key) ?? 0) > 1
    const own = parent ? best(folder.own(), folder, isOrdinary) : undefined
    result.set(folder.path, [{ ...first, parent }, ...(own ? [{ ...own, parent: false }] : [])])
  }
  return result
}

type Candidate = Pick<InferredTrigger, 'key' | 'share'>

function firstTag(folder: TriggerFolder, isOrdinary: (key: string) => boolean): Candidate | undefined {
  return folder.captions < 2 ? undefined : best(folder.firsts, folder, isOrdinary)
}

function best(counts: ReadonlyMap<string, number>, folder: TriggerFolder, isOrdinary: (key: string) => boolean): Candidate | undefined {
  const words = folder.label.toLowerCase().replaceAll('_', ' ')
  const preferred = (key: string): number => (words.includes(key) ? 1 : 0)
  const [first] = [...counts]
    .filter(([key, count]) => count >= folder.captions * SHARE && !isOrdinary(key))
    .sort(([a, x], [b, y]) => preferred(b) - preferred(a) || y - x || (a < b ? -1 : 1))
  return first && { key: first[0], share: first[1] / folder.captions }
}
