import { parseCaption } from '../../server/src/caption/parse'
import { MOST_CHIPS, type PreviewChip } from '../../server/src/protocol/preview'

/** What the page shows of a tag. */
export type Chip = Omit<PreviewChip, 'range'>

const UNKNOWN: Chip = { text: '', key: '', category: null, translation: null, captions: 1, postCount: null, trigger: false, prose: false, problem: null, ignored: false }

/** The tags of a text as far as the page can tell: those that it knows, and one that is typed on looks as it did a letter before. */
export function chipsOf(text: string, before: readonly Chip[]): readonly Chip[] {
  const tags = parseCaption(text).tags.slice(0, MOST_CHIPS)
  const known = new Map(before.map((chip) => [chip.key, chip]))
  const keys = new Set(tags.map(({ key }) => key))
  return tags.map(({ name, key }, at) => {
    const same = known.get(key)
    if (same) return { ...same, text: name }
    const here = before[at]
    const letterBefore = here && !keys.has(here.key) ? here : UNKNOWN
    return { ...letterBefore, text: name, key, translation: null }
  })
}
