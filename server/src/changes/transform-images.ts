import { suffixOfEncoding, type ImageEncoding, type ImageTransform } from '../base/image-transform'
import type { Message } from '../base/message'
import { comparePaths, folderOf, joinPath, stemOf, suffixOf } from '../base/path'
import type { JournalledChange, JournalledFile } from './change'

export interface PictureJob {
  readonly path: string
  readonly transform: ImageTransform
}

export interface PictureWorld {
  /** Names of the files of a folder, so that what was made from the old pixels goes; none where that is not known. */
  readonly filesIn: (folder: string) => readonly string[]
}

/**
 * Makes pictures anew under the names that they have; one that gets another format gets its suffix, too. Captions go by the stem and
 * stay. Latents that a trainer has kept of the old pixels are deleted: it would train on them without a word.
 */
export function planTransforms(title: Message, jobs: readonly PictureJob[], { filesIn }: PictureWorld): JournalledChange {
  const files = new Map<string, JournalledFile>()
  for (const { path, transform } of jobs) {
    const to = nameAfter(path, transform.encode)
    files.set(path, { kind: 'transform', path, transform, ...(to === path ? {} : { to }) })
    for (const cache of latentsOf(path, filesIn)) files.set(cache, { kind: 'delete', path: cache })
  }
  return { title, files: [...files.values()].sort((a, b) => comparePaths(a.path, b.path)) }
}

/** The path of a picture once it is encoded so. */
export function nameAfter(path: string, encode: ImageEncoding): string {
  const suffix = suffixOf(path)
  return formatOfSuffix(suffix) === encode.format ? path : path.slice(0, path.length - suffix.length) + suffixOfEncoding(encode)
}

/** The least lossy encoding that lets a picture keep its name: PNG for formats that are not written. `type` as the header says. */
export function encodingOf(path: string, type?: string): ImageEncoding {
  const format = formatOfSuffix(suffixOf(path))
  // a name that lies about its content is not made worse
  if (format === 'jpeg' && (type === undefined || type === 'jpg')) return { format, quality: 97 }
  if (format === 'webp' && (type === undefined || type === 'webp')) return { format, quality: 97 }
  return { format: 'png' }
}

function formatOfSuffix(suffix: string): ImageEncoding['format'] | undefined {
  const name = suffix.toLowerCase().slice(1)
  return name === 'jpg' || name === 'jpeg' ? 'jpeg' : name === 'png' || name === 'webp' ? name : undefined
}

/** Behind the stem. sd-scripts: the `*_NPZ_SUFFIX` of its latents strategies; a bare `.npz` is the old name, which still wins. */
const LATENTS = /^(?:_\d{4,}x\d{4,}_(?:sd|sdxl|sd3|flux|lumina|anima|hi))?\.npz$/

/** The latents that a trainer keeps of a picture beside it. */
export function latentsOf(path: string, filesIn: PictureWorld['filesIn']): string[] {
  const folder = folderOf(path)
  const stem = stemOf(path)
  return filesIn(folder)
    .filter((name) => name.normalize('NFC').startsWith(stem) && LATENTS.test(name.normalize('NFC').slice(stem.length)))
    .map((name) => joinPath(folder, name))
}
