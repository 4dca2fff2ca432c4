import { tagKey } from '../caption/tag-key'
import { knownKey } from '../tags/known-key'
import { findTag, type TagIndex } from '../tags/tag-index'

export interface UnifiedTag {
  readonly key: string
  /** As the tag list spells it, else as it was given. */
  readonly name: string
}

/** One tag for all its spellings and its one alias; answers are remembered, for every tagger says the same few thousand names. */
export function createUnifier(tags: TagIndex): (name: string) => UnifiedTag {
  const known = new Map<string, UnifiedTag>()
  return (name) => {
    let found = known.get(name)
    if (!found) {
      const key = knownKey(tags, tagKey(name))
      known.set(name, (found = { key, name: findTag(tags, key)?.name ?? name }))
    }
    return found
  }
}
