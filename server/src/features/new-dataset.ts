import { say, type Message } from '../base/message'
import { comparePaths, joinPath, nameOf, stemOf, suffixOf } from '../base/path'
import type { JournalledChange, JournalledFile } from '../changes/change'
import { freeStem } from '../changes/rename-sample'
import { SETTINGS_FILE } from '../dataset/find-root'
import { isPaper } from '../dataset/scan'
import type { Goal, Model } from '../settings'
import { classifyImageFile, lenderOf } from '../trainer/files'

/** What a dataset begins with. */
export interface NewDatasetRequest {
  readonly goal: Goal
  readonly model: Model
  /** '' for a style that needs none. */
  readonly trigger: string
  /** At least 1. */
  readonly repeats: number
  /** `move`: the folder itself becomes the dataset. `copy`: one is made beside it, and the folder stays as it is. */
  readonly how: 'move' | 'copy'
}

/** A folder of pictures as they were gathered. */
export interface RawFolder {
  readonly path: string
  /** Names of its files. */
  readonly names: readonly string[]
  /** Where a copy goes; a folder that is not there yet. */
  readonly copyTo: string
  /** The bytes of a file, where it is copied. */
  readonly bytesOf: (path: string) => Uint8Array | undefined
}

export interface NewDatasetPlan {
  readonly root: string
  readonly change: JournalledChange
  readonly refusals: readonly { readonly path: string; readonly message: Message }[]
}

/** Kinds that the image process reads and the trainer does not. */
const CONVERTED: readonly string[] = ['.gif', '.tif', '.tiff', '.avif']
/** Other suffixes of one and the same format. */
const SAME: Readonly<Record<string, string>> = { '.jfif': '.jpg', '.jpe': '.jpg', '.apng': '.png' }

/** The files that are copied as they are, so that their bytes can be read before the plan is made. */
export function copiedFiles({ path, names }: Pick<RawFolder, 'path' | 'names'>): readonly string[] {
  const stems = new Set(names.filter((name) => destinyOf(name) !== undefined).map(stemOf))
  return names.filter((name) => destinyOf(name)?.kind === 'kept' || isCaptionOf(name, stems)).map((name) => joinPath(path, name))
}

/**
 * A dataset of a folder of pictures: `<repeats>_<trigger>` with names that the trainer finds, converted where it reads no such kind, their
 * captions along, and a `taglore.json` that says what it is for.
 */
export function planNewDataset(request: NewDatasetRequest, raw: RawFolder): NewDatasetPlan {
  const { how, trigger, repeats } = request
  const root = how === 'move' ? raw.path : raw.copyTo
  const label = folderLabel(trigger, root)
  const folder = joinPath(root, `${repeats}_${label}`)
  const files: JournalledFile[] = []
  const refusals: { path: string; message: Message }[] = []
  const taken: string[] = []
  const stems = new Map<string, string>()
  const own = new Set(raw.names.map(stemOf))
  for (const name of [...raw.names].sort(comparePaths)) {
    const path = joinPath(raw.path, name)
    const destiny = destinyOf(name)
    if (!destiny) continue
    if (destiny.kind === 'left') {
      refusals.push({ path, message: say`'${name}' is of a kind that can be neither trained nor converted here` })
      continue
    }
    const stem = freeStem(lenderOf(stemOf(name)) !== undefined && own.has(lenderOf(stemOf(name)) ?? '') ? stemOf(name).replaceAll('_', '-') : stemOf(name), taken)
    taken.push(`${stem}.png`)
    if (!stems.has(stemOf(name))) stems.set(stemOf(name), stem)
    const to = joinPath(folder, stem + destiny.suffix)
    if (destiny.kind === 'converted') files.push({ kind: 'transform', path, to, transform: { orient: true, encode: { format: 'png' }, metadata: 'keep' }, ...(how === 'copy' ? { keep: true } : {}) })
    else files.push(...moved(path, to, request, raw))
  }
  const images = files.length
  for (const name of raw.names) {
    const stem = isCaptionOf(name, new Set(stems.keys())) ? stems.get(stemOf(name)) : undefined
    if (stem !== undefined) files.push(...moved(joinPath(raw.path, name), joinPath(folder, stem + suffixOf(name).toLowerCase()), request, raw))
  }
  if (images > 0) files.push({ kind: 'create', path: joinPath(root, SETTINGS_FILE), text: settingsText(request, nameOf(folder), label) })
  const title = say`New dataset '${nameOf(root)}': ${images} images in '${nameOf(folder)}'`
  return { root, change: { title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }, refusals }
}

export type Destiny = { readonly kind: 'kept' | 'converted'; readonly suffix: string } | { readonly kind: 'left' }

/** What becomes of a picture; undefined for other files. */
export function destinyOf(name: string): Destiny | undefined {
  const file = classifyImageFile(name)
  const lower = suffixOf(name).toLowerCase()
  if (file.kind === 'other' || name.startsWith('.') || lower === '.ico' || lower === '.svg') return undefined
  if (file.kind === 'found') return { kind: 'kept', suffix: file.suffix }
  if (file.why === 'mixed-case') return { kind: 'kept', suffix: lower }
  const same = SAME[lower]
  if (same !== undefined) return { kind: 'kept', suffix: same }
  return CONVERTED.includes(lower) ? { kind: 'converted', suffix: '.png' } : { kind: 'left' }
}

function isCaptionOf(name: string, stems: ReadonlySet<string>): boolean {
  return suffixOf(name).toLowerCase() === '.txt' && stems.has(stemOf(name)) && !isPaper(stemOf(name))
}

function moved(path: string, to: string, { how }: NewDatasetRequest, { bytesOf }: RawFolder): JournalledFile[] {
  if (how === 'move') return [{ kind: 'rename', path, to }]
  const bytes = bytesOf(path)
  return bytes ? [{ kind: 'bytes', path: to, before: undefined, bytes }] : []
}

/** The trigger as a folder's name may hold it; without one, what the folder is called. */
function folderLabel(trigger: string, root: string): string {
  const text = trigger.replace(/[\\/:*?"<>|]+/g, ' ').replace(/\s+/g, ' ').trim().replace(/\.+$/, '')
  return text === '' ? nameOf(root) : text
}

function settingsText({ goal, model, trigger }: NewDatasetRequest, folder: string, name: string): string {
  const concepts = [{ name, folders: [folder], triggers: trigger === '' ? [] : [trigger] }]
  return `${JSON.stringify({ goal, model, concepts }, undefined, 2)}\n`
}
