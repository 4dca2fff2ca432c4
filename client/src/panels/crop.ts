import { l10n, Uri, window, type Disposable, type WebviewPanel } from 'vscode'
import type { CropAction, CropData, CropMessage } from '../../../server/src/protocol/crop'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import { createImageSources } from '../image-sources'
import { pageColumn } from '../navigation'
import { fileUri } from '../new-captions'
import type { PanelParts } from './index'
import { createPanel, framePanel, registerRestore, type Panel } from './panel'

/** Changes of files ask again after this many milliseconds of rest. */
const REST = 250

type Page = Panel<CropMessage, CropAction>

export interface CropPanel extends Disposable {
  /** Shows the image, or that of a caption, to be cropped. */
  open(file: Uri | undefined): Promise<void>
}

/** The crop panel: one, for one image after the other. */
export function registerCrop(parts: PanelParts): CropPanel {
  const { context, server, log } = parts
  const images = createImageSources(server)
  let page: Page | undefined
  let file: Uri | undefined
  let data: CropData | undefined
  let asked = 0
  let timer: NodeJS.Timeout | undefined

  function attach(created: Page): void {
    page = created
    created.handle = (action) => void act(action).catch((error: unknown) => log.error(`crop: ${action.kind}: ${String(error)}`))
    created.onDispose = () => {
      page = undefined
      data = undefined
      clearTimeout(timer)
    }
  }

  async function show(): Promise<void> {
    if (!page || !file) return
    const question = ++asked
    if (data) page.post({ kind: 'waiting' })
    const answer = await server.ask('taglore/crop', { uri: fileUri(file).toString() })
    if (question !== asked || !page) return
    if (!answer) return page.post({ kind: 'failed', message: answer === null ? l10n.t('Choose an image of a dataset to crop') : l10n.t('Taglore does not answer; "Taglore: Restart Server" starts it again') })
    const image = Uri.parse(answer.uri)
    file = image
    page.remember(image)
    page.allow(Uri.joinPath(image, '..'))
    const { images: addresses, faults } = await images.of({ images: [answer] }, page.addressOf)
    if (question !== asked) return
    data = answer
    page.title = l10n.t('Crop: {0}', answer.name)
    const address = addresses[answer.uri] ?? null
    page.post({ kind: 'show', data: answer, picture: { address, fault: faults[answer.uri] ?? null, stored: address?.startsWith('data:') ?? false } })
  }

  async function act(action: CropAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        return show()
      case 'image-failed':
        if (!data) return
        await images.replace(data.uri)
        return show()
      case 'go': {
        const to = data?.place?.[action.to]
        if (!to) return
        file = Uri.parse(to)
        return show()
      }
      case 'apply': {
        const title = l10n.t('Crop: {0}', data?.name ?? '')
        const planned = await longRequest(server, title, 'taglore/planCrop', { images: [action.image], original: action.original })
        // what is written was shown in the page
        if (!planned || (await applyDatasetChange(server, planned, { preview: 'none' })) !== 'applied') return
        images.forget()
        page?.post({ kind: 'done' })
        return show()
      }
    }
  }

  const subscriptions = [
    registerRestore('crop', (webview: WebviewPanel, subject) => {
      file = subject
      attach(framePanel(context, 'crop', webview, subject ? [Uri.joinPath(subject, '..')] : []))
    }),
    server.onDidChangeDatasets(() => {
      clearTimeout(timer)
      timer = setTimeout(() => void show(), REST)
    }),
  ]
  return {
    async open(wanted) {
      if (!wanted) return void window.showInformationMessage(l10n.t('Choose an image of a dataset to crop'))
      file = fileUri(wanted)
      if (page) {
        page.reveal()
        return show()
      }
      attach(createPanel(context, 'crop', l10n.t('Crop'), { column: pageColumn(), preserveFocus: false }, [Uri.joinPath(file, '..')]))
    },
    dispose: () => {
      for (const part of subscriptions) part.dispose()
      page?.dispose()
    },
  }
}
