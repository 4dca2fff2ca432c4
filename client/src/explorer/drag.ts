import { DataTransferItem, l10n, Uri, type DataTransfer, type TreeDragAndDropController } from 'vscode'
import { excludeImages, moveToConcept } from '../exclude-images'
import type { LanguageServer } from '../language-server'
import { runDecided } from '../refactoring/run'
import { isTagNode, type PlaceNode, type TagsNode } from './nodes'
import type { TreeState } from './tree-state'

/** What is dragged, as text: values do not go from one tree to another. */
const IMAGES = 'application/vnd.taglore.images'
const TAGS = 'application/vnd.taglore.tags'

/** Images can be dragged onto a concept, onto what is excluded, and into editors; tags that are dropped here are added. */
export function createPlaceDrag(server: LanguageServer, state: TreeState): TreeDragAndDropController<PlaceNode> {
  return {
    dragMimeTypes: [IMAGES, 'text/uri-list'],
    dropMimeTypes: [IMAGES, TAGS],
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
      if (tags.length > 0) await dropTags(server, tags, target, state.filter)
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
