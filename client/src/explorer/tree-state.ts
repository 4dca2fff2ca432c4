import { commands, EventEmitter, type Event, type Memento } from 'vscode'
import type { ImageOrder, TagOrder } from '../../../server/src/protocol/explorer'

/** Tags in one list, or parted by what they are. */
export type TagMode = TagOrder | 'group'

/** What the trees show and how; kept with the workspace. */
export interface TreeState {
  /** A query; undefined shows everything. */
  filter: string | undefined
  imageOrder: ImageOrder
  tagMode: TagMode
  readonly onDidChange: Event<void>
}

interface Kept {
  readonly filter?: string
  readonly imageOrder?: ImageOrder
  readonly tagMode?: TagMode
}

const KEY = 'explorer'

export function createTreeState(memento: Memento): TreeState {
  const changes = new EventEmitter<void>()
  let kept: Kept = memento.get<Kept>(KEY, {})
  // menus ask for them
  const tellContext = (): void => {
    void commands.executeCommand('setContext', 'taglore.filtered', kept.filter !== undefined)
    void commands.executeCommand('setContext', 'taglore.imageOrder', kept.imageOrder ?? 'name')
    void commands.executeCommand('setContext', 'taglore.tagMode', kept.tagMode ?? 'count')
  }
  const keep = (next: Kept): void => {
    kept = next
    void memento.update(KEY, kept)
    tellContext()
    changes.fire()
  }
  tellContext()
  return {
    get filter() {
      return kept.filter
    },
    set filter(filter) {
      const { filter: _, ...others } = kept
      keep(filter === undefined || filter.trim() === '' ? others : { ...others, filter })
    },
    get imageOrder() {
      return kept.imageOrder ?? 'name'
    },
    set imageOrder(imageOrder) {
      keep({ ...kept, imageOrder })
    },
    get tagMode() {
      return kept.tagMode ?? 'count'
    },
    set tagMode(tagMode) {
      keep({ ...kept, tagMode })
    },
    onDidChange: changes.event,
  }
}
