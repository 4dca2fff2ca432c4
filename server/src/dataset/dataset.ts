import type { FileError } from '../base/file-system'
import type { Message } from '../base/message'
import { comparePaths, folderOf, isInside, joinPath, stemOf, suffixOf } from '../base/path'
import type { Caption, Tag } from '../caption/caption'
import { parseCaption } from '../caption/parse'
import type { Settings } from '../settings'
import { captionSuffix } from '../trainer/files'
import { findConcepts, matchConcepts, type Concept, type DeclaredConcepts, type IsOrdinaryTag } from './concepts'
import type { ConceptFolder } from './folder'
import { folderSettings } from './folder-settings'
import type { DatasetFormat } from './formats/format'
import type { ImageLooks } from './image-look'
import { likelyTags } from './likely-tags'
import { captionTextOf, type Sample } from './sample'
import type { IgnoredFolder } from './ignored-folders'
import type { DatasetScan, FolderContents } from './scan'
import { TagCounts } from './tag-counts'
import type { TrainingInForce } from './training-in-force'
import type { KnownTrainingFile } from './training-surroundings'

/** A dataset as features and rules see it. */
export interface Dataset {
  readonly root: string
  readonly format: DatasetFormat | undefined
  readonly settings: Settings
  /** Has a `taglore.json` of its own. */
  readonly hasSettingsFile: boolean
  readonly folders: readonly ConceptFolder[]
  /** Folders that could not be read. */
  readonly faults: readonly FileError[]
  /** Why this format, where it was chosen or several fit. */
  readonly explanation: Message | undefined
  /** The training files that concern the dataset. */
  readonly training: TrainingInForce | undefined
  /** Every training file that lies in the dataset, in force or not, by path. */
  readonly trainingFiles: readonly KnownTrainingFile[]
  /** Paths of the files that the layout was read from. */
  readonly describedBy: ReadonlySet<string>
  /** By path of a folder: the suffix of texts that lie beside its images unread, where no image has a caption. As of the scan. */
  readonly unread: ReadonlyMap<string, string>
  /** Folders with images that the trainer passes over; as of the scan. */
  readonly ignored: readonly IgnoredFolder[]
  /** What lies in each folder beside its samples, as of the last look; also below `_excluded`. */
  readonly contents: ReadonlyMap<string, FolderContents>
  /** What is known of images beside their headers; empty before it is asked for. */
  readonly looks: ImageLooks
  /** Another number whenever something that is remembered of the dataset may no longer be so. */
  readonly revision: number
  /** By id, in order of ids after a scan; samples found later come last. */
  readonly samples: ReadonlyMap<string, Sample>
  readonly counts: Pick<TagCounts, 'get' | 'all' | 'atLeast' | 'own' | 'ownWith' | 'size' | 'inFolder' | 'carriers' | 'someCarriers' | 'mixes'>
  /** Captions with at least one tag. */
  readonly captions: number
  /** Whether `path` lies in the dataset: below its root, or in a folder outside that a training file names. */
  holds(path: string): boolean
  /** What is in force for the captions of the folder at `path`: its format and training file say some of it. */
  settingsIn(path: string): Settings
  /** The sample whose image or caption lies at `path`. */
  sampleAt(path: string): Sample | undefined
  /** The sample whose caption lies at `path`, or would lie there once it is written. */
  sampleOfCaption(path: string): Sample | undefined
  /** Keys of the distinct tags of a sample's caption that are trained, in order. */
  keysOf(id: string): readonly string[]
  /** Keys of all tags of a sample's caption, in order, repeated and untrained ones too. Costs no parsing but for the few captions that have such. */
  tagsOf(sample: Sample): readonly string[]
  /** Sorted by id. */
  samplesIn(folder: string): readonly Sample[]
  concepts(): readonly Concept[]
  conceptOf(folder: string): Concept | undefined
  /** How probable each further tag is for a caption of this sample that has `keys`, 0–1: see `likelyTags`. */
  likely(id: string, folder: string, keys: ReadonlySet<string>): ReadonlyMap<string, number>
  /** Whether inserted tags are spelt with `_`: by the setting, else as most of the dataset's tags are. */
  usesUnderscores(): boolean
}

/** The tags that the trainer reads: all with wildcards on, those of the first line without. */
export function trainedTags(caption: Caption, wildcards: boolean): readonly Tag[] {
  return wildcards ? caption.tags : caption.tags.filter((tag) => tag.line === 0)
}

const NO_KEYS: readonly string[] = []

/** The samples of one folder; `sorted` is made when it is asked for. */
interface FolderSamples {
  byId: Map<string, Sample>
  inOrder: boolean
  sorted: Sample[] | undefined
}

interface ConceptTable {
  /** Whether most tags were spelt with `_`. */
  readonly underscores: boolean
  readonly all: readonly Concept[]
  readonly byFolder: ReadonlyMap<string, Concept>
}

/** The mutable side of a dataset; only `Workspace` (and a scan that fills it once) holds one as such. */
export class DatasetState implements Dataset {
  readonly root: string
  readonly format: DatasetFormat | undefined
  readonly hasSettingsFile: boolean
  readonly folders: readonly ConceptFolder[]
  readonly faults: readonly FileError[]
  readonly explanation: Message | undefined
  readonly training: TrainingInForce | undefined
  readonly trainingFiles: readonly KnownTrainingFile[]
  readonly describedBy: ReadonlySet<string>
  readonly unread: ReadonlyMap<string, string>
  readonly ignored: readonly IgnoredFolder[]
  readonly contents: Map<string, FolderContents>
  revision = 0
  private looksNow: ImageLooks
  readonly samples = new Map<string, Sample>()
  readonly counts: TagCounts
  private inForce: Settings
  private declared: DeclaredConcepts
  /** File (NFC) → sample: systems differ in how they hand over accented names. */
  private readonly ids = new Map<string, string>()
  private readonly folderSamples = new Map<string, FolderSamples>()
  private readonly folderAt: ReadonlyMap<string, ConceptFolder>
  /** Folders that are no part of the root's tree. */
  private readonly outside: readonly string[]
  private readonly settingsAt = new Map<string, Settings>()
  /** Ids of samples whose captions have more tags than are counted: repeated ones, lines that are not trained, no image. */
  private readonly uncounted = new Set<string>()
  private conceptCache: ConceptTable | undefined
  /** The last table, and the folders whose captions have changed since. */
  private before: ConceptTable | undefined
  private readonly touched = new Set<string>()
  /** The last answer of `likely`: while one tag is typed the others stay, and so does the answer. */
  private likelyBefore: { readonly id: string; readonly keys: string; readonly tags: ReadonlyMap<string, number> } | undefined

  /** `isListed`: whether a tag list has a tag; without it no tag counts as the dataset's own. */
  constructor(
    scan: DatasetScan,
    settings: Settings,
    private readonly isOrdinary: IsOrdinaryTag,
    isListed?: (key: string) => boolean,
  ) {
    this.root = scan.root
    this.format = scan.format
    this.hasSettingsFile = scan.hasSettingsFile
    this.folders = scan.folders
    this.faults = scan.faults
    this.counts = new TagCounts(isListed)
    this.explanation = scan.explanation
    this.training = scan.training
    this.trainingFiles = scan.trainingFiles ?? []
    this.describedBy = scan.describedBy ?? new Set()
    this.unread = scan.unread ?? new Map()
    this.ignored = scan.ignored ?? []
    this.contents = new Map(scan.contents)
    this.looksNow = scan.looks ?? new Map()
    this.folderAt = new Map(scan.folders.map((folder) => [folder.path, folder]))
    this.outside = scan.folders.flatMap(({ path }) => (isInside(path, scan.root) ? [] : [fileKey(path)]))
    this.inForce = settings
    this.declared = matchConcepts(settings.values.concepts, this.folders)
    for (const sample of scan.samples) this.put(sample)
  }

  get captions(): number {
    return this.counts.captionTags().size
  }

  get settings(): Settings {
    return this.inForce
  }

  get looks(): ImageLooks {
    return this.looksNow
  }

  set looks(looks: ImageLooks) {
    this.looksNow = looks
    this.revision++
  }

  /** Puts other settings in force. Those that decide which files belong to the dataset need a scan instead. */
  setSettings(settings: Settings): void {
    const before = new Map(this.folders.map(({ path }) => [path, this.readsAll(path)]))
    this.inForce = settings
    this.settingsAt.clear()
    this.declared = matchConcepts(settings.values.concepts, this.folders)
    this.forgetConcepts()
    const changed = new Set(this.folders.flatMap(({ path }) => (before.get(path) === this.readsAll(path) ? [] : [path])))
    if (changed.size === 0) return
    for (const sample of this.samples.values()) {
      if (!changed.has(sample.folder)) continue
      this.count(sample)
    }
  }

  /** Adds a sample or replaces the one of the same id, which keeps its place. `parsed`: its caption, where it is parsed already. */
  put(sample: Sample, parsed?: Caption): void {
    if (this.likelyBefore?.id !== sample.id) this.likelyBefore = undefined
    const old = this.samples.get(sample.id)
    if (old) this.unlink(old)
    this.samples.set(sample.id, sample)
    const folder = this.folderOf(sample)
    if (!old) folder.inOrder = false
    folder.byId.set(sample.id, sample)
    if (!old || !replaceIn(folder.sorted, sample)) folder.sorted = undefined
    for (const path of filesOf(sample)) this.ids.set(fileKey(path), sample.id)
    this.count(sample, parsed)
    this.touch(sample.folder)
  }

  drop(id: string): void {
    const old = this.samples.get(id)
    if (!old) return
    this.unlink(old)
    this.counts.remove(id)
    this.uncounted.delete(id)
    this.samples.delete(id)
    const folder = this.folderOf(old)
    folder.byId.delete(id)
    folder.sorted = undefined
    this.touch(old.folder)
  }

  /** A folder was looked at again. One without files is gone. */
  putContents(folder: string, contents: FolderContents): void {
    if (contents.names.length === 0) this.contents.delete(folder)
    else this.contents.set(folder, contents)
    this.touch(folder)
  }

  /** What is known about tags has changed, and with it what can be a trigger and what is the dataset's own word. */
  knowledgeChanged(): void {
    this.counts.relist()
    this.forgetConcepts()
  }

  holds(path: string): boolean {
    const key = fileKey(path)
    return isInside(key, fileKey(this.root)) || this.outside.some((folder) => isInside(key, folder))
  }

  settingsIn(path: string): Settings {
    const folder = this.folderAt.get(path)
    if (!folder?.captions) return this.inForce
    let settings = this.settingsAt.get(path)
    if (!settings) this.settingsAt.set(path, (settings = folderSettings(folder, this.inForce)))
    return settings
  }

  private readsAll(folder: string): boolean {
    return this.settingsIn(folder).values['captions.wildcards']
  }

  sampleAt(path: string): Sample | undefined {
    const id = this.ids.get(fileKey(path))
    return id === undefined ? undefined : this.samples.get(id)
  }

  sampleOfCaption(path: string): Sample | undefined {
    const sample = this.sampleAt(path)
    if (sample) return sample.caption && fileKey(sample.caption.path) === fileKey(path) ? sample : undefined
    const future = this.samples.get(joinPath(folderOf(path), stemOf(path)))
    if (!future || future.listed) return undefined
    const suffix = captionSuffix(this.settingsIn(future.folder).values['captions.extension'])
    return !future.caption && suffixOf(path).toLowerCase() === suffix.toLowerCase() ? future : undefined
  }

  keysOf(id: string): readonly string[] {
    return this.counts.of(id)?.keys ?? NO_KEYS
  }

  tagsOf(sample: Sample): readonly string[] {
    return this.uncounted.has(sample.id) ? parseCaption(captionTextOf(sample) ?? '').tags.map(({ key }) => key) : this.keysOf(sample.id)
  }

  samplesIn(path: string): readonly Sample[] {
    const folder = this.folderSamples.get(path)
    if (!folder) return []
    if (!folder.inOrder) {
      folder.byId = new Map([...folder.byId].sort(([a], [b]) => comparePaths(a, b)))
      folder.inOrder = true
    }
    return (folder.sorted ??= [...folder.byId.values()])
  }

  concepts(): readonly Concept[] {
    return this.findConcepts().all
  }

  conceptOf(folder: string): Concept | undefined {
    return this.findConcepts().byFolder.get(folder)
  }

  likely(id: string, folder: string, keys: ReadonlySet<string>): ReadonlyMap<string, number> {
    const named = [...keys].join('\n')
    if (this.likelyBefore?.id === id && this.likelyBefore.keys === named) return this.likelyBefore.tags
    const tags = likelyTags(this.counts, id, keys, folder)
    this.likelyBefore = { id, keys: named, tags }
    return tags
  }

  usesUnderscores(): boolean {
    const spelling = this.inForce.values['captions.spelling']
    return spelling === 'underscore' || (spelling === 'auto' && this.counts.writesUnderscores)
  }

  /** A concept stays the same object while nothing in its folder and nothing about it changes: others remember things by it. */
  private findConcepts(): ConceptTable {
    if (!this.conceptCache) {
      const underscores = this.usesUnderscores()
      const before = this.before?.underscores === underscores ? this.before : undefined
      const all = findConcepts(this, this.declared, this.isOrdinary).map((concept) => {
        const old = this.touched.has(concept.folder.path) ? undefined : before?.byFolder.get(concept.folder.path)
        return old && isSame(old, concept) ? old : concept
      })
      this.conceptCache = { underscores, all, byFolder: new Map(all.map((concept) => [concept.folder.path, concept])) }
      this.before = this.conceptCache
      this.touched.clear()
    }
    return this.conceptCache
  }

  private touch(folder: string): void {
    this.revision++
    this.touched.add(folder)
    this.conceptCache = undefined
  }

  private forgetConcepts(): void {
    this.revision++
    this.conceptCache = undefined
    this.before = undefined
  }

  private folderOf(sample: Sample): FolderSamples {
    let folder = this.folderSamples.get(sample.folder)
    if (!folder) this.folderSamples.set(sample.folder, (folder = { byId: new Map(), inOrder: true, sorted: undefined }))
    return folder
  }

  private unlink(sample: Sample): void {
    for (const path of filesOf(sample)) this.ids.delete(fileKey(path))
  }

  private count(sample: Sample, parsed?: Caption): void {
    const text = captionTextOf(sample)
    const caption = text === undefined ? undefined : (parsed ?? parseCaption(text))
    const tags = new Map<string, string>()
    if (caption && sample.images.length > 0) {
      for (const tag of trainedTags(caption, this.readsAll(sample.folder))) if (!tags.has(tag.key)) tags.set(tag.key, tag.name)
    }
    if (caption && caption.tags.length !== tags.size) this.uncounted.add(sample.id)
    else this.uncounted.delete(sample.id)
    this.counts.put(sample.id, sample.folder, sample.images.length * (this.folderAt.get(sample.folder)?.repeats ?? 1), tags)
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

/** Whether two views of the same folder say the same. */
function isSame(a: Concept, b: Concept): boolean {
  return JSON.stringify({ ...a, folder: undefined }) === JSON.stringify({ ...b, folder: undefined })
}

function filesOf(sample: Sample): readonly string[] {
  const images = sample.images.map((image) => image.path)
  return sample.caption ? [...images, sample.caption.path] : images
}

/** The form in which paths of files are compared. */
export function fileKey(path: string): string {
  return path.normalize('NFC')
}
