import type { TranslationSource } from '../translation-source'
import { equalsText } from './equals-text'
import { translationCsv } from './translation-csv'

/** All formats of translated tags, those that recognise the least first. */
export const translationSources: readonly TranslationSource[] = [equalsText, translationCsv]
