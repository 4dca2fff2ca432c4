import { CancellationTokenSource, commands, l10n, Uri, window, workspace, type Disposable, type WebviewPanel } from 'vscode'
import { ResponseError, WorkDoneProgress } from 'vscode-languageclient'
import type { AuditAction, AuditMessage, AuditProgress, AuditResult } from '../../../server/src/protocol/audit'
import { findRoot, onlyRoot } from '../find-dataset'
import { pageColumn } from '../navigation'
import { inRoot, openPlace, openProblem, showTag } from '../report-places'
import type { PanelParts } from './index'
import { createPanel, framePanel, registerRestore, type Panel } from './panel'

type Page = Panel<AuditMessage, AuditAction>

export interface AuditPanel extends Disposable {
  /** Audits the dataset that a file or folder belongs to. */
  open(place: Uri | undefined): Promise<void>
}

/** The audit panel: one for each dataset. */
export function registerAudit(parts: PanelParts): AuditPanel {
  const open = new Map<string, AuditSession>()

  function start(root: Uri, page: Page): AuditSession {
    const key = root.toString()
    const session = createSession(parts, root, page)
    open.set(key, session)
    page.remember(root)
    page.onDispose = () => {
      session.cancel()
      open.delete(key)
    }
    return session
  }

  async function restorePanel(webview: WebviewPanel, subject: Uri | undefined): Promise<void> {
    // a window that was closed in a hurry may not have kept what the panel showed
    const root = subject ?? (await onlyRoot(parts.server))
    if (root) await start(root, framePanel(parts.context, 'audit', webview, [])).run()
    else webview.dispose()
  }

  const restore = registerRestore('audit', (webview, subject) => void restorePanel(webview, subject))
  return {
    async open(place) {
      const root = await findRoot(parts.server, place)
      if (!root) return
      const present = open.get(root.toString())
      present?.page.reveal()
      const title = l10n.t('Audit: {0}', root.path.split('/').at(-1) ?? '')
      await (present ?? start(root, createPanel(parts.context, 'audit', title, { column: pageColumn(), preserveFocus: false }, []))).run()
    },
    dispose: () => {
      restore.dispose()
      for (const session of open.values()) session.page.dispose()
    },
  }
}

interface AuditSession {
  readonly page: Page
  run(): Promise<void>
  cancel(): void
}

function createSession({ server, log }: PanelParts, root: Uri, page: Page): AuditSession {
  let result: AuditResult | undefined
  let at = ''
  let message: AuditMessage = { kind: 'working', progress: { percentage: null, message: '' } }
  let running: CancellationTokenSource | undefined

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
      result = await server.request('taglore/audit', { uri: root.toString(), workDoneToken }, cancellation.token)
      at = new Date().toISOString()
      post(shown(result))
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

  function fail(error: unknown): void {
    log.error(`taglore/audit: ${String(error)}`)
    post({ kind: 'failed', message: error instanceof ResponseError ? error.message : l10n.t('The dataset could not be audited; the log tells why') })
  }

  function shown({ report }: AuditResult): AuditMessage {
    return { kind: 'show', report, at }
  }

  async function act(action: AuditAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        // the page was loaded again: first what it had, then what goes on
        if (result) page.post(shown(result))
        return message.kind === 'show' ? undefined : page.post(message)
      case 'open-problem': {
        const problem = result?.report.problems[action.index]
        return problem && openProblem(fileRoot(), problem)
      }
      case 'open-file':
        return openPlace(inRoot(fileRoot(), action.file))
      case 'open-rule':
        return void (await commands.executeCommand('taglore.openRulePage', action.rule))
      case 'show-tag':
        return showTag(fileRoot(), action.tag)
      case 'export':
        return exportReport(action.format)
      case 'run-again':
        return run()
      case 'cancel':
        return running?.cancel()
    }
  }

  function fileRoot(): Uri {
    return result ? Uri.parse(result.root) : root
  }

  async function exportReport(format: 'markdown' | 'json'): Promise<void> {
    if (!result) return
    const text = await server.ask('taglore/renderReport', { report: result.report, format })
    if (text === undefined) return
    const suffix = format === 'json' ? 'json' : 'md'
    const name = root.path.split('/').at(-1) ?? 'dataset'
    const filters: Record<string, string[]> = format === 'json' ? { JSON: ['json'] } : { Markdown: ['md'] }
    // beside the dataset, never in it: trainers read what lies there
    const target = await window.showSaveDialog({ defaultUri: Uri.joinPath(root, '..', `${name}-audit.${suffix}`), filters })
    if (!target) return
    await workspace.fs.writeFile(target, new TextEncoder().encode(text))
    await window.showTextDocument(target, { preview: true })
  }

  page.handle = (action) => void Promise.resolve(act(action)).catch((error: unknown) => log.error(`audit: ${action.kind}: ${String(error)}`))
  return { page, run, cancel: () => running?.cancel() }
}

function progressOf(value: { readonly percentage?: number; readonly message?: string }): AuditProgress {
  return { percentage: value.percentage ?? null, message: value.message ?? '' }
}
