import { l10n, window, type QuickPickItem, type Uri } from 'vscode'
import type { TagWish } from '../../server/src/protocol/captions'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'
import { showInput } from './steps'

interface TagItem extends QuickPickItem {
  readonly tag: string
}

/** Asks which tags of the image before this one its caption gets, too; `edit` adds them as one step. */
export async function tagsFromPrevious(server: LanguageServer, file: Uri, edit: (wish: TagWish) => Promise<void>): Promise<void> {
  const uri = fileUri(file).toString()
  const here = await server.ask('taglore/preview', { uri })
  if (!here) return
  const previous = here.previous && (await server.ask('taglore/preview', { uri: here.previous.caption }))
  if (!previous) return void window.showInformationMessage(l10n.t('This is the first image: there is none before it'))
  // sentences are about one picture
  const tags = previous.chips.filter(({ prose, ignored }) => !prose && !ignored)
  const name = previous.images[0]?.name ?? ''
  const present = new Set(here.chips.map(({ key }) => key))
  const missing = tags.filter(({ key }, at) => !present.has(key) && tags.findIndex((tag) => tag.key === key) === at)
  if (missing.length === 0) return void window.showInformationMessage(l10n.t('All tags of {0} are here already', name))
  const input = window.createQuickPick<TagItem>()
  input.canSelectMany = true
  input.matchOnDescription = true
  input.items = missing.map(({ text, translation, captions }) => ({ tag: text, label: text, description: [...(translation === null ? [] : [translation]), String(captions)].join(' · ') }))
  const picked = await showInput<readonly TagItem[]>(input, { title: l10n.t('Tags From Previous Image: {0}', name), placeholder: l10n.t('Which tags does this image have, too?') }, (accept) => accept(input.selectedItems))
  if (picked && picked !== 'back' && picked.length > 0) await edit({ kind: 'add', texts: picked.map(({ tag }) => tag) })
}
