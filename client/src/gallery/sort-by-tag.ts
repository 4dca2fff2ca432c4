import { l10n, Uri } from 'vscode'
import { captionEditor } from '../caption-edits'
import type { Explorer } from '../explorer'
import type { TreeNode } from '../explorer/nodes'
import type { LanguageServer } from '../language-server'
import { nameOf } from '../names'
import { fileUri } from '../new-captions'
import type { Panels } from '../panels'
import type { SorterPart, SorterPlace } from '../panels/sorter'
import type { ChosenTags } from '../refactoring/world'
import { imageUri } from './image-places'

/** Opens the sorter: for a tag that was clicked, or one that is asked for, and the images that are selected or left by a filter. */
export async function sortByTag({ server, panels, explorer }: { readonly server: LanguageServer; readonly panels: Panels; readonly explorer: Explorer }, clicked: unknown, chosen: readonly Uri[], rows: readonly TreeNode[]): Promise<void> {
  await panels.sorter.open(await placeOf(server, panels, explorer.chosenTags(rows), clicked, chosen))
}

async function placeOf(server: LanguageServer, { gallery, preview, sorter }: Panels, tags: ChosenTags | undefined, clicked: unknown, chosen: readonly Uri[]): Promise<SorterPlace> {
  const shown = preview.file ?? sorter.root
  if (tags) return { clicked: undefined, selected: undefined, shown, tags, part: await filtered(server, tags) }
  if (gallery.active && !(clicked instanceof Uri)) return { clicked: gallery.root, selected: undefined, shown, tag: tagOf(clicked), part: gallery.part }
  const editor = captionEditor()
  // the menu of a caption names its file, and is about the tag that was clicked
  if (editor && clicked instanceof Uri && fileUri(editor.document.uri).toString() === fileUri(clicked).toString()) return { clicked, selected: undefined, shown, atCaret: true }
  return { clicked, selected: chosen.length > 0 ? chosen : undefined, shown, part: partOf(chosen) }
}

/** The tag of a row in a page, which its menu gives. */
function tagOf(clicked: unknown): string | undefined {
  return typeof clicked === 'object' && clicked !== null && 'tag' in clicked && typeof clicked.tag === 'string' ? clicked.tag : undefined
}

function partOf(uris: readonly Uri[]): SorterPart | undefined {
  const [first, second] = uris
  return first && { uris, words: second ? l10n.t('{0} selected', uris.length) : nameOf(first) }
}

/** The images that the filter of the tree leaves. */
async function filtered(server: LanguageServer, { root, filter }: ChosenTags): Promise<SorterPart | undefined> {
  if (filter === undefined) return undefined
  const found = await server.ask('taglore/gallery', { uri: root, query: filter, group: 'none', sort: 'name', descending: false })
  return found?.list ? { uris: found.list.images.map((image) => imageUri(Uri.parse(root), image)), words: l10n.t('filter: {0}', filter) } : undefined
}
