import type { ImportMode } from '../changes/plan-import'
import type { MergeChoice } from '../changes/plan-tagging'
import type { SentencePlace } from '../changes/plan-sentences'
import type { TaggerSetting } from '../settings'
import type { ReviewCounts, Standing } from '../tagging/review'
import type { ImageScores, ScoreCategory } from '../tagging/score'
import type { Thresholds } from '../tagging/thresholds'
import type { PlannedChange } from './changes'
import type { RefactorScope } from './refactor'

export type { TaggerSetting } from '../settings'
export type { ImportMode } from '../changes/plan-import'
export type { MergeChoice } from '../changes/plan-tagging'
export type { SentencePlace } from '../changes/plan-sentences'
export type { ReviewCounts, Standing } from '../tagging/review'
export { SCORE_CATEGORIES } from '../tagging/score'
export type { ImageScores, ScoreCategory, TagScore } from '../tagging/score'
export type { Thresholds } from '../tagging/thresholds'

/** `taglore/taggers`: the taggers of the user's settings; those of a dataset never count. */
export const TAGGERS_REQUEST = 'taglore/taggers'

export interface TaggersParams {
  /** Any file of a dataset: tells also how many of its images each tagger has tagged. */
  readonly uri?: string
}

export interface TaggersResult {
  /** Taggers run only then. */
  readonly trusted: boolean
  readonly taggers: readonly TaggerInfo[]
  /** The runtime of local taggers, where it is set up. */
  readonly runtime: { readonly version: string } | null
}

export interface TaggerInfo {
  readonly name: string
  readonly kind: 'onnx' | 'command' | 'http'
  /** What is missing before it can run, in the user's language. */
  readonly fault: string | null
  /** May be sent a key. */
  readonly takesKey: boolean
  /** Images of the dataset whose scores are there. */
  readonly images: number
  /** Of those, the ones with a caption in natural language. */
  readonly sentences: number
}

/**
 * `taglore/tag`: runs taggers one after the other over images, and keeps what they say in the cache; captions stay as they are. May be
 * cancelled at any moment: what was said stays, and the next call goes on behind it. Tells its progress at `workDoneToken`.
 */
export const TAG_REQUEST = 'taglore/tag'

export interface TagParams {
  /** Any file of the dataset. */
  readonly uri: string
  readonly scope: RefactorScope
  /** By name. */
  readonly taggers: readonly string[]
  /** By tagger; not kept. */
  readonly keys?: Readonly<Record<string, string>>
  /** What VS Code says in `http.proxy`. */
  readonly editorProxy?: string
  /** Tags again what was tagged before. */
  readonly anew?: boolean
  readonly workDoneToken?: string | number
}

export interface TagResult {
  /** Why a tagger ended before its end, in the user's language; those before it have their results. */
  readonly fault: string | null
  readonly runs: readonly { readonly tagger: string; readonly tagged: number; readonly reused: number }[]
  /** Images that a tagger could not tag. */
  readonly faults: readonly { readonly tagger: string; readonly uri: string; readonly message: string }[]
}

/** `taglore/scores`: what taggers have said of one image, as it is kept. */
export const SCORES_REQUEST = 'taglore/scores'

export interface ScoresParams {
  /** The image or its caption. */
  readonly uri: string
}

export interface ScoresResult {
  readonly image: string
  readonly taggers: readonly ({ readonly tagger: string } & ImageScores)[]
}

/** What is merged, and how; the same for review and plan. */
export interface MergeParams {
  /** Any file of the dataset. */
  readonly uri: string
  readonly scope: RefactorScope
  readonly taggers: readonly string[]
  readonly merge: MergeChoice
}

/** `taglore/review`: merges what taggers said of the images of a scope. The server keeps the last few reviews for the requests below. Null where no dataset is. */
export const REVIEW_REQUEST = 'taglore/review'

export interface ReviewParams extends MergeParams {
  /** Share of the way from its threshold to 1 from which a tag is sure. */
  readonly sureFrom: number
  readonly workDoneToken?: string | number
}

export interface ReviewResult {
  /** Names the review. */
  readonly review: string
  readonly counts: ReviewCounts
  /** In order of the dataset; only those that a tagger has seen. */
  readonly images: readonly { readonly uri: string; readonly caption: string | null; readonly added: number; readonly unsure: number; readonly disputed: number }[]
  /** Most added first. */
  readonly tags: readonly { readonly key: string; readonly name: string; readonly category: ScoreCategory; readonly added: number; readonly written: number }[]
  /** Images of the scope that none of the taggers has seen. */
  readonly unseen: number
}

/** `taglore/reviewCounts`: the counts of a review at other thresholds; quick enough for each step of a slider. Null for a review that is gone. */
export const REVIEW_COUNTS_REQUEST = 'taglore/reviewCounts'

export interface ReviewCountsParams {
  readonly review: string
  readonly thresholds: Thresholds
  readonly sureFrom: number
  /** What the user said about single tags: image (URI) → key. */
  readonly decisions?: TagDecisions
}

export type TagDecisions = Readonly<Record<string, Readonly<Record<string, 'accept' | 'reject'>>>>

/** `taglore/reviewImage`: the tags of one image, surest first. Null for a review or an image that is gone. */
export const REVIEW_IMAGE_REQUEST = 'taglore/reviewImage'

export interface ReviewImageParams {
  readonly review: string
  readonly uri: string
}

export interface ReviewTag {
  readonly key: string
  readonly name: string
  readonly category: ScoreCategory
  readonly confidence: number
  readonly threshold: number
  /** By tagger. */
  readonly scores: Readonly<Record<string, number>>
  readonly written: boolean
  readonly disputed: boolean
  readonly taken: boolean
  readonly standing: Standing
}

/** `taglore/reviewTag`: the images at which a tag is seen that the caption lacks, surest first; `doubted`: those whose caption has it and that no tagger sees. */
export const REVIEW_TAG_REQUEST = 'taglore/reviewTag'

export interface ReviewTagParams {
  readonly review: string
  readonly key: string
  /** Score from which on it is seen. */
  readonly from: number
  /** One tagger's view; all together without it. */
  readonly tagger?: string
}

export interface ReviewTagResult {
  readonly lacking: readonly ReviewTagImage[]
  readonly doubted: readonly ReviewTagImage[]
}

export interface ReviewTagImage {
  readonly uri: string
  readonly score: number
  /** Belongs into the caption, as it was merged. */
  readonly taken: boolean
}

export type TaggingPlan =
  /** What was merged, and what the user said about single tags: image (URI) → key. */
  | ({ readonly kind: 'tags'; readonly order: 'append' | 'category'; readonly onlyEmpty?: boolean; readonly decisions?: TagDecisions } & MergeParams)
  /** Files or folders with captions, scores or sidecars; see `server/src/tagging/sources`. */
  | { readonly kind: 'import'; readonly uri: string; readonly scope: RefactorScope; readonly from: readonly string[]; readonly mode: ImportMode; /** In folders: only files of this suffix. */ readonly suffix?: string; readonly order: 'append' | 'category'; readonly thresholds?: Thresholds }
  /** Captions in natural language: those of one tagger, or of files that exist (`from`, as for `import`). */
  | { readonly kind: 'sentences'; readonly uri: string; readonly scope: RefactorScope; readonly tagger?: string; readonly from?: readonly string[]; readonly fromSuffix?: string; readonly place: SentencePlace; readonly suffix?: string; readonly overwrite?: boolean }

/** `taglore/tagPlan`: the change that comes of it, to be looked at and applied as every other (`taglore/applyChange`). */
export const TAG_PLAN_REQUEST = 'taglore/tagPlan'

export type TagPlanParams = TaggingPlan & {
  /** Also gives the edit, worked out from the files as they are now. */
  readonly apply?: boolean
  readonly workDoneToken?: string | number
}

export interface TagPlanResult extends PlannedChange {
  readonly fault: string | null
  /** For `import`: what the files name and no image is, each once. */
  readonly unmatched: readonly string[]
  /** For `import`: images of the scope of which the files hold a caption in natural language; `sentences` places it. */
  readonly sentences: number
}

/**
 * `taglore/setUpTagger`: downloads the runtime of local taggers, checks it and unpacks what this platform runs. Cancelled like any
 * request, and gone on with by the next call; tells its progress at `workDoneToken`.
 */
export const RUNTIME_REQUEST = 'taglore/setUpTagger'

export interface SetUpParams {
  /** What VS Code says in `http.proxy`. */
  readonly editorProxy?: string
  readonly workDoneToken?: string | number
}

/** `taglore/downloadTagger`: downloads a model with its list, as above. */
export const MODEL_REQUEST = 'taglore/downloadTagger'

export interface ModelParams extends SetUpParams {
  /** A repository (`owner/name` or `owner/name/folder`), or the address of the model. */
  readonly model: string
}

export interface SetUpResult {
  /** In the user's language. */
  readonly fault: string | null
  /** Path of the runtime, or of the model's folder for a setting; null for a fault. */
  readonly folder: string | null
}

/** Taggers that many people have, to be filled in: what stands in angle brackets is the user's. */
export const TAGGER_TEMPLATES: readonly (TaggerSetting & { readonly label: string })[] = [
  { label: 'sd-scripts: tag_images_by_wd14_tagger.py', name: 'sd-scripts', kind: 'command', command: 'python', arguments: ['<sd-scripts>/finetune/tag_images_by_wd14_tagger.py', '--onnx', '--thresh', '0.35', '--output_path', '{output}/tags.json', '{folder}'], output: 'files' },
  { label: 'WebUI: DeepDanbooru', name: 'deepdanbooru', kind: 'http', api: 'webui', url: 'http://127.0.0.1:7860', model: 'deepdanbooru' },
  { label: 'WebUI: WD 1.4 Tagger', name: 'wd14', kind: 'http', api: 'webui', url: 'http://127.0.0.1:7860', model: 'wd14-vit-v2-git' },
  { label: 'OpenAI', name: 'sentences', kind: 'http', api: 'openai', url: 'http://127.0.0.1:11434/v1', model: '<model>' },
]

/** Repositories of models in the form that local taggers read (trainer-facts § 8.1). */
export const TAGGER_MODELS: readonly string[] = ['SmilingWolf/wd-vit-tagger-v3', 'SmilingWolf/wd-swinv2-tagger-v3', 'SmilingWolf/wd-convnext-tagger-v3', 'SmilingWolf/wd-vit-large-tagger-v3', 'SmilingWolf/wd-eva02-large-tagger-v3']

/** What is asked, and what comes back. */
export interface TaggingRequests {
  readonly [TAGGERS_REQUEST]: readonly [TaggersParams, TaggersResult]
  readonly [TAG_REQUEST]: readonly [TagParams, TagResult]
  readonly [SCORES_REQUEST]: readonly [ScoresParams, ScoresResult | null]
  readonly [REVIEW_REQUEST]: readonly [ReviewParams, ReviewResult]
  readonly [REVIEW_COUNTS_REQUEST]: readonly [ReviewCountsParams, ReviewCounts | null]
  readonly [REVIEW_IMAGE_REQUEST]: readonly [ReviewImageParams, readonly ReviewTag[] | null]
  readonly [REVIEW_TAG_REQUEST]: readonly [ReviewTagParams, ReviewTagResult | null]
  readonly [TAG_PLAN_REQUEST]: readonly [TagPlanParams, TagPlanResult]
  readonly [RUNTIME_REQUEST]: readonly [SetUpParams, SetUpResult]
  readonly [MODEL_REQUEST]: readonly [ModelParams, SetUpResult]
}
