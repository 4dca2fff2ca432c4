import type { MergedTag } from './merge'

/** What the user said about tags of one image, by key: it goes before every threshold. */
export type Decisions = ReadonlyMap<string, ReadonlyMap<string, 'accept' | 'reject'>>

export interface TagVerdict {
  /** Surest first, without those the caption has. */
  readonly add: readonly MergedTag[]
  /** Tags of the caption that go. */
  readonly remove: readonly MergedTag[]
}

/** What becomes of one caption. A tag of the caption goes only where captions are not kept, or by the user's own word. */
export function verdictOf(image: string, tags: readonly MergedTag[], decisions: Decisions): TagVerdict {
  const said = decisions.get(image)
  const isIn = (tag: MergedTag): boolean => (said?.has(tag.key) ? said.get(tag.key) === 'accept' : tag.taken)
  return { add: tags.filter((tag) => !tag.written && isIn(tag)), remove: tags.filter((tag) => tag.written && !isIn(tag)) }
}
