import type { FileError } from '../base/file-system'
import type { Message } from '../base/message'
import type { ConceptFolder } from './folder'
import type { DatasetFormat } from './formats/format'
import type { IgnoredFolder } from './ignored-folders'
import type { DatasetScan } from './scan'
import type { TrainingInForce } from './training-in-force'
import type { KnownTrainingFile } from './training-surroundings'

/** What a scan says of a dataset as a whole; another one takes its place when that changes. */
export class LayoutFacts {
  readonly root: string
  readonly format: DatasetFormat | undefined
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

  constructor(scan: DatasetScan) {
    this.root = scan.root
    this.format = scan.format
    this.hasSettingsFile = scan.hasSettingsFile
    this.folders = scan.folders
    this.faults = scan.faults
    this.explanation = scan.explanation
    this.training = scan.training
    this.trainingFiles = scan.trainingFiles ?? []
    this.describedBy = scan.describedBy ?? new Set()
    this.unread = scan.unread ?? new Map()
    this.ignored = scan.ignored ?? []
  }
}
