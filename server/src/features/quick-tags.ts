import { tagKey } from '../caption/tag-key'
import type { SettingValues } from '../settings'
import type { QuickTag } from './status-data'

/** Keys that there are: 1 to 9. */
const KEYS = 9

/** The tags of the keys 1 to 9, each once in whatever spelling. */
export function quickTags({ quickTags: wanted }: Pick<SettingValues, 'quickTags'>): readonly QuickTag[] {
  const tags = wanted.map((text): QuickTag => ({ key: tagKey(text), text: text.trim() }))
  return tags.filter(({ key }, at) => key !== '' && tags.findIndex((tag) => tag.key === key) === at).slice(0, KEYS)
}
