import { commands, l10n, Uri, window, workspace, type Disposable, type WebviewPanel } from 'vscode'
import type { PlannedChange } from '../../../server/src/protocol/changes'
import type { PrepareAction, PrepareMessage, PrepareTask } from '../../../server/src/protocol/prepare'
import { createThumbnailQueue } from '../audit/thumbnail-queue'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import { findRoot } from '../find-dataset'
import { pageColumn } from '../navigation'
import { fileUri } from '../new-captions'
import type { PanelParts } from './index'
import { createPanel, framePanel, registerRestore, type Panel } from './panel'

/** Changes of files ask again after this many milliseconds of rest. */
const REST = 400

type Page = Panel<PrepareMessage, PrepareAction>

export interface PreparePanel extends Disposable {
  /** Shows the images of a dataset, or those of the files and folders that were chosen. */
  open(task: PrepareTask, place: Uri | undefined, chosen: readonly Uri[]): Promise<void>
}

/** The panel that prepares many images: one. */
export function registerPrepare(parts: PanelParts): PreparePanel {
  const { context, server, log } = parts
  let page: Page | undefined
  let place: Uri | undefined
  let within: readonly Uri[] = []
  let wanted: PrepareTask | null = null
  let shown = ''
  let asked = 0
  /** The options that samples are made for. */
  let sampled = ''
  let timer: NodeJS.Timeout | undefined
  const thumbnails = createThumbnailQueue(server, ({ image, data, message }) => page?.post({ kind: 'thumbnail', thumbnail: { image, data, message } }))

  function attach(created: Page): void {
    page = created
    created.handle = (action) => void act(action).catch((error: unknown) => log.error(`prepare: ${action.kind}: ${String(error)}`))
    created.onDispose = () => {
      page = undefined
      shown = ''
      thumbnails.stop()
      clearTimeout(timer)
    }
  }

  async function show(): Promise<void> {
    if (!page || !place) return
    const question = ++asked
    if (shown !== '') page.post({ kind: 'waiting' })
    const answer = await server.ask('taglore/pictures', { uri: place.toString(), ...(within.length > 0 && { within: within.map(String) }) })
    if (question !== asked || !page) return
    if (!answer) return page.post({ kind: 'failed', message: l10n.t('Taglore does not answer; "Taglore: Restart Server" starts it again') })
    if (answer.root === null) return page.post({ kind: 'failed', message: l10n.t('There is no dataset here') })
    page.remember(place)
    shown = answer.root
    const upscaler = workspace.getConfiguration('taglore').get<string | null>('tools.upscale', null)
    page.post({ kind: 'show', pictures: answer.pictures, scope: scopeOf(Uri.parse(answer.root)), task: wanted, upscaler, trusted: workspace.isTrusted })
    wanted = null
  }

  function scopeOf(root: Uri): string {
    const [first, second] = within
    const nameOf = (uri: Uri): string => uri.path.split('/').at(-1) ?? ''
    if (!first) return nameOf(root)
    return second ? l10n.t('{0} and {1} more', nameOf(first), within.length - 1) : nameOf(first)
  }

  async function carryOut(change: PlannedChange | null | undefined, preview: 'list' | 'none'): Promise<void> {
    if (!change || (await applyDatasetChange(server, change, { preview })) !== 'applied') return
    page?.post({ kind: 'done' })
    await show()
  }

  async function act(action: PrepareAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        return show()
      case 'thumbnails':
        return thumbnails.ask(action.images)
      case 'samples': {
        sampled = action.key
        for (const uri of action.uris) {
          if (sampled !== action.key) return
          const result = await server.ask('taglore/prepareSample', { uri, options: action.options })
          if (result) page?.post({ kind: 'sample', uri, key: action.key, result })
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

  const subscriptions = [
    registerRestore('prepare', (webview: WebviewPanel, subject) => {
      place = subject
      attach(framePanel(context, 'prepare', webview, []))
    }),
    server.onDidChangeDatasets(() => {
      clearTimeout(timer)
      timer = setTimeout(() => void show(), REST)
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('taglore.tools.upscale')) void show()
    }),
  ]
  return {
    async open(task, given, chosen) {
      const start = chosen[0] ?? given ?? (await findRoot(server, undefined))
      if (!start) return
      place = fileUri(start)
      within = chosen.map(fileUri)
      wanted = task
      if (page) {
        page.reveal()
        return show()
      }
      attach(createPanel(context, 'prepare', l10n.t('Prepare Images'), { column: pageColumn(), preserveFocus: false }, []))
    },
    dispose: () => {
      for (const part of subscriptions) part.dispose()
      page?.dispose()
    },
  }
}

