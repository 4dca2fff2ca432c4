import { say, type Message } from '../base/message'
import type { Span } from '../base/span'
import type { Tag } from '../caption/caption'
import { sectionOf, sectionTitle, TAG_SECTIONS, type TagSection } from '../changes/tag-section'
import type { TagCategory } from '../tags/record'
import { findByAlias, findTag } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'
import { triggerKeys } from './semantic-tokens'

export interface TagSymbol {
  readonly name: string
  readonly category: TagCategory | 'trigger' | 'unknown' | 'prose'
  /** A translation, where one is known. */
  readonly detail: string
  readonly span: Span
  readonly nameSpan: Span
}

/** Tags of one kind; in order of the text. */
export interface SymbolGroup {
  readonly title: Message
  readonly symbols: readonly TagSymbol[]
}

type GroupId = TagSection | 'trigger' | 'unknown' | 'prose'

const ORDER: readonly GroupId[] = ['trigger', ...TAG_SECTIONS, 'unknown', 'prose']
const MOST = 2000
const LONGEST = 60

/** The outline of a caption: its tags by what they are about; kinds that it has none of are left out. */
export function outlineCaption(snapshot: Snapshot, path: string): readonly SymbolGroup[] {
  const caption = snapshot.captionOf(path)
  if (!caption) return []
  const triggers = triggerKeys(snapshot.datasetOf(path))
  const groups = new Map<GroupId, TagSymbol[]>()
  for (const tag of caption.tags.slice(0, MOST)) {
    const { group, symbol } = describe(snapshot, tag, triggers)
    const held = groups.get(group)
    if (held) held.push(symbol)
    else groups.set(group, [symbol])
  }
  return ORDER.flatMap((id) => {
    const symbols = groups.get(id)
    return symbols ? [{ title: titleOf(id), symbols }] : []
  })
}

function titleOf(id: GroupId): Message {
  if (id === 'trigger') return say`Trigger`
  if (id === 'unknown') return say`In no tag list`
  return id === 'prose' ? say`Sentences` : sectionTitle(id)
}

function describe(snapshot: Snapshot, tag: Tag, triggers: ReadonlySet<string>): { readonly group: GroupId; readonly symbol: TagSymbol } {
  const { tags } = snapshot.knowledge
  const record = findTag(tags, tag.key) ?? findByAlias(tags, tag.key)[0]
  const name = tag.name.length > LONGEST ? `${tag.name.slice(0, LONGEST - 1)}…` : tag.name
  const symbol = { name, detail: record?.translations[0] ?? '', span: tag.span, nameSpan: tag.nameSpan }
  if (triggers.has(tag.key)) return { group: 'trigger', symbol: { ...symbol, category: 'trigger' } }
  if (record) return { group: sectionOf(record), symbol: { ...symbol, category: record.category } }
  const group = tag.prose ? 'prose' : 'unknown'
  return { group, symbol: { ...symbol, category: group } }
}
