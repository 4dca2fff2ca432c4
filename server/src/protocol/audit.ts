import type { Report } from '../audit/report'

export type { Report, ReportBucket, ReportConcept, ReportProblem, ReportTag } from '../audit/report'

/** `taglore/audit`: the report of a dataset. Reports work-done progress and can be cancelled. */
export const AUDIT_REQUEST = 'taglore/audit'

export interface AuditParams {
  /** URI of the dataset's folder, or of any file in it. */
  readonly uri: string
  readonly workDoneToken?: string | number
}

export interface AuditResult {
  /** URI of the dataset's root. */
  readonly root: string
  readonly report: Report
}

/** `taglore/renderReport`: a report as text. */
export const RENDER_REQUEST = 'taglore/renderReport'

export interface RenderParams {
  readonly report: Report
  readonly format: 'markdown' | 'json' | 'text'
}

/** Extension → page. */
export type AuditMessage =
  | { readonly kind: 'show'; readonly report: Report; readonly at: string }
  /** A new report is being made; the old one stays visible, dimmed. */
  | { readonly kind: 'working'; readonly progress: AuditProgress }
  /** The new report was given up; the old one, if any, is shown as before. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string }

export interface AuditProgress {
  /** Whole percent; null where it is not known. */
  readonly percentage: number | null
  /** With counts, in the user's language; '' before the server tells. */
  readonly message: string
}

/** Page → extension. Files are relative to the report's root. */
export type AuditAction =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open-problem'; readonly index: number }
  | { readonly kind: 'open-file'; readonly file: string }
  | { readonly kind: 'open-rule'; readonly rule: string }
  | { readonly kind: 'show-tag'; readonly tag: string }
  | { readonly kind: 'export'; readonly format: 'markdown' | 'json' }
  | { readonly kind: 'run-again' }
  | { readonly kind: 'cancel' }
