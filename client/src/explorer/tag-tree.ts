import { EventEmitter, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState, type TreeDataProvider } from 'vscode'
import type { TagOrder } from '../../../server/src/protocol/explorer'
import { number } from '../figures'
import type { LanguageServer } from '../language-server'
import type { TagNode, TagsNode } from './nodes'
import type { TreeState } from './tree-state'

export interface TagTree extends TreeDataProvider<TagsNode> {
  refresh(): void
}

/** The tags of the datasets, in one list or by kind, with how many captions carry them under the filter. */
export function createTagTree(server: LanguageServer, state: TreeState): TagTree {
  const changes = new EventEmitter<void>()
  const filtered = (): { readonly filter?: string } => (state.filter === undefined ? {} : { filter: state.filter })
  const order = (): TagOrder => (state.tagMode === 'name' ? 'name' : 'count')

  async function datasets(): Promise<readonly TagsNode[]> {
    const answer = await server.ask('taglore/explorerDatasets', {})
    const found = answer?.datasets ?? []
    const [only, second] = found
    if (only && !second) return ofDataset(only.root)
    return found.map(({ root, name }) => ({ kind: 'tag-dataset', root, name }))
  }

  async function ofDataset(root: string): Promise<readonly TagsNode[]> {
    if (state.tagMode !== 'group') return tags(root, undefined, undefined)
    const answer = await server.ask('taglore/explorerTagGroups', { root, ...filtered() })
    return (answer?.groups ?? []).map((group) => ({ kind: 'tag-group', root, group }))
  }

  async function tags(root: string, group: string | undefined, page: number | undefined): Promise<readonly TagsNode[]> {
    const answer = await server.ask('taglore/explorerTags', { root, order: order(), ...filtered(), ...(group !== undefined && { group }), ...(page !== undefined && { page }) })
    if (!answer) return []
    if (answer.pages.length > 0) return answer.pages.map((each) => ({ kind: 'tag-page', root, group, page: each }))
    return answer.tags.map((tag) => ({ kind: 'tag', root, tag }))
  }

  function childrenOf(node: TagsNode | undefined): Promise<readonly TagsNode[]> {
    if (!node) return datasets()
    if (node.kind === 'tag-dataset') return ofDataset(node.root)
    if (node.kind === 'tag-group') return tags(node.root, node.group.group, undefined)
    return node.kind === 'tag-page' ? tags(node.root, node.group, node.page.page) : Promise.resolve([])
  }

  return {
    onDidChangeTreeData: changes.event,
    refresh: () => changes.fire(),
    getTreeItem: (node) => itemOf(node, state),
    getChildren: (node) => childrenOf(node).then((found) => [...found]),
  }
}

function itemOf(node: TagsNode, state: TreeState): TreeItem {
  if (node.kind === 'tag') return tagItem(node, state)
  const { Collapsed, Expanded } = TreeItemCollapsibleState
  const item = new TreeItem(labelOf(node), node.kind === 'tag-dataset' ? Expanded : Collapsed)
  item.id = [state.tagMode, node.kind, node.root, ...(node.kind === 'tag-group' ? [node.group.group] : node.kind === 'tag-page' ? [node.group ?? '', String(node.page.page)] : [])].join(' ')
  if (node.kind === 'tag-group') item.description = number(node.group.tags)
  if (node.kind === 'tag-page') item.description = number(node.page.count)
  if (node.kind === 'tag-dataset') item.iconPath = new ThemeIcon('library')
  item.contextValue = node.kind
  return item
}

function labelOf(node: Exclude<TagsNode, TagNode>): string {
  if (node.kind === 'tag-dataset') return node.name
  return node.kind === 'tag-group' ? node.group.title : `${node.page.first} … ${node.page.last}`
}

function tagItem(node: TagNode, { filter }: TreeState): TreeItem {
  const { tag, root } = node
  const item = new TreeItem(tag.text)
  item.id = `${root} ${tag.key}`
  item.iconPath = new ThemeIcon(tag.group === 'trigger' ? 'key' : 'tag')
  const count = filter === undefined ? number(tag.captions) : l10n.t('{0} of {1}', number(tag.shown), number(tag.captions))
  item.description = tag.translation === null ? count : `${count}  ${tag.translation}`
  const told = tag.captions === 1 ? l10n.t('1 caption') : l10n.t('{0} captions', number(tag.captions))
  item.tooltip = filter === undefined ? `${tag.text} · ${told}` : `${tag.text} · ${l10n.t('{0} of {1}', number(tag.shown), told)}`
  item.contextValue = 'tag'
  item.command = { command: 'taglore.filterByTag', title: l10n.t('Show Images with This Tag'), arguments: [node] }
  return item
}
