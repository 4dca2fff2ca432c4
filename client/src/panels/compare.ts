import { commands, l10n, Uri, window, type Disposable, type QuickPickItem } from 'vscode'
import type { CompareAction, ComparedImage, CompareMessage } from '../../../server/src/protocol/compare'
import { createImageSources } from '../image-sources'
import { fileUri } from '../new-captions'
import type { PanelParts } from './index'
import { registerOnePanel } from './one-panel'

export interface ComparePanel extends Disposable {
  /** Compares two images; asks for those that are not given. */
  open(chosen: readonly Uri[]): Promise<void>
}

/** The panel that shows two images: one. */
export function registerCompare(parts: PanelParts): ComparePanel {
  const { server } = parts
  const sources = createImageSources(server)
  let pair: readonly [Uri, Uri] | undefined
  let asked = 0

  const panel = registerOnePanel<CompareMessage, CompareAction>(parts, {
    name: 'compare',
    act,
    restored(subject) {
      if (!subject || subject.query === '') return undefined
      pair = [subject.with({ query: '' }), Uri.parse(subject.query)]
      return foldersOf(pair)
    },
  })

  async function show(): Promise<void> {
    if (!panel.page || !pair) return
    const question = ++asked
    const [first, second] = await Promise.all(pair.map((uri) => describe(uri)))
    const { page } = panel
    if (question !== asked || !page) return
    if (!first || !second) return page.post({ kind: 'failed', message: l10n.t('Choose two images of a dataset to compare') })
    // one address stands for both: the second goes along
    page.remember(Uri.parse(first.uri).with({ query: second.uri }))
    page.title = l10n.t('Compare: {0} and {1}', first.name, second.name)
    page.post({ kind: 'show', images: [first, second] })
  }

  async function describe(uri: Uri): Promise<ComparedImage | undefined> {
    const data = await server.ask('taglore/crop', { uri: uri.toString() })
    const { page } = panel
    if (!data || !page) return undefined
    const { name, size, bytes, caption, fault } = data
    page.allow(Uri.joinPath(Uri.parse(data.uri), '..'))
    const { images, faults } = await sources.of({ images: [{ uri: data.uri, fault }] }, page.addressOf)
    return { uri: data.uri, name, size, bytes, caption, address: images[data.uri] ?? null, fault: faults[data.uri] ?? null }
  }

  async function act(action: CompareAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        return show()
      case 'image-failed':
        await sources.replace(action.uri)
        return show()
      case 'open':
        return void (await commands.executeCommand('taglore.openPreview', Uri.parse(action.uri)))
    }
  }

  return {
    async open(chosen) {
      const [first, second] = chosen.map(fileUri)
      if (!first) return void window.showInformationMessage(l10n.t('Choose two images of a dataset to compare'))
      const other = second ?? (await pickOther(parts, first))
      if (!other) return
      pair = [first, other]
      if (panel.show(l10n.t('Compare Images'), foldersOf(pair))) await show()
    },
    dispose: () => panel.dispose(),
  }
}

function foldersOf(files: readonly Uri[]): readonly Uri[] {
  return files.map((uri) => Uri.joinPath(uri, '..'))
}

interface PictureItem extends QuickPickItem {
  readonly uri: string
}

/** Another image of the dataset: those of the same folder first. */
async function pickOther({ server }: PanelParts, first: Uri): Promise<Uri | undefined> {
  const [own, answer] = await Promise.all([server.ask('taglore/crop', { uri: first.toString() }), server.ask('taglore/pictures', { uri: first.toString() })])
  if (!own || !answer) return void window.showInformationMessage(l10n.t('Choose two images of a dataset to compare'))
  const folder = answer.pictures.find(({ uri }) => uri === own.uri)?.folder
  const others = answer.pictures.filter(({ uri }) => uri !== own.uri)
  const items = [...others.filter((picture) => picture.folder === folder), ...others.filter((picture) => picture.folder !== folder)].map((picture): PictureItem => ({ uri: picture.uri, label: picture.name, description: picture.folder, detail: `${picture.width}×${picture.height}` }))
  const picked = await window.showQuickPick(items, { placeHolder: l10n.t('Compare {0} with which image?', own.name), matchOnDescription: true })
  return picked && Uri.parse(picked.uri)
}
