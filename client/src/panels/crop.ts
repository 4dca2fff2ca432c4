import { Disposable, l10n, Uri, window } from 'vscode'
import type { CropAction, CropData, CropMessage } from '../../../server/src/protocol/crop'
import { atRest } from '../at-rest'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import { createImageSources } from '../image-sources'
import { fileUri } from '../new-captions'
import type { PanelParts } from './index'
import { registerOnePanel } from './one-panel'

/** Changes of files ask again after this many milliseconds of rest. */
const REST = 250

export interface CropPanel extends Disposable {
  /** Shows the image, or that of a caption, to be cropped. */
  open(file: Uri | undefined): Promise<void>
}

/** The crop panel: one, for one image after the other. */
export function registerCrop(parts: PanelParts): CropPanel {
  const { server } = parts
  const images = createImageSources(server)
  let file: Uri | undefined
  let data: CropData | undefined
  let asked = 0

  const refresh = atRest(REST, () => panel.page?.visible && void show())
  const panel = registerOnePanel<CropMessage, CropAction>(parts, {
    name: 'crop',
    act,
    closed() {
      data = undefined
      refresh.stop()
    },
    restored(subject) {
      file = subject
      return subject ? [Uri.joinPath(subject, '..')] : []
    },
  })

  async function show(): Promise<void> {
    if (!panel.page || !file) return
    const question = ++asked
    if (data) panel.page.post({ kind: 'waiting' })
    const answer = await server.ask('taglore/crop', { uri: fileUri(file).toString() })
    const { page } = panel
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
        panel.page?.post({ kind: 'done' })
        return show()
      }
    }
  }

  const subscription = server.onDidChangeDatasets(refresh.soon)
  return {
    async open(wanted) {
      if (!wanted) return void window.showInformationMessage(l10n.t('Choose an image of a dataset to crop'))
      file = fileUri(wanted)
      if (panel.show(l10n.t('Crop'), [Uri.joinPath(file, '..')])) await show()
    },
    dispose: () => Disposable.from(subscription, panel).dispose(),
  }
}
