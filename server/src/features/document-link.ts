import type { Span } from '../base/span'
import { findTag, type TagIndex } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'

const WIKI = 'https://danbooru.donmai.us/wiki_pages/'

export interface TagLink {
  readonly span: Span
  /** What the address is made of when it is wanted. */
  readonly key: string
}

const MOST = 200

/** The tags of a caption that have a wiki page; none unless the settings want them. */
export function linkTags(snapshot: Snapshot, path: string): readonly TagLink[] {
  const caption = snapshot.captionOf(path)
  if (!caption || !snapshot.settingsOf(path).values.wikiLinks) return []
  const { tags } = snapshot.knowledge
  return caption.tags.slice(0, MOST).flatMap(({ nameSpan, key }) => (wikiPage(tags, key) === undefined ? [] : [{ span: nameSpan, key }]))
}

/** The wiki page of a tag that the booru uses; words that only trainers know have none. */
export function wikiPage(tags: TagIndex, key: string): string | undefined {
  const record = findTag(tags, key)
  if (!record || record.deprecated || record.count === 0) return undefined
  return WIKI + encodeURIComponent(record.name.replaceAll(' ', '_')).replaceAll('(', '%28').replaceAll(')', '%29')
}
