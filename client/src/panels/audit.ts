import { CancellationTokenSource, commands, Disposable, FileType, l10n, Range, TabInputWebview, Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode'
import { ResponseError, WorkDoneProgress } from 'vscode-languageclient'
import type { AuditAction, AuditMessage, AuditProgress, AuditResult } from '../../../server/src/protocol/audit'
import type { LanguageServer } from '../language-server'
import { captionColumn, select } from '../navigation'
import { captionSuffixes } from '../settings'
import { fileUri, openUri } from '../new-captions'
import { toRange } from '../tag-commands'
import type { PanelParts } from './index'
import { createPanel, framePanel, registerRestore, type Panel } from './panel'

type Page = Panel<AuditMessage, AuditAction>
type Problem = AuditResult['report']['problems'][number]

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
    const root = subject ?? (await onlyRoot(parts))
    if (root) await start(root, framePanel(parts.context, 'audit', webview, [])).run()
    else webview.dispose()
  }

  const restore = registerRestore('audit', (webview, subject) => void restorePanel(webview, subject))
  return {
    async open(place) {
      const root = await findRoot(parts, place)
      if (!root) return
      const present = open.get(root.toString())
      present?.page.reveal()
      const title = l10n.t('Audit: {0}', root.path.split('/').at(-1) ?? '')
      await (present ?? start(root, createPanel(parts.context, 'audit', title, { column: textColumn(), preserveFocus: false }, []))).run()
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

/** The dataset that a file is part of, or that begins in a folder; the user chooses where there are several. */
async function findRoot({ server }: PanelParts, given: Uri | undefined): Promise<Uri | undefined> {
  const place = given ?? (await pickFolder())
  if (!place) return undefined
  const file = fileUri(place)
  if (!(await isFolder(file))) {
    const status = await server.ask('taglore/status', { uri: file.toString() })
    return status?.root ? Uri.parse(status.root) : rootIn(server, workspace.getWorkspaceFolder(file)?.uri ?? Uri.joinPath(file, '..'))
  }
  return rootIn(server, file)
}

/** The workspace's dataset, where it has exactly one. */
async function onlyRoot({ server }: PanelParts): Promise<Uri | undefined> {
  const [folder, second] = workspace.workspaceFolders ?? []
  const { roots } = (folder && !second && (await server.ask('taglore/datasets', { uri: folder.uri.toString() }))) || { roots: [] }
  const [root, other] = roots
  return root === undefined || other !== undefined ? undefined : Uri.parse(root)
}

async function rootIn(server: LanguageServer, folder: Uri): Promise<Uri | undefined> {
  const { roots } = (await server.ask('taglore/datasets', { uri: folder.toString() })) ?? { roots: [] }
  return roots.length > 1 ? pickRoot(roots.map((root) => Uri.parse(root))) : roots[0] === undefined ? folder : Uri.parse(roots[0])
}

async function pickRoot(roots: readonly Uri[]): Promise<Uri | undefined> {
  const items = roots.map((root) => ({ label: root.path.split('/').at(-1) ?? '', description: workspace.asRelativePath(root, false), root }))
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which dataset is to be audited?') }))?.root
}

async function pickFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? []
  if (folders.length === 0) void window.showInformationMessage(l10n.t('Open a folder with images and captions first'))
  if (folders.length <= 1) return folders[0]?.uri
  return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Which dataset is to be audited?') }))?.uri
}

/** The report takes the place of the text, never that of another panel. */
function textColumn(): ViewColumn {
  const { activeTab, viewColumn } = window.tabGroups.activeTabGroup
  return activeTab?.input instanceof TabInputWebview ? captionColumn() : viewColumn
}

async function typeOf(place: Uri): Promise<FileType | undefined> {
  return workspace.fs.stat(place).then(
    (stat) => stat.type,
    () => undefined,
  )
}

function inRoot(root: Uri, file: string): Uri {
  return file === '.' ? root : Uri.joinPath(root, file)
}

/** A problem's place: a line of a caption, an image, a folder, or the dataset as a whole. */
async function openProblem(root: Uri, { file, range, related }: Problem): Promise<void> {
  const place = inRoot(root, file)
  if (await isFolder(place)) return openFolder(root, place, (related ?? []).map((path) => inRoot(root, path)))
  await openPlace(place, toRange(range))
}

/** Shown in the explorer; so is, as text, where the problem stands in the editor: the dataset's settings, or the first caption. */
async function openFolder(root: Uri, folder: Uri, related: readonly Uri[]): Promise<void> {
  const settings = Uri.joinPath(root, 'taglore.json')
  const isDataset = folder.toString() === root.toString()
  if (isDataset && (await typeOf(settings)) !== undefined) await openPlace(settings)
  else {
    // what lies in the dataset's own folder, a readme perhaps, is none of its captions
    const first = await firstCaptionOf(isDataset ? related : [folder, ...related])
    if (first) await openPlace(first)
  }
  await commands.executeCommand('revealInExplorer', folder)
}

async function firstCaptionOf(places: readonly Uri[]): Promise<Uri | undefined> {
  for (const place of places) {
    const first = await firstCaption(place)
    if (first) return first
  }
  return undefined
}

/** The first caption of a folder by name; of a file, itself. */
async function firstCaption(place: Uri): Promise<Uri | undefined> {
  if (!(await isFolder(place))) return place
  const suffixes = captionSuffixes(place)
  const names = (await workspace.fs.readDirectory(place)).map(([name]) => name).filter((name) => suffixes.some((suffix) => name.toLowerCase().endsWith(suffix.toLowerCase())))
  const [first] = names.sort()
  return first === undefined ? undefined : Uri.joinPath(place, first)
}

async function isFolder(place: Uri): Promise<boolean> {
  const type = await typeOf(place)
  return type !== undefined && (type & FileType.Directory) !== 0
}

async function openPlace(file: Uri, range?: Range): Promise<void> {
  const viewColumn = besidePanel()
  if (/\.(png|jpe?g|webp|bmp|avif|jxl|gif|tiff?)$/i.test(file.path)) return void (await commands.executeCommand('vscode.open', file, viewColumn))
  const editor = await window.showTextDocument(await workspace.openTextDocument(openUri(file)), { preview: true, viewColumn })
  if (range) select(editor, range)
}

/**
 * Where a row leads: beside the report, so that the next row is one click away. Where the place beside it is another panel's
 * (the preview, that is to follow), in a tab next to the report.
 */
function besidePanel(): ViewColumn {
  const { activeTabGroup, all } = window.tabGroups
  if (!(activeTabGroup.activeTab?.input instanceof TabInputWebview)) return activeTabGroup.viewColumn
  const others = all.filter((group) => group !== activeTabGroup)
  if (others.length === 0) return ViewColumn.Beside
  return others.find((group) => !(group.activeTab?.input instanceof TabInputWebview))?.viewColumn ?? activeTabGroup.viewColumn
}

/** Every caption with this tag, in VS Code's own search. */
async function showTag(root: Uri, tag: string): Promise<void> {
  const words = tag.split(/[\s_]+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\\\?\\$&'))
  await commands.executeCommand('workbench.action.findInFiles', {
    query: `(^|[,(\\[{|])\\s*${words.join('[ _]+')}\\s*($|[,)\\]}|:])`,
    isRegex: true,
    triggerSearch: true,
    filesToInclude: searchScope(root),
  })
}

/** The folder as the search wants it: relative to the workspace, with the workspace folder's name only where there are several. */
function searchScope(root: Uri): string {
  const folder = workspace.getWorkspaceFolder(root)
  if (!folder) return root.fsPath
  const several = (workspace.workspaceFolders?.length ?? 0) > 1
  const isWhole = folder.uri.toString() === root.toString()
  return isWhole && !several ? '' : `./${isWhole ? folder.name : workspace.asRelativePath(root, several)}`
}
