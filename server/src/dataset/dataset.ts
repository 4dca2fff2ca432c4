import type { FileError } from '../base/file-system'
import type { Caption, Tag } from '../caption/caption'
import { parseCaption } from '../caption/parse'
import type { Settings } from '../settings'
import { findConcepts, type Concept, type IsOrdinaryTag } from './concepts'
import type { ConceptFolder } from './folder'
import type { DatasetFormat } from './formats/format'
import type { Sample } from './sample'
import type { DatasetScan } from './scan'
import { TagCounts, type CaptionTags } from './tag-counts'

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
  /** By id, in order of ids after a scan; samples found later come last. */
  readonly samples: ReadonlyMap<string, Sample>
  readonly counts: Pick<TagCounts, 'get' | 'all' | 'size' | 'inFolder'>
  /** Captions with at least one tag. */
  readonly captions: number
  /** The sample whose image or caption lies at `path`. */
  sampleAt(path: string): Sample | undefined
  /** Keys of the distinct tags of a sample's caption that are trained, in order. */
  keysOf(id: string): readonly string[]
  samplesIn(folder: string): readonly Sample[]
  concepts(): readonly Concept[]
  conceptOf(folder: string): Concept | undefined
  /** Whether inserted tags are spelt with `_`: by the setting, else as most of the dataset's tags are. */
  usesUnderscores(): boolean
}

/** The tags that the trainer reads: all with wildcards on, those of the first line without. */
export function trainedTags(caption: Caption, wildcards: boolean): readonly Tag[] {
  return wildcards ? caption.tags : caption.tags.filter((tag) => tag.line === 0)
}

const NO_KEYS: readonly string[] = []

/** The mutable side of a dataset; only `Workspace` (and a scan that fills it once) holds one as such. */
export class DatasetState implements Dataset {
  readonly root: string
  readonly format: DatasetFormat | undefined
  readonly hasSettingsFile: boolean
  readonly folders: readonly ConceptFolder[]
  readonly faults: readonly FileError[]
  readonly samples = new Map<string, Sample>()
  readonly counts = new TagCounts()
  captions = 0
  private readonly added = new Map<string, CaptionTags>()
  private readonly ids = new Map<string, string>()
  private readonly folderSamples = new Map<string, Map<string, Sample>>()
  private readonly repeats: ReadonlyMap<string, number>
  private underscores = 0
  private blanks = 0
  private conceptCache: readonly Concept[] | undefined

  constructor(
    scan: DatasetScan,
    readonly settings: Settings,
    private readonly isOrdinary: IsOrdinaryTag,
  ) {
    this.root = scan.root
    this.format = scan.format
    this.hasSettingsFile = scan.hasSettingsFile
    this.folders = scan.folders
    this.faults = scan.faults
    this.repeats = new Map(scan.folders.map((folder) => [folder.path, folder.repeats]))
    for (const sample of scan.samples) this.put(sample)
  }

  /** Adds a sample or replaces the one of the same id. */
  put(sample: Sample): void {
    this.drop(sample.id)
    this.samples.set(sample.id, sample)
    let inFolder = this.folderSamples.get(sample.folder)
    if (!inFolder) this.folderSamples.set(sample.folder, (inFolder = new Map()))
    inFolder.set(sample.id, sample)
    for (const image of sample.images) this.ids.set(image.path, sample.id)
    if (sample.caption) this.ids.set(sample.caption.path, sample.id)
    this.count(sample)
    this.conceptCache = undefined
  }

  drop(id: string): void {
    const old = this.samples.get(id)
    if (!old) return
    for (const image of old.images) this.ids.delete(image.path)
    if (old.caption) this.ids.delete(old.caption.path)
    this.uncount(id)
    this.samples.delete(id)
    this.folderSamples.get(old.folder)?.delete(id)
    this.conceptCache = undefined
  }

  /** What is known about tags has changed, and with it what can be a trigger. */
  forgetConcepts(): void {
    this.conceptCache = undefined
  }

  sampleAt(path: string): Sample | undefined {
    const id = this.ids.get(path)
    return id === undefined ? undefined : this.samples.get(id)
  }

  keysOf(id: string): readonly string[] {
    const tags = this.added.get(id)?.tags
    return tags ? [...tags.keys()] : NO_KEYS
  }

  samplesIn(folder: string): readonly Sample[] {
    return [...(this.folderSamples.get(folder)?.values() ?? [])]
  }

  concepts(): readonly Concept[] {
    return (this.conceptCache ??= findConcepts(this, this.isOrdinary))
  }

  conceptOf(folder: string): Concept | undefined {
    return this.concepts().find((concept) => concept.folder.path === folder)
  }

  usesUnderscores(): boolean {
    const spelling = this.settings.values['captions.spelling']
    return spelling === 'underscore' || (spelling === 'auto' && this.underscores > this.blanks)
  }

  private count(sample: Sample): void {
    if (!sample.caption || sample.images.length === 0) return
    const tags = new Map<string, string>()
    for (const tag of trainedTags(parseCaption(sample.caption.text), this.settings.values['captions.wildcards'])) {
      if (!tags.has(tag.key)) tags.set(tag.key, tag.name)
    }
    if (tags.size === 0) return
    const added = { folder: sample.folder, effective: sample.images.length * (this.repeats.get(sample.folder) ?? 1), tags }
    this.added.set(sample.id, added)
    this.counts.add(added)
    this.captions++
    this.countSpellings(tags.values(), 1)
  }

  private uncount(id: string): void {
    const added = this.added.get(id)
    if (!added) return
    this.added.delete(id)
    this.counts.remove(added)
    this.captions--
    this.countSpellings(added.tags.values(), -1)
  }

  private countSpellings(names: Iterable<string>, sign: 1 | -1): void {
    for (const name of names) {
      if (/[A-Za-z0-9]_[A-Za-z0-9(]/.test(name)) this.underscores += sign
      else if (/\S \S/.test(name)) this.blanks += sign
    }
  }
}
