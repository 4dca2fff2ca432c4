import type { Level } from '../base/level'
import type { Message } from '../base/message'
import type { Span, SpanEdit } from '../base/span'
import type { Caption } from '../caption/caption'
import type { TagEdit } from '../caption/edit'
import type { JournalledChange } from '../changes/change'
import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { TrainingSurroundings } from '../dataset/training-surroundings'
import type { ConceptSetting, IgnoreSetting, KeepSetting, Settings } from '../settings'
import type { TrainingFile } from '../training-files/read-training-file'
import type { Knowledge } from '../workspace/knowledge'
import type { CaptionFacts } from './caption-facts'

/** What a rule may know besides the one thing of its scope. */
export interface RuleContext {
  readonly knowledge: Knowledge
  readonly settings: Settings
  /** Undefined for a caption outside any dataset, or before its dataset was read. */
  readonly dataset: Dataset | undefined
  /** The rule's options from `rules: { id: [level, options] }`. */
  readonly options: Readonly<Record<string, unknown>>
}

/** A caption rule also learns whose caption it reads. */
export interface CaptionContext extends RuleContext {
  readonly concept: Concept | undefined
  readonly sample: Sample | undefined
  readonly facts: CaptionFacts
}

export interface Fix {
  readonly title: Message
  /** One obvious outcome; no tag added, lost or replaced by another. Only safe fixes run unasked. */
  readonly safe: boolean
  /** Edits of the caption the finding is in … */
  readonly edits?: readonly TagEdit[]
  /** … or of the training file it is in: sorted, by ranges, so that everything else stays as it is … */
  readonly textEdits?: readonly SpanEdit[]
  /** … or a change over files, computed only when it is wanted. */
  readonly change?: () => JournalledChange
  /** The change is more than edits of texts: no editor can apply it. */
  readonly needsJournal?: boolean
  /**
   * Fixes of this rule with the same words in other captions are the same fix: it is then also offered for the whole dataset,
   * under this title.
   */
  readonly everywhere?: { readonly id: string; readonly title: Message }
  /** Adds to `taglore.json`: a word to accept, a tag to keep. With `change`, both happen together. */
  readonly setting?: SettingAddition
}

/** One entry for a list of the settings, or one value. */
export type SettingAddition =
  /** `place` 'user' goes to the user's own settings, else to the dataset's `taglore.json`. */
  | { readonly key: 'words'; readonly value: string; readonly place?: 'user' }
  /** Its tags join those of an entry of the same concept. */
  | { readonly key: 'keep'; readonly value: KeepSetting }
  | { readonly key: 'ignore'; readonly value: IgnoreSetting }
  /** Stands in place of the entry of the same name. */
  | { readonly key: 'concepts'; readonly value: ConceptSetting }
  /** One value instead of an entry. */
  | { readonly key: 'maxTokenLength' | 'captions.keepTokens'; readonly value: number }

interface FindingBase {
  readonly message: Message
  /** Names a case of the rule that has a level of its own. */
  readonly case?: string
  readonly fixes?: readonly Fix[]
  /** The tag that ignore settings compare. */
  readonly tag?: string
}

/** `span` is in the caption; without it the finding stands at its start. */
export interface CaptionFinding extends FindingBase {
  readonly span?: Span
  /** Drawn faded: the text has no effect. */
  readonly unnecessary?: boolean
}

/** About a file of a sample, a concept or the dataset; `anchor` is the path it stands at (see `docs/rules`). */
export interface PlaceFinding extends FindingBase {
  readonly anchor: string
  /** Files that the finding lists, sorted. */
  readonly related?: readonly string[]
}

/** A place where a rule that looks at many captions may be interrupted: every frame of 10 ms should have one with 100,000 of them. */
export type Pause = undefined

/** `span` is in the training file. */
export interface TrainingFileFinding extends FindingBase {
  readonly span: Span
  /** Drawn faded: the trainer does not look at it. */
  readonly unnecessary?: boolean
}

/** A training file as rules see it. */
export interface TrainingFileSubject {
  readonly path: string
  readonly text: string
  readonly file: TrainingFile
  /** Undefined before the disk was looked at. */
  readonly surroundings: TrainingSurroundings | undefined
  /** The dataset whose images lie in a folder. */
  datasetAt(folder: string): Dataset | undefined
}

interface RuleBase {
  /** Names what is wrong; also the diagnostic's code, the file's name, the page, and the key in settings. */
  readonly id: string
  readonly level: Level | 'off'
  /** Levels of named cases. */
  readonly cases?: Readonly<Record<string, Level | 'off'>>
  readonly summary: Message
  /** Left out of totals: an offer, not a fault. */
  readonly offer?: boolean
  readonly options?: Readonly<Record<string, unknown>>
}

export interface CaptionRule extends RuleBase {
  readonly scope: 'caption'
  /**
   * What most captions of a folder have is told once, for the folder or the dataset (see `habits.ts`). Such a rule judges a
   * caption by its text, the settings, the lists, the concept's triggers and the dataset's spellings alone.
   */
  readonly habit?: true
  /** Bits of `Mark`: the rule has something to say only of captions with one of these; undefined where that cannot be told. */
  readonly where?: number
  check(caption: Caption, context: CaptionContext): Iterable<CaptionFinding>
  /** What is told once for the dataset rather than in each caption. */
  checkAll?(dataset: Dataset, context: RuleContext): Iterable<PlaceFinding | Pause>
}

export interface SampleRule extends RuleBase {
  readonly scope: 'sample'
  check(sample: Sample, context: RuleContext & { readonly dataset: Dataset }): Iterable<PlaceFinding>
}

export interface ConceptRule extends RuleBase {
  readonly scope: 'concept'
  check(concept: Concept, context: RuleContext & { readonly dataset: Dataset }): Iterable<PlaceFinding | Pause>
}

export interface DatasetRule extends RuleBase {
  readonly scope: 'dataset'
  check(dataset: Dataset, context: RuleContext): Iterable<PlaceFinding | Pause>
}

export interface TrainingFileRule extends RuleBase {
  readonly scope: 'training-file'
  check(subject: TrainingFileSubject, context: RuleContext): Iterable<TrainingFileFinding>
}

export type Rule = CaptionRule | SampleRule | ConceptRule | DatasetRule | TrainingFileRule
