import type { TagCategory } from '../server/src/protocol/preview'
import { t } from './page'

export type ChipKind = 'general' | 'artist' | 'copyright' | 'character' | 'meta' | 'trigger' | 'unknown' | 'prose'

/** What a tag is to the eye: one of eight kinds, each with a colour of the theme. */
export function kindOf({ category, trigger, prose }: { readonly category: TagCategory | null; readonly trigger?: boolean; readonly prose?: boolean }): ChipKind {
  if (trigger) return 'trigger'
  if (prose) return 'prose'
  switch (category) {
    case 'artist':
    case 'copyright':
    case 'character':
    case 'meta':
      return category
    case null:
      return 'unknown'
    default:
      return 'general'
  }
}

/** Colour is never the only sign: a letter stands for the kind, none for the common ones. */
export const LETTERS: Readonly<Record<ChipKind, string>> = { general: '', artist: 'A', copyright: '©', character: 'C', meta: 'M', trigger: '★', unknown: '?', prose: '' }

export function kindName(kind: ChipKind): string {
  switch (kind) {
    case 'general':
      return t('general tag')
    case 'artist':
      return t('artist')
    case 'copyright':
      return t('series')
    case 'character':
      return t('character')
    case 'meta':
      return t('meta tag')
    case 'trigger':
      return t('trigger')
    case 'unknown':
      return t('in no tag list')
    case 'prose':
      return t('sentence')
  }
}
