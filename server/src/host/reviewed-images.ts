import { createHash } from 'node:crypto'
import { FileError, type FileSystem } from '../base/file-system'
import { folderOf, joinPath, nameOf } from '../base/path'

type Disk = Pick<FileSystem, 'read' | 'write' | 'makeFolder'>

/** Which samples of a dataset somebody has marked as looked at; a small file for each dataset, below the folder of the caches. */
export class ReviewedImages {
  private readonly known = new Map<string, Promise<Set<string>>>()

  constructor(
    private readonly fileSystem: Disk,
    private readonly folder: string,
  ) {}

  /** Ids of the samples of the dataset at `root`. What is damaged counts as empty. */
  of(root: string): Promise<ReadonlySet<string>> {
    return this.load(root)
  }

  /** Marks a sample, or takes its mark away, and writes that. A disk that may not be written to keeps it for this run. */
  async mark(root: string, id: string, reviewed: boolean): Promise<ReadonlySet<string>> {
    const ids = await this.load(root)
    if (ids.has(id) === reviewed) return ids
    if (reviewed) ids.add(id)
    else ids.delete(id)
    const path = this.pathOf(root)
    try {
      await this.fileSystem.makeFolder(folderOf(path))
      await this.fileSystem.write(path, new TextEncoder().encode(JSON.stringify({ root, reviewed: [...ids].sort() })))
    } catch (error) {
      if (!(error instanceof FileError)) throw error
    }
    return ids
  }

  private load(root: string): Promise<Set<string>> {
    const known = this.known.get(root) ?? this.read(root)
    this.known.set(root, known)
    return known
  }

  private async read(root: string): Promise<Set<string>> {
    try {
      const stored: unknown = JSON.parse(new TextDecoder().decode(await this.fileSystem.read(this.pathOf(root))))
      const ids: readonly unknown[] = typeof stored === 'object' && stored !== null && 'reviewed' in stored && Array.isArray(stored.reviewed) ? stored.reviewed : []
      return new Set(ids.filter((id) => typeof id === 'string'))
    } catch (error) {
      if (error instanceof FileError || error instanceof SyntaxError) return new Set()
      throw error
    }
  }

  private pathOf(root: string): string {
    const key = createHash('sha1').update(root).digest('hex').slice(0, 16)
    return joinPath(this.folder, 'reviewed', `${nameOf(root)}-${key}.json`)
  }
}
