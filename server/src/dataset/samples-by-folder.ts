import { comparePaths } from '../base/path'
import type { Sample } from './sample'

/** The samples of one folder; `sorted` is made when it is asked for. */
interface FolderSamples {
  byId: Map<string, Sample>
  inOrder: boolean
  sorted: Sample[] | undefined
}

/** The samples of each folder, sorted by id for whoever asks. */
export class SamplesByFolder {
  private readonly folders = new Map<string, FolderSamples>()

  /** Adds a sample, or puts it in the place of the one of its id. */
  put(sample: Sample): void {
    const folder = this.folderOf(sample)
    const isNew = !folder.byId.has(sample.id)
    if (isNew) folder.inOrder = false
    folder.byId.set(sample.id, sample)
    if (isNew || !replaceIn(folder.sorted, sample)) folder.sorted = undefined
  }

  drop(sample: Sample): void {
    const folder = this.folderOf(sample)
    folder.byId.delete(sample.id)
    folder.sorted = undefined
  }

  of(path: string): readonly Sample[] {
    const folder = this.folders.get(path)
    if (!folder) return []
    if (!folder.inOrder) {
      folder.byId = new Map([...folder.byId].sort(([a], [b]) => comparePaths(a, b)))
      folder.inOrder = true
    }
    return (folder.sorted ??= [...folder.byId.values()])
  }

  private folderOf(sample: Sample): FolderSamples {
    let folder = this.folders.get(sample.folder)
    if (!folder) this.folders.set(sample.folder, (folder = { byId: new Map(), inOrder: true, sorted: undefined }))
    return folder
  }
}

/** Puts a sample in the place of the one of its id, in a list that is sorted by these. */
function replaceIn(sorted: Sample[] | undefined, sample: Sample): boolean {
  if (!sorted) return false
  let [low, high] = [0, sorted.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = comparePaths(sorted[middle]?.id ?? '', sample.id)
    if (order === 0) {
      sorted[middle] = sample
      return true
    }
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return false
}
