import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver'
import { auditDataset } from '../audit/build-report'
import { viewBuckets } from '../audit/bucket-view'
import { describeOverview } from '../audit/overview'
import { renderTagsCsv } from '../audit/render-csv'
import { renderHtml } from '../audit/render-html'
import { renderJson } from '../audit/render-json'
import { renderMarkdown } from '../audit/render-markdown'
import { renderSarif } from '../audit/render-sarif'
import { renderText } from '../audit/render-text'
import type { Report } from '../audit/report'
import { say } from '../base/message'
import { relativePath } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { findDuplicates, type PictureOf } from '../dataset/duplicates'
import { captionTextOf } from '../dataset/sample'
import { readRulePage } from '../host/rule-pages'
import {
  AUDIT_BUCKETS_REQUEST,
  AUDIT_CAPTIONS_REQUEST,
  AUDIT_DUPLICATES_REQUEST,
  AUDIT_FIX_REQUEST,
  AUDIT_REQUEST,
  AUDIT_ROWS_REQUEST,
  AUDIT_SETTING_REQUEST,
  AUDIT_STATE_REQUEST,
  AUDIT_TAGS_REQUEST,
  RENDER_REQUEST,
  type AuditBucketsParams,
  type AuditBucketsResult,
  type AuditCaptionsParams,
  type AuditDuplicatesParams,
  type AuditDuplicatesResult,
  type AuditFixParams,
  type AuditFixResult,
  type AuditParams,
  type AuditResult,
  type AuditRowsParams,
  type AuditRowsResult,
  type AuditSettingParams,
  type AuditStateParams,
  type AuditStateResult,
  type AuditTagsParams,
  type AuditTagsResult,
  type DuplicatePicture,
  type RenderParams,
  type ReportForm,
} from '../protocol/audit'
import type { PlannedChange } from '../protocol/changes'
import { planAuditFix, planAuditSetting } from './audit-changes'
import { guard } from './guard'
import { keepAudit, type KeptAudit } from './kept-audits'
import { longWork } from './long-work'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Rows of one answer at most. */
const PAGE = 500
/** … and for a list that the editor shows as a whole. */
const MOST_ROWS = 5000
/** Reports that are kept; each is as large as its dataset. */
const KEPT = 4
/** Pixels that a training resolution may have at each side. */
const SIDES = { least: 64, most: 8192 }

/** Registers the audit and what is done with its report; the types are in `protocol/audit.ts`. */
export function registerAudit(doors: Doors, version: string): void {
  const { session, open } = doors
  const kept = new Map<string, KeptAudit>()
  const on = <Params, Result>(method: string, handler: (params: Params, token: CancellationToken) => Result | Promise<Result>): void => {
    session.connection.onRequest(method, guard<[Params, CancellationToken], unknown>(session, method, handler))
  }
  /** The report that is kept for a root, with the dataset as it is now. */
  const keptAt = (root: string): { readonly audit: KeptAudit; readonly dataset: Dataset } | undefined => {
    const path = toPath(root)
    const audit = kept.get(path)
    const dataset = session.workspace.datasets.find((candidate) => candidate.root === path)
    return audit && dataset && { audit, dataset }
  }

  on(AUDIT_REQUEST, async (params: AuditParams, token): Promise<AuditResult> => {
    const { root, ...made } = await audit(doors, params, token)
    if (!made.audit) return { root: open.toUri(root), report: made.report }
    kept.delete(root)
    kept.set(root, made.audit)
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest)
    return { root: open.toUri(root), report: { ...made.report, problems: [], tags: [] }, overview: made.overview }
  })
  on(AUDIT_ROWS_REQUEST, ({ root, rule, from, count }: AuditRowsParams): AuditRowsResult | null => {
    const held = keptAt(root)
    return held ? { rows: held.audit.rows(rule, from, Math.min(count, PAGE)) } : null
  })
  on(AUDIT_CAPTIONS_REQUEST, ({ root, count }: AuditCaptionsParams): AuditRowsResult | null => {
    const held = keptAt(root)
    return held ? { rows: held.audit.captionRows(Math.min(count, MOST_ROWS)) } : null
  })
  on(AUDIT_TAGS_REQUEST, ({ root, search, category, from, count }: AuditTagsParams): AuditTagsResult | null => keptAt(root)?.audit.tags(search, category, from, Math.min(count, PAGE)) ?? null)
  on(AUDIT_BUCKETS_REQUEST, ({ root, width, height, noUpscale }: AuditBucketsParams): AuditBucketsResult | null => {
    const held = keptAt(root)
    const { values } = held?.dataset.settings ?? {}
    return held && values ? viewBuckets(held.audit.sizes, { ...values, resolution: [sideOf(width), sideOf(height)], 'buckets.noUpscale': noUpscale }) : null
  })
  on(AUDIT_DUPLICATES_REQUEST, ({ root, from, count }: AuditDuplicatesParams): AuditDuplicatesResult | null => {
    const dataset = keptAt(root)?.dataset
    if (!dataset) return null
    const groups = findDuplicates(dataset)
    return { total: groups.length, groups: groups.slice(from, from + Math.min(count, PAGE)).map(({ kind, pictures }) => ({ kind, pictures: pictures.map((picture) => describePicture(picture, dataset, open.toUri)) })) }
  })
  on(AUDIT_STATE_REQUEST, ({ root }: AuditStateParams): AuditStateResult | null => {
    const held = keptAt(root)
    return held ? held.audit.compare(held.dataset) : null
  })
  on(AUDIT_FIX_REQUEST, ({ root, what, workDoneToken }: AuditFixParams, token): Promise<AuditFixResult | null> =>
    longWork(session, say`Planning a change`, token, session.connection.window.attachWorkDoneProgress(workDoneToken), async (work) => {
      await doors.documents.entered()
      const held = keptAt(root)
      return held ? planAuditFix(doors, held.audit, toPath(root), what, work) : null
    }),
  )
  on(AUDIT_SETTING_REQUEST, async ({ root, what }: AuditSettingParams): Promise<PlannedChange | null> => {
    await doors.documents.entered()
    const held = keptAt(root)
    return held ? planAuditSetting(doors, held.audit, held.dataset.root, what) : null
  })
  on(RENDER_REQUEST, ({ report, root, format }: RenderParams): string | null => {
    const shown = report ?? (root === undefined ? undefined : kept.get(toPath(root))?.report)
    return shown ? renderAs(shown, format, doors, version) : null
  })
}

function sideOf(pixels: number): number {
  return Math.min(Math.max(Math.round(pixels) || 0, SIDES.least), SIDES.most)
}

function describePicture({ image, sample }: PictureOf, { root }: Dataset, toUri: (path: string) => string): DuplicatePicture {
  return { uri: toUri(image.path), file: relativePath(root, image.path), width: image.header?.width ?? null, height: image.header?.height ?? null, size: image.size ?? null, caption: captionTextOf(sample) ?? null }
}

function renderAs(report: Report, format: ReportForm, { session: { translations } }: Doors, version: string): string {
  switch (format) {
    case 'json':
      return renderJson(report)
    case 'markdown':
      return renderMarkdown(report, translations)
    case 'html':
      return renderHtml(report, translations)
    case 'sarif':
      return renderSarif(report.problems, { version, base: report.root, folder: '', translations, pageOf: (id) => readRulePage(id, translations !== undefined) })
    case 'tags':
      return renderTagsCsv(report.tags)
    case 'text':
      return renderText(report, translations)
  }
}

type Made = { readonly root: string; readonly report: Report } & (
  | { readonly audit: KeptAudit; readonly overview: NonNullable<AuditResult['overview']> }
  | { readonly audit?: undefined; readonly overview?: undefined }
)

async function audit(doors: Doors, params: AuditParams, token: CancellationToken): Promise<Made> {
  const { session, documents, ready } = doors
  const { translate } = session
  const stop = new AbortController()
  const abort = (): void => stop.abort()
  if (token.isCancellationRequested) abort()
  token.onCancellationRequested(abort)
  const progress = params.workDoneToken === undefined ? undefined : session.connection.window.attachWorkDoneProgress(params.workDoneToken)
  progress?.begin(translate(say`Auditing dataset`), 0, undefined, true)
  try {
    await ready()
    await documents.entered()
    const dataset = await findDataset(doors, toPath(params.uri))
    if (!dataset) throw new ResponseError(LSPErrorCodes.RequestFailed, translate(say`No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name`))
    // a cancellation that came meanwhile is read from the stream first
    await breathe()
    stop.signal.throwIfAborted()
    await doors.inspector.beforeAudit(dataset, {
      signal: stop.signal,
      onProgress: (done, total) => {
        if (done % 20 === 0 || done === total) progress?.report(Math.round((done / total) * 100), translate(say`Looking at images ${done}/${total}`))
      },
    })
    const { knowledge } = session.workspace
    const found = await auditDataset(dataset, knowledge, {
      translate,
      signal: stop.signal,
      onProgress: (done, total) => progress?.report(Math.round((done / total) * 100), `${done}/${total}`),
      breathe,
    })
    if (!params.keep) return { root: dataset.root, report: found.report }
    const { overview, sizes } = await describeOverview(dataset, knowledge, found, {
      translate,
      breathe: async () => {
        await breathe()
        stop.signal.throwIfAborted()
      },
    })
    return { root: dataset.root, report: found.report, overview, audit: keepAudit(found.report, sizes, dataset) }
  } catch (error) {
    if (stop.signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
    throw error
  } finally {
    progress?.done()
  }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
