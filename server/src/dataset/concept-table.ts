import type { Concept } from './concepts'

export interface ConceptTable {
  readonly all: readonly Concept[]
  readonly byFolder: ReadonlyMap<string, Concept>
}

/**
 * The concepts of a dataset, found when they are asked for. A concept stays the same object while nothing in its folder and nothing
 * about it changes: others remember things by it.
 */
export class ConceptTables {
  private now: ConceptTable | undefined
  /** The last table, whether most tags were spelt with `_` then, and the folders whose captions have changed since. */
  private before: { readonly table: ConceptTable; readonly underscores: boolean } | undefined
  private readonly touched = new Set<string>()

  constructor(
    private readonly find: () => readonly Concept[],
    private readonly usesUnderscores: () => boolean,
  ) {}

  get(): ConceptTable {
    if (!this.now) {
      const underscores = this.usesUnderscores()
      const before = this.before?.underscores === underscores ? this.before.table : undefined
      const all = this.find().map((concept) => {
        const old = this.touched.has(concept.folder.path) ? undefined : before?.byFolder.get(concept.folder.path)
        return old && isSame(old, concept) ? old : concept
      })
      this.now = { all, byFolder: new Map(all.map((concept) => [concept.folder.path, concept])) }
      this.before = { table: this.now, underscores }
      this.touched.clear()
    }
    return this.now
  }

  /** Captions of a folder have changed. */
  touch(folder: string): void {
    this.touched.add(folder)
    this.now = undefined
  }

  /** What concepts are has changed everywhere. */
  forget(): void {
    this.now = undefined
    this.before = undefined
  }
}

/** Whether two views of the same folder say the same. */
function isSame(a: Concept, b: Concept): boolean {
  return JSON.stringify({ ...a, folder: undefined }) === JSON.stringify({ ...b, folder: undefined })
}
