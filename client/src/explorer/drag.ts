import { DataTransferItem, l10n, Uri, type DataTransfer, type ExtensionContext, type TreeDragAndDropController } from 'vscode'
import { addImages, addLooseImages, chooseFolder, type LooseFile } from '../add-images'
import { excludeImages, moveToConcept } from '../exclude-images'
import type { LanguageServer } from '../language-server'
import { runDecided } from '../refactoring/run'
import { isTagNode, type PlaceNode, type TagsNode } from './nodes'
import type { TreeState } from './tree-state'

/** What is dragged, as text: values do not go from one tree to another. */
const IMAGES = 'application/vnd.taglore.images'
const TAGS = 'application/vnd.taglore.tags'

/** Images can be dragged onto a concept, onto what is excluded, and into editors; tags that are dropped here are added. */
export function createPlaceDrag(context: ExtensionContext, server: LanguageServer, state: TreeState): TreeDragAndDropController<PlaceNode> {
  return {
    dragMimeTypes: [IMAGES, 'text/uri-list'],
    dropMimeTypes: [IMAGES, TAGS, 'files', 'text/uri-list'],
    handleDrag(nodes, data) {
      const uris = nodes.flatMap((node) => (node.kind === 'image' ? [node.place.toString()] : []))
      if (uris.length === 0) return
      data.set(IMAGES, new DataTransferItem(JSON.stringify(uris)))
      data.set('text/uri-list', new DataTransferItem(uris.join('\r\n')))
    },
    async handleDrop(target, data) {
      if (!target) return
      const images = await readTexts(data, IMAGES)
      if (images.length > 0) return dropImages(server, images.map((uri) => Uri.parse(uri)), target)
      const tags = await readTexts(data, TAGS)
      if (tags.length > 0) return dropTags(server, tags, target, state.filter)
      await dropFiles(context, server, data, target)
    },
  }
}

/** Tags can be dragged onto concepts and images. */
export function createTagDrag(): TreeDragAndDropController<TagsNode> {
  return {
    dragMimeTypes: [TAGS],
    dropMimeTypes: [],
    handleDrag(nodes, data) {
      const tags = nodes.filter(isTagNode).map(({ tag }) => tag.text)
      if (tags.length > 0) data.set(TAGS, new DataTransferItem(JSON.stringify(tags)))
    },
  }
}

async function dropImages(server: LanguageServer, images: readonly Uri[], target: PlaceNode): Promise<void> {
  if (target.kind === 'excluded' || target.kind === 'excluded-image') return excludeImages(server, images)
  if (target.kind === 'dataset') return
  await moveToConcept(server, images, target.kind === 'image' ? Uri.parse(target.folder) : target.place)
}

/** Files from elsewhere are copied into the concept. */
async function dropFiles(context: ExtensionContext, server: LanguageServer, data: DataTransfer, target: PlaceNode): Promise<void> {
  if (target.kind === 'excluded' || target.kind === 'excluded-image') return
  const uris: Uri[] = []
  const loose: LooseFile[] = []
  for (const [mime, item] of data) {
    const file = item.asFile()
    if (file?.uri) uris.push(file.uri)
    else if (file) loose.push({ name: file.name, bytes: await file.data() })
    else if (mime === 'text/uri-list') uris.push(...(await item.asString()).split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#')).map((line) => Uri.parse(line)))
  }
  const files = [...new Map(uris.filter(({ scheme }) => scheme === 'file').map((uri) => [uri.toString(), uri])).values()]
  if (files.length + loose.length === 0) return
  const folder = target.kind === 'image' ? Uri.parse(target.folder) : await chooseFolder(server, target.place)
  if (!folder) return
  if (files.length > 0) await addImages(server, folder, files)
  else await addLooseImages(context, server, folder, loose)
}

/** A concept gets them in the captions that the filter finds; an image in its own. */
async function dropTags(server: LanguageServer, tags: readonly string[], target: PlaceNode, filter: string | undefined): Promise<void> {
  if (target.kind === 'excluded' || target.kind === 'excluded-image') return
  const within = { kind: 'selection', uris: [target.place.toString()] } as const
  const scope = filter === undefined || target.kind === 'image' ? within : ({ kind: 'filter', query: filter, within } as const)
  await runDecided(server, l10n.t('Add Tags'), { id: 'add-tags', args: { tags, at: 'end' }, uri: target.place.toString(), scope, apply: true })
}

/** What was dragged; from another tree it comes behind an empty item of the same type, which the browser has made. */
async function readTexts(data: DataTransfer, type: string): Promise<readonly string[]> {
  for (const [mime, item] of data) {
    const text = mime === type ? await item.asString() : ''
    const values: unknown = text === '' ? undefined : JSON.parse(text)
    if (Array.isArray(values)) return values.filter((value) => typeof value === 'string')
  }
  return []
}
