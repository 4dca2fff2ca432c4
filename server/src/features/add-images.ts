import { say, type Message } from '../base/message'
import { comparePaths, joinPath, nameOf, stemOf, suffixOf } from '../base/path'
import type { JournalledChange, JournalledFile } from '../changes/change'
import { freeStem } from '../changes/rename-sample'
import { destinyOf } from './new-dataset'

/** Files from elsewhere that a folder of images gets. */
export interface AddedImages {
  /** The folder of a concept, and the names of what lies there. */
  readonly folder: string
  readonly present: readonly string[]
  /** Pictures, and captions beside them. */
  readonly files: readonly string[]
  /** The bytes of a file that is copied as it is. */
  readonly bytesOf: (path: string) => Uint8Array | undefined
  /** What a picture without a caption of its own gets; undefined for none. */
  readonly captionOf: (path: string) => { readonly text: string | undefined } | undefined
  /** Of captions, with its dot. */
  readonly suffix: string
}

export interface AddPlan {
  readonly change: JournalledChange
  readonly refusals: readonly { readonly path: string; readonly message: Message }[]
}

/** Names that say nothing: those of pictures from a clipboard. */
const NAMELESS = /^(?:image|blob|unnamed|clipboard|pasted)?$/i

/**
 * Copies pictures into a folder, under names that are free and that the trainer finds; captions that come along go with them. What no
 * trainer reads is converted. The originals stay as they are.
 */
export function planAddImages({ folder, present, files, bytesOf, captionOf, suffix }: AddedImages): AddPlan {
  const made: JournalledFile[] = []
  const refusals: { path: string; message: Message }[] = []
  const taken = [...present]
  const captions = new Map(files.filter((path) => /\.(?:txt|caption)$/i.test(path)).map((path) => [stemWithFolder(path), path]))
  let images = 0
  for (const path of files) {
    const name = nameOf(path)
    if (captions.get(stemWithFolder(path)) === path) continue
    const destiny = destinyOf(name)
    if (!destiny || destiny.kind === 'left') {
      refusals.push({ path, message: say`'${name}' is of a kind that can be neither trained nor converted here` })
      continue
    }
    const stem = NAMELESS.test(stemOf(name)) ? nextStem(taken, nameOf(folder)) : freeStem(stemOf(name), taken)
    const to = joinPath(folder, stem + destiny.suffix)
    const bytes = destiny.kind === 'kept' ? bytesOf(path) : undefined
    if (destiny.kind === 'converted') made.push({ kind: 'transform', path, to, transform: { orient: true, encode: { format: 'png' }, metadata: 'keep' }, keep: true })
    else if (bytes) made.push({ kind: 'bytes', path: to, before: undefined, bytes })
    else continue
    taken.push(`${stem}.png`)
    images++
    const own = captions.get(stemWithFolder(path))
    const ownBytes = own === undefined ? undefined : bytesOf(own)
    const captionPath = joinPath(folder, stem + suffix)
    if (ownBytes) made.push({ kind: 'bytes', path: captionPath, before: undefined, bytes: ownBytes })
    else {
      const caption = captionOf(path)
      if (caption?.text !== undefined) made.push({ kind: 'create', path: captionPath, text: `${caption.text}\n` })
      else if (caption) refusals.push({ path, message: say`Nothing is known that a caption of '${name}' could say` })
    }
  }
  const [first] = made
  const title = images === 1 && first ? say`Add '${nameOf('to' in first && first.to !== undefined ? first.to : first.path)}' to '${nameOf(folder)}'` : say`Add ${images} images to '${nameOf(folder)}'`
  return { change: { title, files: made.sort((a, b) => comparePaths(a.path, b.path)) }, refusals }
}

function stemWithFolder(path: string): string {
  return path.slice(0, path.length - suffixOf(path).length)
}

/** Goes on with the numbers that most names in a folder have; else with the folder's own name. */
function nextStem(present: readonly string[], folder: string): string {
  const series = new Map<string, { readonly numbers: number[]; width: number }>()
  for (const name of new Set(present.map(stemOf))) {
    const [, prefix, digits] = /^(.*?)(\d{1,9})$/.exec(name) ?? []
    if (prefix === undefined || digits === undefined) continue
    const known = series.get(prefix) ?? { numbers: [], width: digits.length }
    known.numbers.push(Number(digits))
    series.set(prefix, known)
  }
  const [longest] = [...series].sort(([, a], [, b]) => b.numbers.length - a.numbers.length)
  if (!longest) return freeStem(`${folder.replace(/^\d+_/, '')}-1`, present)
  const [prefix, { numbers, width }] = longest
  return freeStem(prefix + String(Math.max(...numbers) + 1).padStart(width, '0'), present)
}
