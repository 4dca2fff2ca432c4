/** What one folder's captions begin with and hold, as trigger inference needs it. */
export interface TriggerFolder {
  readonly path: string
  /** Concept name or class tokens: a word of it is preferred as the trigger. */
  readonly label: string
  /** Captions with at least one tag. */
  readonly captions: number
  /** Captions by the tag they begin with. */
  readonly firsts: ReadonlyMap<string, number>
  /** Captions by the tags they carry. */
  readonly tags: ReadonlyMap<string, number>
  /** Whether no other folder has the tag. */
  readonly isOwn: (key: string) => boolean
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
    const own = parent ? best(folder.tags, folder, (key) => !folder.isOwn(key) || isOrdinary(key)) : undefined
    result.set(folder.path, [{ ...first, parent }, ...(own ? [{ ...own, parent: false }] : [])])
  }
  return result
}

type Candidate = Pick<InferredTrigger, 'key' | 'share'>

function firstTag(folder: TriggerFolder, isOrdinary: (key: string) => boolean): Candidate | undefined {
  return folder.captions < 2 ? undefined : best(folder.firsts, folder, isOrdinary)
}

/** Called after every edit: looks at each tag once and copies nothing. */
function best(counts: ReadonlyMap<string, number>, folder: TriggerFolder, isOut: (key: string) => boolean): Candidate | undefined {
  const words = folder.label.toLowerCase().replaceAll('_', ' ')
  const enough = folder.captions * SHARE
  let found: Ranked | undefined
  for (const [key, count] of counts) {
    if (count < enough || isOut(key)) continue
    const candidate = { key, count, preferred: words.includes(key) }
    if (!found || comesBefore(candidate, found)) found = candidate
  }
  return found && { key: found.key, share: found.count / folder.captions }
}

interface Ranked {
  readonly key: string
  readonly count: number
  readonly preferred: boolean
}

function comesBefore(a: Ranked, b: Ranked): boolean {
  if (a.preferred !== b.preferred) return a.preferred
  return a.count === b.count ? a.key < b.key : a.count > b.count
}
