import { commands, Disposable, window, type ExtensionContext, type TreeView } from 'vscode'
import type { ExplorerDataset } from '../../../server/src/protocol/explorer'
import type { LanguageServer } from '../language-server'
import type { ChosenTags } from '../refactoring/world'
import { askFilter } from './ask-filter'
import { registerBadges } from './badges'
import { createDatasetTree } from './dataset-tree'
import { createPlaceDrag, createTagDrag } from './drag'
import { isTagNode, type PlaceNode, type TagNode, type TagsNode, type TreeNode } from './nodes'
import { termOf, withTerm } from './query-terms'
import { createTagTree } from './tag-tree'
import { createTreeState, type TreeState } from './tree-state'

/** The trees of the side bar. */
export interface Explorer extends Disposable {
  readonly state: TreeState
  /** Asks for a query and shows what it finds. */
  filter(): Promise<void>
  /** Shows the images with these tags; a second time all images again. */
  filterByTags(nodes: readonly TagNode[]): void
  /** Narrows the filter to images with the tags, or without them. */
  narrowByTags(nodes: readonly TagNode[], how: 'with' | 'without'): void
  /** What a menu or a key of the trees is about: the rows that are selected, else the one that was clicked. */
  rowsOf(clicked: unknown, selected: unknown): readonly TreeNode[]
  /** The tags among rows; undefined where there are none. */
  chosenTags(rows: readonly TreeNode[]): ChosenTags | undefined
}

/** Several changes in a row are shown at once. Milliseconds. */
const REST = 100

/** How key bindings say that they are about the selection of a tree. */
const TREES = { images: 'taglore.dataset', tags: 'taglore.tags' } as const

export function registerExplorer(context: ExtensionContext, server: LanguageServer): Explorer {
  const state = createTreeState(context.workspaceState)
  const tellDatasets = (datasets: readonly ExplorerDataset[]): void => void commands.executeCommand('setContext', 'taglore.datasets', datasets.length === 0 ? 'none' : 'some')
  const images = createDatasetTree(server, state, tellDatasets)
  const tags = createTagTree(server, state)
  const imageView: TreeView<PlaceNode> = window.createTreeView(TREES.images, { treeDataProvider: images, canSelectMany: true, showCollapseAll: true, dragAndDropController: createPlaceDrag(context, server, state) })
  const tagView: TreeView<TagsNode> = window.createTreeView(TREES.tags, { treeDataProvider: tags, canSelectMany: true, dragAndDropController: createTagDrag() })
  const views = [
    { view: imageView, refresh: images.refresh, isStale: false },
    { view: tagView, refresh: tags.refresh, isStale: false },
  ]
  let timer: NodeJS.Timeout | undefined

  /** The one place that has the trees ask again; one that nobody sees waits until it is seen. */
  function refresh(): void {
    timer = undefined
    for (const each of views) {
      each.isStale = !each.view.visible
      if (each.view.visible) each.refresh()
    }
  }
  function refreshSoon(): void {
    timer ??= setTimeout(refresh, REST)
  }
  function show(): void {
    for (const { view } of views) view.description = state.filter
    refresh()
  }
  show()

  const parts = [
    imageView,
    tagView,
    registerBadges(),
    state.onDidChange(show),
    server.onDidChangeDatasets(refreshSoon),
    server.onDidChangeState((now) => now === 'running' && refreshSoon()),
    ...views.map((each) =>
      each.view.onDidChangeVisibility(({ visible }) => {
        if (!visible || !each.isStale) return
        each.isStale = false
        each.refresh()
      }),
    ),
    { dispose: () => clearTimeout(timer) },
  ]

  const rowsOf = (clicked: unknown, selected: unknown): readonly TreeNode[] => {
    if (clicked === TREES.images) return imageView.selection
    if (clicked === TREES.tags) return tagView.selection
    const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked]
    // what menus of the trees give are rows of theirs
    return rows.filter((row): row is TreeNode => typeof row === 'object' && row !== null && 'kind' in row && ('root' in row || 'place' in row))
  }

  return {
    state,
    async filter() {
      const query = await askFilter(server, state.filter)
      if (query !== undefined) state.filter = query
    },
    filterByTags(nodes) {
      const query = nodes.map(termOf).join(' AND ')
      state.filter = state.filter === query ? undefined : query
    },
    narrowByTags(nodes, how) {
      state.filter = nodes.map(termOf).reduce<string | undefined>((query, term) => withTerm(query, how === 'with' ? term : `NOT ${term}`), state.filter)
    },
    rowsOf,
    chosenTags(rows) {
      const chosen = rows.filter(isTagNode)
      const [first] = chosen
      return first && { root: first.root, tags: chosen.filter(({ root }) => root === first.root).map(({ tag }) => tag.text), filter: state.filter }
    },
    dispose: () => Disposable.from(...parts).dispose(),
  }
}
