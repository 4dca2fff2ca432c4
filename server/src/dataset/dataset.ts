import type { FileError } from '../base/file-system'
import type { Message } from '../base/message'
import type { Caption, Tag } from '../caption/caption'
import type { Settings } from '../settings'
import type { Concept } from './concepts'
import type { ConceptFolder } from './folder'
import type { DatasetFormat } from './formats/format'
import type { IgnoredFolder } from './ignored-folders'
import type { ImageLooks } from './image-look'
import type { Sample } from './sample'
import type { FolderContents } from './scan'
import type { TagCounts } from './tag-counts'
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
  readonly counts: Pick<TagCounts, 'get' | 'all' | 'atLeast' | 'own' | 'ownWith' | 'size' | 'inFolder' | 'carriers' | 'someCarriers' | 'someIn' | 'mixes'>
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

/** Paths that have one form only. */
const isPlain = /^[ -~]*$/

/** The form in which paths of files are compared. */
export function fileKey(path: string): string {
  return isPlain.test(path) ? path : path.normalize('NFC')
}
