import { EventEmitter, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, type CancellationToken, type TreeDataProvider } from 'vscode'
import { modelName } from '../../../server/src/protocol/names'
import type { ExplorerDataset } from '../../../server/src/protocol/explorer'
import { number } from '../figures'
import type { LanguageServer } from '../language-server'
import { rowUri } from './badges'
import { imageTooltip } from './image-tooltip'
import type { ConceptNode, DatasetNode, ExcludedImageNode, ImageNode, PageNode, PlaceNode } from './nodes'
import type { TreeState } from './tree-state'
import { createWholePages } from './whole-pages'

/** Concepts under a filter open by themselves where it finds at most this many images. */
const OPENED = 200

export interface DatasetTree extends TreeDataProvider<PlaceNode> {
  refresh(): void
}

/** Datasets, their concepts, and the images of these; each level is asked for when it is opened. `onDatasets` hears what there is. */
export function createDatasetTree(server: LanguageServer, state: TreeState, onDatasets: (datasets: readonly ExplorerDataset[]) => void): DatasetTree {
  const changes = new EventEmitter<PlaceNode | undefined>()
  const whole = createWholePages(server, (node) => changes.fire(node))
  let known: readonly ExplorerDataset[] = []
  const filtered = (): { readonly filter?: string } => (state.filter === undefined ? {} : { filter: state.filter })
  /** A level under another filter is another level: whether it is open is remembered for itself. */
  const idOf = (...parts: readonly string[]): string => [state.filter === undefined ? '' : 'filtered', ...parts].join(' ')

  async function roots(): Promise<readonly DatasetNode[]> {
    const answer = await server.ask('taglore/explorerDatasets', filtered())
    // a server that is started again does not empty the tree
    if (answer) onDatasets((known = answer.datasets))
    return known.map((dataset) => ({ kind: 'dataset', place: Uri.parse(dataset.root), dataset }))
  }

  async function concepts({ dataset }: DatasetNode): Promise<readonly PlaceNode[]> {
    const { root, excluded } = dataset
    const answer = await server.ask('taglore/explorerConcepts', { root, ...filtered() })
    const nodes = (answer?.concepts ?? []).map((concept): ConceptNode => ({ kind: 'concept', place: Uri.parse(concept.folder), root, concept }))
    return excluded > 0 && state.filter === undefined ? [...nodes, { kind: 'excluded', place: Uri.parse(root), count: excluded }] : nodes
  }

  async function images(node: ConceptNode | PageNode): Promise<readonly PlaceNode[]> {
    const { root, place, concept } = node
    const page = node.kind === 'page' ? { page: node.page.page } : {}
    const params = { root, folder: concept.folder, order: state.imageOrder, ...filtered(), ...page }
    const answer = whole.take(node) ?? (await server.ask('taglore/explorerImages', params))
    if (!answer) return []
    if (!answer.complete) whole.fetch(node, params, answer)
    if (answer.pages.length > 0) return answer.pages.map((each): PageNode => ({ kind: 'page', place, root, concept, page: each }))
    return answer.images.map((image): ImageNode => ({ kind: 'image', place: Uri.parse(image.uri), root, folder: concept.folder, image }))
  }

  async function excludedImages(root: string): Promise<readonly ExcludedImageNode[]> {
    const answer = await server.ask('taglore/excluded', { uri: root })
    return (answer?.images ?? []).map((image) => ({ kind: 'excluded-image', place: Uri.parse(image.uri), root, image }))
  }

  function itemOf(node: PlaceNode): TreeItem {
    switch (node.kind) {
      case 'dataset':
        return datasetItem(node)
      case 'concept':
        return conceptItem(node)
      case 'page': {
        const item = new TreeItem(node.page.first === node.page.last ? node.page.first : `${node.page.first} … ${node.page.last}`, TreeItemCollapsibleState.Collapsed)
        item.id = idOf(node.place.toString(), state.imageOrder, String(node.page.page))
        item.description = number(node.page.count)
        item.contextValue = 'page'
        return item
      }
      case 'image':
        return imageItem(node)
      case 'excluded': {
        const item = new TreeItem(l10n.t('Excluded'), TreeItemCollapsibleState.Collapsed)
        item.id = idOf(node.place.toString(), 'excluded')
        item.iconPath = new ThemeIcon('circle-slash')
        item.description = number(node.count)
        item.tooltip = l10n.t('Images that are not trained; they lie in _excluded')
        item.contextValue = 'excluded'
        return item
      }
      case 'excluded-image': {
        const item = new TreeItem(node.image.name)
        item.id = node.image.uri
        item.resourceUri = rowUri(node.place, { hasCaption: true, problems: 0, level: null })
        item.iconPath = ThemeIcon.File
        item.description = node.image.folder === '.' ? '' : node.image.folder
        item.contextValue = 'excludedImage'
        item.command = openCommand(node)
        return item
      }
    }
  }

  function datasetItem({ dataset }: DatasetNode): TreeItem {
    const { root, name, format, formatReason, goal, model, images: all, shown, uncaptioned } = dataset
    const item = new TreeItem(name, TreeItemCollapsibleState.Expanded)
    item.id = idOf(root)
    item.iconPath = new ThemeIcon('library')
    const count = state.filter === undefined ? countOf(all) : l10n.t('{0} of {1}', number(shown), number(all))
    item.description = [count, ...(format === null ? [] : [format]), modelName(model), goalName(goal)].join(' · ')
    item.tooltip = [
      ...(format === null ? [] : [formatReason ?? l10n.t('Format: {0}', format)]),
      l10n.t('Model: {0}', modelName(model)),
      l10n.t('Goal: {0}', goalName(goal)),
      ...(uncaptioned === 0 ? [] : [l10n.t('{0} images without a caption', number(uncaptioned))]),
    ].join('\n')
    item.contextValue = 'dataset'
    return item
  }

  function conceptItem({ concept }: ConceptNode): TreeItem {
    const { folder, name, relative, repeats, regularization, triggers, images: all, shown, uncaptioned } = concept
    const item = new TreeItem(name, state.filter !== undefined && shown <= OPENED ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed)
    item.id = idOf(folder, state.filter ?? '')
    item.iconPath = new ThemeIcon(regularization ? 'folder-library' : 'folder')
    const count = state.filter === undefined ? number(all) : l10n.t('{0} of {1}', number(shown), number(all))
    item.description = [`${count} × ${number(repeats)}`, ...(uncaptioned === 0 ? [] : [l10n.t('{0} without caption', number(uncaptioned))])].join(' · ')
    item.tooltip = [
      relative,
      l10n.t('{0}, shown {1} times each', countOf(all), number(repeats)),
      ...(triggers.length === 0 ? [] : [l10n.t('Trigger: {0}', triggers.join(', '))]),
      ...(regularization ? [l10n.t('Regularisation images')] : []),
    ].join('\n')
    item.contextValue = 'concept'
    return item
  }

  return {
    onDidChangeTreeData: changes.event,
    refresh: () => {
      whole.forget()
      changes.fire(undefined)
    },
    getTreeItem: itemOf,
    getChildren(node) {
      if (!node) return roots().then((found) => [...found])
      if (node.kind === 'dataset') return concepts(node).then((found) => [...found])
      if (node.kind === 'concept' || node.kind === 'page') return images(node).then((found) => [...found])
      return node.kind === 'excluded' ? excludedImages(node.place.toString()).then((found) => [...found]) : []
    },
    async resolveTreeItem(item, node, token: CancellationToken) {
      if (node.kind === 'image') item.tooltip = await imageTooltip(server, node.place, node.image, token)
      else if (node.kind === 'excluded-image') item.tooltip = await imageTooltip(server, node.place, { name: node.image.name, text: '', messages: [] }, token)
      return item
    },
  }
}

function imageItem(node: ImageNode): TreeItem {
  const { uri, name, hasCaption, text, problems } = node.image
  const item = new TreeItem(name)
  item.id = uri
  item.resourceUri = rowUri(node.place, node.image)
  item.iconPath = ThemeIcon.File
  item.description = hasCaption ? text.slice(0, DESCRIBED) : ''
  item.contextValue = hasCaption ? 'image' : 'imageUncaptioned'
  item.command = openCommand(node)
  const told = [name, ...(hasCaption ? [] : [l10n.t('No caption')]), ...(problems === 0 ? [] : [problems === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', problems)])]
  item.accessibilityInformation = { label: [...told, ...(text === '' ? [] : [text])].join(l10n.t(', ')) }
  return item
}

/** Characters of a caption beside the name of its image. */
const DESCRIBED = 80

function openCommand(node: PlaceNode): { command: string; title: string; arguments: unknown[] } {
  return { command: 'taglore.openInTree', title: l10n.t('Open'), arguments: [node] }
}

function countOf(images: number): string {
  return images === 1 ? l10n.t('1 image') : l10n.t('{0} images', number(images))
}

function goalName(goal: string): string {
  if (goal === 'style') return l10n.t('Style')
  return goal === 'concept' ? l10n.t('Concept') : l10n.t('Character')
}
