import { commands, Disposable, l10n, Uri, window, workspace } from 'vscode'
import type { PlannedChange } from '../../../server/src/protocol/changes'
import type { PrepareAction, PrepareMessage, PrepareTask } from '../../../server/src/protocol/prepare'
import { atRest } from '../at-rest'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import { findRoot } from '../find-dataset'
import { nameOf } from '../names'
import { fileUri } from '../new-captions'
import { createThumbnailQueue } from '../thumbnail-queue'
import type { PanelParts } from './index'
import { registerOnePanel } from './one-panel'

/** Changes of files ask again after this many milliseconds of rest. */
const REST = 400
/** Pixels of a thumbnail's longest side; sharp on screens of double density. */
const SIDE = 320

export interface PreparePanel extends Disposable {
  /** Shows the images of a dataset, or those of the files and folders that were chosen. */
  open(task: PrepareTask, place: Uri | undefined, chosen: readonly Uri[]): Promise<void>
}

/** The panel that prepares many images: one. */
export function registerPrepare(parts: PanelParts): PreparePanel {
  const { server } = parts
  let place: Uri | undefined
  let within: readonly Uri[] = []
  let wanted: PrepareTask | null = null
  let shown = ''
  let asked = 0
  /** The options that samples are made for. */
  let sampled = ''
  const thumbnails = createThumbnailQueue(server, ({ image, data, message }) => panel.page?.post({ kind: 'thumbnail', thumbnail: { image, data, message } }))

  const refresh = atRest(REST, () => panel.page?.visible && void show())
  const panel = registerOnePanel<PrepareMessage, PrepareAction>(parts, {
    name: 'prepare',
    act,
    closed() {
      shown = ''
      thumbnails.stop()
      refresh.stop()
    },
    restored(subject) {
      place = subject
      return []
    },
  })

  async function show(): Promise<void> {
    if (!panel.page || !place) return
    const question = ++asked
    if (shown !== '') panel.page.post({ kind: 'waiting' })
    const answer = await server.ask('taglore/pictures', { uri: place.toString(), ...(within.length > 0 && { within: within.map(String) }) })
    const { page } = panel
    if (question !== asked || !page) return
    if (!answer) return page.post({ kind: 'failed', message: l10n.t('Taglore does not answer; "Taglore: Restart Server" starts it again') })
    if (answer.root === null) return page.post({ kind: 'failed', message: l10n.t('There is no dataset here') })
    page.remember(place)
    shown = answer.root
    const upscaler = workspace.getConfiguration('taglore').get<string | null>('tools.upscale', null)
    page.post({ kind: 'show', pictures: answer.pictures, scope: scopeOf(Uri.parse(answer.root)), task: wanted, upscaler, trusted: workspace.isTrusted })
    // a page that is still loading asks again, and may not have heard this
    if (page.visible) wanted = null
  }

  function scopeOf(root: Uri): string {
    const [first, second] = within
    if (!first) return nameOf(root)
    return second ? l10n.t('{0} and {1} more', nameOf(first), within.length - 1) : nameOf(first)
  }

  async function carryOut(change: PlannedChange | null | undefined, preview: 'list' | 'none'): Promise<void> {
    if (!change || (await applyDatasetChange(server, change, { preview })) !== 'applied') return
    panel.page?.post({ kind: 'done' })
    await show()
  }

  async function act(action: PrepareAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        return show()
      case 'thumbnails':
        return thumbnails.ask(action.images, SIDE)
      case 'samples': {
        sampled = action.key
        for (const uri of action.uris) {
          if (sampled !== action.key) return
          const result = await server.ask('taglore/prepareSample', { uri, options: action.options })
          if (result) panel.page?.post({ kind: 'sample', uri, key: action.key, result })
        }
        return
      }
      case 'crop':
        // what each picture becomes was shown in the page
        return carryOut(await longRequest(server, l10n.t('Crop to Buckets'), 'taglore/planCrop', { images: action.images, original: 'exclude' }), 'none')
      case 'convert':
        return carryOut(await longRequest(server, l10n.t('Prepare Images'), 'taglore/planPrepare', { uris: action.uris, options: action.options }), 'none')
      case 'upscale': {
        const answer = await longRequest(server, l10n.t('Upscale images'), 'taglore/upscale', { uris: action.uris })
        if (answer?.fault) return void window.showWarningMessage(answer.fault)
        return carryOut(answer?.change, 'list')
      }
      case 'open':
        return void (await commands.executeCommand('taglore.cropImage', Uri.parse(action.uri)))
      case 'settings':
        return void (await commands.executeCommand('workbench.action.openSettings', 'taglore.tools.upscale'))
    }
  }

  const subscriptions = Disposable.from(
    panel,
    server.onDidChangeDatasets(refresh.soon),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('taglore.tools.upscale')) void show()
    }),
  )
  return {
    async open(task, given, chosen) {
      const start = chosen[0] ?? given ?? (await findRoot(server, undefined))
      if (!start) return
      place = fileUri(start)
      within = chosen.map(fileUri)
      wanted = task
      if (panel.show(l10n.t('Prepare Images'), [])) await show()
    },
    dispose: () => subscriptions.dispose(),
  }
}

