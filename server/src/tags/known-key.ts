import { tagKey } from '../caption/tag-key'
import type { TagRecord } from './record'
import { findByAlias, findTag, hasAlias, hasTag, type TagIndex } from './tag-index'

/** The key under which a tag is known: its own, or that of the one tag it is an alias of; else `key` as it is. */
export function knownKey(index: TagIndex, key: string): string {
  if (hasTag(index, key)) return key
  const [target, ...more] = findByAlias(index, key)
  return target && more.length === 0 ? tagKey(target.name) : key
}

/** Whether any list has this key as a tag or an alias. */
export function isKnown(index: TagIndex, key: string): boolean {
  return hasTag(index, key) || hasAlias(index, key)
}

/** What is known of a tag, or of the tag that a merged phrase ends in: `long blonde hair` is about `blonde hair`. */
export function recordOfPhrase(index: TagIndex, key: string): TagRecord | undefined {
  for (let rest = key; rest.includes(' '); rest = rest.slice(rest.indexOf(' ') + 1)) {
    const record = findTag(index, rest)
    if (record) return record
  }
  return findTag(index, key)
}
