import { l10n, Uri, workspace, type Disposable } from 'vscode'
import type { PlanAction, PlanMessage, PlanOptions } from '../../../server/src/protocol/plan'
import { atRest } from '../at-rest'
import { checkTrainingFiles } from '../check-training'
import { findRoot, onlyRoot } from '../find-dataset'
import { nameOf } from '../names'
import { oneAtATime } from '../one-at-a-time'
import { inRoot, openPlace } from '../report-places'
import { convertMode, copyTrainingCommand, startTraining, writePlan } from '../training'
import type { PanelParts } from './index'
import type { Panel } from './panel'
import { registerPanelsBySubject, type Session } from './panels-by-subject'

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
  const panels = registerPanelsBySubject<PlanMessage, PlanAction, PlanSession>(parts, { name: 'plan', create: (root, page) => createSession(parts, root, page), forgotten: () => onlyRoot(parts.server) })
  return {
    async open(place) {
      const root = await findRoot(parts.server, place)
      if (root) panels.show(root, l10n.t('Training plan: {0}', nameOf(root)))
    },
    choicesOf: (root) => panels.of(root)?.options ?? {},
    dispose: () => panels.dispose(),
  }
}

interface PlanSession extends Session<PlanAction> {
  readonly options: PlanOptions
}

function createSession({ server, log }: PanelParts, root: Uri, page: Page): PlanSession {
  const uri = root.toString()
  const name = nameOf(root)
  let options: PlanOptions = {}

  /** A slider moves faster than a dataset of thousands is planned the first time. */
  const show = oneAtATime(async () => {
    try {
      const { plan, choices } = await server.request('taglore/plan', { uri, options })
      page.post({ kind: 'show', name, plan, choices })
    } catch (error) {
      log.error(`taglore/plan: ${String(error)}`)
      page.post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  })

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
      case 'check':
        return checkTrainingFiles(server, log, root, options)
      case 'convert':
        if (await convertMode(server, root)) await showAll()
        return
      case 'open-file':
        return openPlace(inRoot(root, action.file))
      case 'open-uri':
        return openPlace(Uri.parse(action.uri))
    }
  }

  const refresh = atRest(REST, () => page.visible && void showAll())
  const trust = workspace.onDidGrantWorkspaceTrust(refresh.soon)

  return {
    act,
    get options() {
      return options
    },
    datasetsChanged: refresh.soon,
    serverStarted: refresh.soon,
    stop() {
      trust.dispose()
      refresh.stop()
    },
  }
}
