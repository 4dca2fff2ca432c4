import type { BucketView } from '../audit/bucket-view'
import type { AuditOverview } from '../audit/overview'
import type { Report, ReportProblem, ReportTag } from '../audit/report'
import type { PlannedChange } from './changes'

export type { BucketRow, BucketView } from '../audit/bucket-view'
export type { NextStep, StepAction } from '../audit/next-steps'
export type { AuditOverview, ConceptCoverage, TokenView } from '../audit/overview'
export type { ProblemGroup } from '../audit/problem-groups'
export type { Report, ReportBucket, ReportConcept, ReportProblem, ReportTag } from '../audit/report'

/** `taglore/audit`: the report of a dataset. Reports work-done progress and can be cancelled. */
export const AUDIT_REQUEST = 'taglore/audit'

export interface AuditParams {
  /** URI of the dataset's folder, or of any file in it. */
  readonly uri: string
  /**
   * The server keeps the report until the dataset is audited again or gone, and answers with what is shown first: `overview`, and a report
   * without `problems` and `tags`, whose rows are asked for a page at a time.
   */
  readonly keep?: boolean
  readonly workDoneToken?: string | number
}

export interface AuditResult {
  /** URI of the dataset's root. */
  readonly root: string
  readonly report: Report
  /** With `keep`. */
  readonly overview?: AuditOverview
}

// All requests below are about the report that the server keeps; `root` is the one of its `AuditResult`. They answer null where it keeps none.

/** `taglore/auditRows`: problems of one rule, by file and place. */
export const AUDIT_ROWS_REQUEST = 'taglore/auditRows'

export interface AuditRowsParams {
  readonly root: string
  readonly rule: string
  readonly from: number
  readonly count: number
}

export interface AuditRow extends ReportProblem {
  /** Names the row in this report. */
  readonly index: number
}

export interface AuditRowsResult {
  readonly rows: readonly AuditRow[]
}

/**
 * `taglore/auditCaptions`: what is about a place in the text of a caption, the worst first: problems that no diagnostics tell of while the
 * caption is closed. Offers are left out.
 */
export const AUDIT_CAPTIONS_REQUEST = 'taglore/auditCaptions'

export interface AuditCaptionsParams {
  readonly root: string
  /** At most so many. */
  readonly count: number
}

/** `taglore/auditTags`: tags by use. */
export const AUDIT_TAGS_REQUEST = 'taglore/auditTags'

export interface AuditTagsParams {
  readonly root: string
  /** Part of a tag, spelt in any way; '' for all. */
  readonly search: string
  /** 'unknown' for those in no list; null for all. */
  readonly category: string | null
  readonly from: number
  readonly count: number
}

export interface AuditTagsResult {
  readonly total: number
  readonly rows: readonly ReportTag[]
}

/** `taglore/auditBuckets`: the buckets at another training resolution; nothing is written. */
export const AUDIT_BUCKETS_REQUEST = 'taglore/auditBuckets'

export interface AuditBucketsParams {
  readonly root: string
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Small images keep their size. */
  readonly noUpscale: boolean
}

export type AuditBucketsResult = BucketView

/** `taglore/auditDuplicates`: groups of images that show the same, the largest first. */
export const AUDIT_DUPLICATES_REQUEST = 'taglore/auditDuplicates'

export interface AuditDuplicatesParams {
  readonly root: string
  readonly from: number
  readonly count: number
}

export interface DuplicatePicture {
  /** URI of the image. */
  readonly uri: string
  /** Relative to the root. */
  readonly file: string
  /** Pixels; null where the header cannot be read. */
  readonly width: number | null
  readonly height: number | null
  /** Bytes. */
  readonly size: number | null
  /** The caption's text; null where there is none. */
  readonly caption: string | null
}

export interface DuplicateSet {
  readonly kind: 'equal' | 'near'
  readonly pictures: readonly DuplicatePicture[]
}

export interface AuditDuplicatesResult {
  readonly total: number
  readonly groups: readonly DuplicateSet[]
}

/** `taglore/auditFix`: the fixes of one rule, or of one row, as a change. They are worked out anew from the files as they are. */
export const AUDIT_FIX_REQUEST = 'taglore/auditFix'

export interface AuditFixParams {
  readonly root: string
  readonly what:
    /** `unsafe`: also fixes that change what is trained, the first of each problem. */
    | { readonly kind: 'rule'; readonly rule: string; readonly unsafe: boolean }
    /** `fix` is the index in the row's fixes. */
    | { readonly kind: 'row'; readonly index: number; readonly fix: number }
  readonly workDoneToken?: string | number
}

export interface AuditFixResult {
  /** Null where there is nothing to change any more. */
  readonly change: PlannedChange | null
  /** A word for the user's own settings, which only the client can write. */
  readonly word: string | null
  /** Fixes left out because they touch the same text as others. */
  readonly skipped: number
}

/** `taglore/auditSetting`: an entry of the dataset's `taglore.json` as a change. */
export const AUDIT_SETTING_REQUEST = 'taglore/auditSetting'

export interface AuditSettingParams {
  readonly root: string
  readonly what:
    | { readonly kind: 'rule-off'; readonly rule: string }
    /** The rule of a row, in its file or folder. */
    | { readonly kind: 'ignore-row'; readonly index: number }
    | { readonly kind: 'resolution'; readonly width: number; readonly height: number }
}

/** `taglore/auditState`: whether the report still tells what is in the files. */
export const AUDIT_STATE_REQUEST = 'taglore/auditState'

export interface AuditStateParams {
  readonly root: string
}

export interface AuditStateResult {
  /** Images and captions that came, went or have other content. */
  readonly changed: number
  /** Other settings are in force. */
  readonly settings: boolean
}

/** `taglore/renderReport`: a report as text. */
export const RENDER_REQUEST = 'taglore/renderReport'

/** `tags`: the table of tags as CSV. */
export type ReportForm = 'markdown' | 'json' | 'text' | 'html' | 'sarif' | 'tags'

export interface RenderParams {
  /** The report; with `root` the one that the server keeps. */
  readonly report?: Report
  readonly root?: string
  readonly format: ReportForm
}

/** Extension → page. */
export type AuditMessage =
  | { readonly kind: 'show'; readonly report: Report; readonly overview: AuditOverview; readonly at: string }
  /** A new report is being made; the old one stays visible, dimmed. */
  | { readonly kind: 'working'; readonly progress: AuditProgress }
  /** The new report was given up; the old one, if any, is shown as before. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string }
  /** What has changed since the report was made. */
  | { readonly kind: 'state'; readonly state: AuditStateResult }
  | { readonly kind: 'rows'; readonly rule: string; readonly from: number; readonly rows: readonly AuditRow[] }
  | ({ readonly kind: 'tags' } & Omit<AuditTagsParams, 'root' | 'count'> & AuditTagsResult)
  | { readonly kind: 'buckets'; readonly buckets: BucketView }
  | ({ readonly kind: 'duplicates'; readonly from: number } & AuditDuplicatesResult)
  | { readonly kind: 'thumbnail'; readonly image: string; readonly data: string | null; readonly message: string | null }

export interface AuditProgress {
  /** Whole percent; null where it is not known. */
  readonly percentage: number | null
  /** With counts, in the user's language; '' before the server tells. */
  readonly message: string
}

export type ExportForm = Exclude<ReportForm, 'text'>

/** Page → extension. Files are relative to the report's root. */
export type AuditAction =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open-problem'; readonly problem: ReportProblem }
  | { readonly kind: 'open-file'; readonly file: string }
  | { readonly kind: 'open-image'; readonly uri: string }
  | { readonly kind: 'open-rule'; readonly rule: string }
  | { readonly kind: 'show-tag'; readonly tag: string }
  | { readonly kind: 'change-tag'; readonly how: 'rename' | 'remove'; readonly tag: string }
  | { readonly kind: 'export'; readonly format: ExportForm }
  | { readonly kind: 'run-again' }
  | { readonly kind: 'cancel' }
  | ({ readonly kind: 'rows' } & Omit<AuditRowsParams, 'root'>)
  | ({ readonly kind: 'tags' } & Omit<AuditTagsParams, 'root'>)
  | ({ readonly kind: 'buckets' } & Omit<AuditBucketsParams, 'root'>)
  | ({ readonly kind: 'duplicates' } & Omit<AuditDuplicatesParams, 'root'>)
  | { readonly kind: 'thumbnails'; readonly images: readonly string[] }
  | { readonly kind: 'fix-rule'; readonly rule: string; readonly unsafe: boolean }
  | { readonly kind: 'fix-row'; readonly row: AuditRow }
  | { readonly kind: 'setting'; readonly what: AuditSettingParams['what'] }
  | { readonly kind: 'exclude'; readonly images: readonly string[] }
  | { readonly kind: 'command'; readonly command: 'cropToBuckets' | 'upscaleImages' | 'balanceConcepts' | 'createMissingCaptions' | 'declareTriggers' | 'undoDatasetChange' }

/** `taglore/statistics`: what the captions of a dataset hold, as a page of Markdown; null where there is no dataset. */
export const STATISTICS_REQUEST = 'taglore/statistics'

export interface StatisticsParams {
  readonly uri: string
  readonly workDoneToken?: string | number
}

export interface StatisticsResult {
  readonly root: string
  readonly markdown: string
}

/** What is asked, and what comes back. */
export interface AuditRequests {
  readonly [AUDIT_REQUEST]: readonly [AuditParams, AuditResult]
  readonly [AUDIT_ROWS_REQUEST]: readonly [AuditRowsParams, AuditRowsResult | null]
  readonly [AUDIT_CAPTIONS_REQUEST]: readonly [AuditCaptionsParams, AuditRowsResult | null]
  readonly [AUDIT_TAGS_REQUEST]: readonly [AuditTagsParams, AuditTagsResult | null]
  readonly [AUDIT_BUCKETS_REQUEST]: readonly [AuditBucketsParams, AuditBucketsResult | null]
  readonly [AUDIT_DUPLICATES_REQUEST]: readonly [AuditDuplicatesParams, AuditDuplicatesResult | null]
  readonly [AUDIT_FIX_REQUEST]: readonly [AuditFixParams, AuditFixResult | null]
  readonly [AUDIT_SETTING_REQUEST]: readonly [AuditSettingParams, PlannedChange | null]
  readonly [AUDIT_STATE_REQUEST]: readonly [AuditStateParams, AuditStateResult | null]
  readonly [RENDER_REQUEST]: readonly [RenderParams, string | null]
  readonly [STATISTICS_REQUEST]: readonly [StatisticsParams, StatisticsResult | null]
}
