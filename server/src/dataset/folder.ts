import type { Span } from '../base/span'
import type { Size } from '../trainer/buckets'
import type { CaptionOptions } from '../trainer/caption-options'

/** A folder of images that the trainer reads as one subset. */
export interface ConceptFolder {
  /** Absolute path. */
  readonly path: string
  /** Relative to the dataset's root, with `/`; '.' for the root, the absolute path for a folder outside. */
  readonly relative: string
  /** The folder's text that stands for images without caption; '' where there is none. */
  readonly classTokens: string
  /** How often an epoch shows each image; over all uses where several datasets list the folder. OneTrainer's may be fractional. */
  readonly repeats: number
  readonly regularization: boolean
  /** How captions are read, where the format or a training file says it; else as the settings say. */
  readonly captions?: FolderCaptions
  /** Names of the files that take part, where not all of the folder do: masks and unlisted images are left out. */
  readonly files?: readonly string[]
  /** Captions that stand in one file for many images, by the image's path. */
  readonly listed?: ReadonlyMap<string, ListedCaption>
  /** Masks or conditioning images of the folder. */
  readonly masks?: MaskPairs
  /** What it is trained at by a configuration of another trainer than sd-scripts: of several resolutions the largest. */
  readonly resolution?: Size
  /** Where a dataset configuration lists the folder, in order; more than one for several resolutions. */
  readonly uses?: readonly FolderUse[]
}

/** What a trainer makes of the captions of one folder. */
export interface FolderCaptions {
  /** `caption_extension` with its dot. */
  readonly extension: string
  /** `first`: only the first line is read; `choice`: each non-blank line is one of several captions; `whole`: all of it is one caption. */
  readonly lines: 'first' | 'choice' | 'whole'
  /** Shuffling, separators, prefixes and dropout. Wildcards make `lines` a choice by themselves. */
  readonly options: CaptionOptions
  /** What an image without caption is trained with. `skipped`: it is not trained. */
  readonly missing: 'class-tokens' | 'empty' | 'skipped'
  /** Stands for `[trigger]` and `[name]`, and in front of captions that lack it (ai-toolkit). */
  readonly trigger?: string
}

/** A caption in a file of many. */
export interface ListedCaption {
  /** As the trainer puts it together; of several the first. */
  readonly text: string
  /** Where one of several captions is picked: all of them. */
  readonly alternatives?: readonly string[]
  /** The file it stands in, and its place there: the whole entry. */
  readonly file: string
  readonly span: Span
}

/** Images and their masks, by stem (NFC). */
export interface MaskPairs {
  readonly folder: string
  /** Image path → mask path. */
  readonly pairs: ReadonlyMap<string, string>
  /** Images without mask. */
  readonly missing: readonly string[]
  /** Masks without image. */
  readonly extra: readonly string[]
}

/** One subset of a dataset configuration that shows a folder. */
export interface FolderUse {
  /** Path of the configuration. */
  readonly file: string
  /** Zero-based place among `[[datasets]]` and among the subsets of one. */
  readonly dataset: number
  readonly subset: number
  readonly repeats: number
  readonly regularization: boolean
  readonly resolution: Size | undefined
  readonly batchSize: number
  /** Transparent parts of its images have no weight. */
  readonly alphaMask?: boolean
}
