import { FileError } from '../../base/file-system'
import { STAGES, type RelationRow, type Stage, type TagRow } from './api-pages'
import type { Store } from './store'

/** What must be the same for a draft to be of use. */
export interface DraftTerms {
  readonly minimumCount: number
  readonly explicit: boolean
}

export interface DraftPage<Row> {
  /** The id that was asked for. */
  readonly after: number
  /** The id to ask for next; null where this stage is done. */
  readonly next: number | null
  readonly received: number
  readonly rows: readonly Row[]
}

export interface DraftContent {
  readonly tags: DraftPage<TagRow>[]
  readonly aliases: DraftPage<RelationRow>[]
  readonly implications: DraftPage<RelationRow>[]
}

const FORMAT = 1
/** Counts and ids age: an older draft is thrown away. */
const LONGEST_LIFE = 7 * 24 * 60 * 60 * 1000

/**
 * Pages that were fetched, one JSON line each behind a line of terms: the file only grows, so a break can spoil nothing but
 * the last line, which is then left out. A line counts only where it goes on from the one before.
 */
export class ApiDraft {
  private constructor(
    private readonly store: Store,
    readonly path: string,
    readonly content: DraftContent,
  ) {}

  /** The draft that an earlier call left, or a new one where there is none that fits. */
  static async open(store: Store, path: string, terms: DraftTerms, now: number): Promise<ApiDraft> {
    const lines = (await readOld(store, path)).split('\n')
    // what follows the last line break was cut off
    const torn = lines.pop() !== ''
    const [head, ...rest] = lines
    if (head !== undefined && fits(head, terms, now)) {
      const content: DraftContent = { tags: [], aliases: [], implications: [] }
      for (const line of rest) addLine(content, line)
      if (torn) await store.create(path, encode(lines))
      return new ApiDraft(store, path, content)
    }
    await store.create(path, encode([JSON.stringify({ format: FORMAT, since: now, ...terms })]))
    return new ApiDraft(store, path, { tags: [], aliases: [], implications: [] })
  }

  addTags(page: DraftPage<TagRow>): Promise<void> {
    this.content.tags.push(page)
    return this.write('tags', page)
  }

  addRelations(stage: 'aliases' | 'implications', page: DraftPage<RelationRow>): Promise<void> {
    this.content[stage].push(page)
    return this.write(stage, page)
  }

  private write(stage: Stage, page: DraftPage<TagRow> | DraftPage<RelationRow>): Promise<void> {
    return this.store.append(this.path, encode([JSON.stringify({ stage, ...page })]))
  }

  remove(): Promise<void> {
    return this.store.remove(this.path)
  }
}

/** Where a stage goes on; null where it is done. */
export function nextOf(pages: readonly DraftPage<unknown>[]): number | null {
  const last = pages.at(-1)
  return last === undefined ? 0 : last.next
}

/** What a break has left, and with which terms to go on; undefined where there is nothing to go on with. */
export async function readDraftState(store: Pick<Store, 'read'>, path: string, now: number): Promise<(DraftTerms & { readonly rows: number }) | undefined> {
  const lines = (await readOld(store, path)).split('\n')
  lines.pop()
  const [head, ...pages] = lines.map(parse)
  const [minimumCount, explicit] = [head?.['minimumCount'], head?.['explicit']]
  if (typeof minimumCount !== 'number' || typeof explicit !== 'boolean' || !fits(lines[0] ?? '', { minimumCount, explicit }, now)) return undefined
  const rows = pages.reduce((sum, page) => sum + (typeof page?.['received'] === 'number' ? page['received'] : 0), 0)
  return rows > 0 ? { minimumCount, explicit, rows } : undefined
}

async function readOld(store: Pick<Store, 'read'>, path: string): Promise<string> {
  try {
    return new TextDecoder().decode(await store.read(path))
  } catch (error) {
    if (error instanceof FileError && error.code === 'not-found') return ''
    throw error
  }
}

function encode(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}

function fits(head: string, terms: DraftTerms, now: number): boolean {
  const value = parse(head)
  return (
    value?.['format'] === FORMAT &&
    value['minimumCount'] === terms.minimumCount &&
    value['explicit'] === terms.explicit &&
    typeof value['since'] === 'number' &&
    Math.abs(now - value['since']) < LONGEST_LIFE
  )
}

function addLine(content: DraftContent, line: string): void {
  const value = parse(line)
  const stage = STAGES.find((candidate) => candidate === value?.['stage'])
  if (!value || !stage || !Array.isArray(value['rows']) || value['after'] !== nextOf(content[stage])) return
  if (value['next'] !== null && !Number.isSafeInteger(value['next'])) return
  // only this file writes such lines, and a spoilt one does not parse
  content[stage].push(value as unknown as DraftPage<never>)
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
