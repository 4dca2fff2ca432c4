import { CancellationTokenSource, commands, l10n, Uri, type Disposable } from 'vscode'
import { ResponseError, WorkDoneProgress } from 'vscode-languageclient'
import type { AuditAction, AuditMessage, AuditProgress, AuditResult } from '../../../server/src/protocol/audit'
import { createAuditDiagnostics } from '../audit/audit-diagnostics'
import { changeReported } from '../audit/change-reported'
import { exportReport } from '../audit/export-report'
import { findRoot, onlyRoot } from '../find-dataset'
import { nameOf } from '../names'
import { inRoot, openPlace, openProblem, showTag } from '../report-places'
import { createThumbnailQueue } from '../thumbnail-queue'
import type { PanelParts } from './index'
import type { Panel } from './panel'
import { registerPanelsBySubject, type Session } from './panels-by-subject'

type Page = Panel<AuditMessage, AuditAction>

export interface AuditPanel extends Disposable {
  /** Audits the dataset that a file or folder belongs to. */
  open(place: Uri | undefined): Promise<void>
}

/** The audit panel: one for each dataset. */
export function registerAudit(parts: PanelParts): AuditPanel {
  const panels = registerPanelsBySubject<AuditMessage, AuditAction, AuditSession>(parts, {
    name: 'audit',
    create: (root, page) => createSession(parts, root, page),
    restored: (session) => void session.run(),
    forgotten: () => onlyRoot(parts.server),
  })
  return {
    async open(place) {
      const root = await findRoot(parts.server, place)
      if (root) await panels.show(root, l10n.t('Audit: {0}', nameOf(root))).run()
    },
    dispose: () => panels.dispose(),
  }
}

interface AuditSession extends Session<AuditAction> {
  run(): Promise<void>
}

/** Pixels of a thumbnail's longest side; sharp on screens of double density. */
const SIDE = 320
/** Problems that the Problems panel lists of a report; the page has them all. */
const LISTED = 1000

type Shown = AuditResult & Required<Pick<AuditResult, 'overview'>>

function createSession({ server, log }: PanelParts, root: Uri, page: Page): AuditSession {
  let result: Shown | undefined
  let at = ''
  let message: AuditMessage = { kind: 'working', progress: { percentage: null, message: '' } }
  let running: CancellationTokenSource | undefined
  const diagnostics = createAuditDiagnostics()
  const thumbnails = createThumbnailQueue(server, ({ image, data, message: fault }) => page.post({ kind: 'thumbnail', image, data, message: fault }))

  function post(next: AuditMessage): void {
    message = next
    page.post(next)
  }

  async function run(): Promise<void> {
    if (running) return
    const cancellation = new CancellationTokenSource()
    running = cancellation
    const workDoneToken = `taglore-audit-${Date.now()}-${root.path}`
    post({ kind: 'working', progress: { percentage: null, message: '' } })
    const progress = server.client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind !== 'end' && running === cancellation) post({ kind: 'working', progress: progressOf(value) })
    })
    try {
      const { overview, ...answer } = await server.request('taglore/audit', { uri: root.toString(), keep: true, workDoneToken }, cancellation.token)
      if (!overview) throw new Error('a report without overview')
      result = { ...answer, overview }
      at = new Date().toISOString()
      post(shown(result))
      void listProblems(result)
    } catch (error) {
      const cancelled = cancellation.token.isCancellationRequested
      if (cancelled) post(result ? shown(result) : { kind: 'cancelled' })
      else fail(error)
    } finally {
      progress.dispose()
      cancellation.dispose()
      running = undefined
    }
  }

  /** The Problems panel lists what the report found in captions, as long as the report is there. */
  async function listProblems({ root: kept }: Shown): Promise<void> {
    const found = await server.ask('taglore/auditCaptions', { root: kept, count: LISTED })
    if (found && result?.root === kept) diagnostics.show(Uri.parse(kept), found.rows)
  }

  function fail(error: unknown): void {
    log.error(`taglore/audit: ${String(error)}`)
    post({ kind: 'failed', message: error instanceof ResponseError ? error.message : l10n.t('The dataset could not be audited; the log tells why') })
  }

  function shown({ report, overview }: Shown): AuditMessage {
    return { kind: 'show', report, overview, at }
  }

  async function tellState(): Promise<void> {
    if (!result || running) return
    const state = await server.ask('taglore/auditState', { root: result.root })
    // the server was started again, and keeps no report
    if (state === null) return run()
    if (state) page.post({ kind: 'state', state })
  }

  /** Applies what is decided in the page, and looks again. */
  async function change(work: (kept: Shown) => Promise<boolean>): Promise<void> {
    if (!result) return
    const done = await work(result)
    const state = await server.ask('taglore/auditState', { root: result.root })
    if (done || (state && (state.changed > 0 || state.settings))) await run()
  }

  async function act(action: AuditAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        // the page was loaded again: first what it had, then what goes on
        if (result) page.post(shown(result))
        if (message.kind !== 'show') page.post(message)
        return tellState()
      case 'open-problem':
        return openProblem(fileRoot(), action.problem)
      case 'open-file':
        return openPlace(inRoot(fileRoot(), action.file))
      case 'open-image':
        return openPlace(Uri.parse(action.uri))
      case 'open-rule':
        return void (await commands.executeCommand('taglore.openRulePage', action.rule))
      case 'show-tag':
        return showTag(fileRoot(), action.tag)
      case 'export':
        return result && exportReport(server, result.root, root, action.format)
      case 'run-again':
        return run()
      case 'cancel':
        return running?.cancel()
      case 'thumbnails':
        return thumbnails.ask(action.images, SIDE)
      case 'rows':
      case 'tags':
      case 'buckets':
      case 'duplicates':
        return answer(action)
      default:
        return change((kept) => changeReported(server, fileRoot(), kept.root, action))
    }
  }

  async function answer(action: Extract<AuditAction, { kind: 'rows' | 'tags' | 'buckets' | 'duplicates' }>): Promise<void> {
    if (!result) return
    const asked = { root: result.root, ...action }
    switch (asked.kind) {
      case 'rows': {
        const found = await server.ask('taglore/auditRows', asked)
        return found ? page.post({ kind: 'rows', rule: asked.rule, from: asked.from, rows: found.rows }) : lost(found)
      }
      case 'tags': {
        const found = await server.ask('taglore/auditTags', asked)
        return found ? page.post({ kind: 'tags', search: asked.search, category: asked.category, from: asked.from, ...found }) : lost(found)
      }
      case 'buckets': {
        const buckets = await server.ask('taglore/auditBuckets', asked)
        return buckets ? page.post({ kind: 'buckets', buckets }) : lost(buckets)
      }
      case 'duplicates': {
        const found = await server.ask('taglore/auditDuplicates', asked)
        return found ? page.post({ kind: 'duplicates', from: asked.from, ...found }) : lost(found)
      }
    }
  }

  /** A server that was started again keeps no report: it is made anew. */
  async function lost(found: null | undefined): Promise<void> {
    if (found === null) await run()
  }

  function fileRoot(): Uri {
    return result ? Uri.parse(result.root) : root
  }

  return {
    act,
    run,
    /** Tells the page how old its report has become. */
    datasetsChanged(roots) {
      if (roots.length === 0 || (result && roots.includes(result.root))) void tellState()
    },
    stop: () => {
      running?.cancel()
      thumbnails.stop()
      diagnostics.dispose()
    },
  }
}

function progressOf(value: { readonly percentage?: number; readonly message?: string }): AuditProgress {
  return { percentage: value.percentage ?? null, message: value.message ?? '' }
}
