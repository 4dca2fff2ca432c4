import { l10n, Uri, workspace, type Disposable, type WebviewPanel } from 'vscode'
import type { PlanAction, PlanMessage, PlanOptions } from '../../../server/src/protocol/plan'
import { findRoot, onlyRoot } from '../find-dataset'
import { pageColumn } from '../navigation'
import { inRoot, openPlace } from '../report-places'
import { convertMode, copyTrainingCommand, startTraining, writePlan } from '../training'
import type { PanelParts } from './index'
import { createPanel, framePanel, registerRestore, type Panel } from './panel'

/** Changes of files ask again after this many milliseconds of rest. */
const REST = 200

type Page = Panel<PlanMessage, PlanAction>

export interface PlanPanel extends Disposable {
  /** Plans the training of the dataset that a file or folder belongs to. */
  open(place: Uri | undefined): Promise<void>
  /** What is chosen in the panel of a dataset; nothing where none is open. */
  choicesOf(root: Uri): PlanOptions
}

/** The plan panel: one for each dataset. */
export function registerPlan(parts: PanelParts): PlanPanel {
  const open = new Map<string, PlanSession>()

  function start(root: Uri, page: Page): void {
    const key = root.toString()
    const session = createSession(parts, root, page)
    open.set(key, session)
    page.remember(root)
    page.onDispose = () => {
      session.stop()
      open.delete(key)
    }
  }

  async function restorePanel(webview: WebviewPanel, subject: Uri | undefined): Promise<void> {
    const root = subject ?? (await onlyRoot(parts.server))
    if (root) start(root, framePanel(parts.context, 'plan', webview, []))
    else webview.dispose()
  }

  const refreshAll = (): void => {
    for (const session of open.values()) session.refresh()
  }
  const subscriptions = [
    registerRestore('plan', (webview, subject) => void restorePanel(webview, subject)),
    parts.server.onDidChangeDatasets(refreshAll),
    parts.server.onDidChangeState((state) => state === 'running' && refreshAll()),
    workspace.onDidGrantWorkspaceTrust(refreshAll),
  ]
  return {
    async open(place) {
      const root = await findRoot(parts.server, place)
      if (!root) return
      const present = open.get(root.toString())
      if (present) return present.page.reveal()
      const title = l10n.t('Training plan: {0}', root.path.split('/').at(-1) ?? '')
      start(root, createPanel(parts.context, 'plan', title, { column: pageColumn(), preserveFocus: false }, []))
    },
    choicesOf: (root) => open.get(root.toString())?.options ?? {},
    dispose: () => {
      for (const part of subscriptions) part.dispose()
      for (const session of open.values()) session.page.dispose()
    },
  }
}

interface PlanSession {
  readonly page: Page
  readonly options: PlanOptions
  refresh(): void
  stop(): void
}

function createSession({ server, log }: PanelParts, root: Uri, page: Page): PlanSession {
  const uri = root.toString()
  const name = root.path.split('/').at(-1) ?? ''
  let options: PlanOptions = {}
  let asking = false
  let asked = 0
  let shown = 0
  let timer: NodeJS.Timeout | undefined

  /** One question at a time, the last one always: a slider moves faster than a dataset of thousands is planned the first time. */
  async function show(): Promise<void> {
    asked++
    if (asking) return
    asking = true
    try {
      while (shown < asked) {
        const question = asked
        const { plan, choices } = await server.request('taglore/plan', { uri, options })
        shown = question
        page.post({ kind: 'show', name, plan, choices })
      }
    } catch (error) {
      shown = asked
      log.error(`taglore/plan: ${String(error)}`)
      page.post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    } finally {
      asking = false
    }
  }

  async function showWriters(): Promise<void> {
    const answer = await server.ask('taglore/planWriters', { uri, options })
    if (answer) page.post({ kind: 'writers', writers: answer.writers, trusted: workspace.isTrusted })
  }

  async function showAll(): Promise<void> {
    await show()
    await showWriters()
  }

  async function act(action: PlanAction): Promise<void> {
    if ('options' in action) ({ options } = action)
    switch (action.kind) {
      case 'ready':
        page.post({ kind: 'waiting' })
        return showAll()
      case 'plan':
        return show()
      case 'write':
        if (await writePlan(server, root, options, action.wishes)) await showAll()
        return
      case 'copy-command':
        return copyTrainingCommand(server, root, options, action.wishes)
      case 'start':
        return startTraining(server, root, options, action.wishes)
      case 'convert':
        if (await convertMode(server, root)) await showAll()
        return
      case 'open-file':
        return openPlace(inRoot(root, action.file))
      case 'open-uri':
        return openPlace(Uri.parse(action.uri))
    }
  }

  page.handle = (action) => void act(action).catch((error: unknown) => log.error(`plan: ${action.kind}: ${String(error)}`))
  return {
    page,
    get options() {
      return options
    },
    refresh() {
      clearTimeout(timer)
      timer = setTimeout(() => void showAll(), REST)
    },
    stop: () => clearTimeout(timer),
  }
}
