import type { TagSource } from '../source'
import { danbooruCsv } from './danbooru-csv'
import { tagMappingJson } from './tag-mapping-json'
import { wdCsv } from './wd-csv'
import { wordList } from './word-list'

/** All formats of tag lists, those that recognise the least first. */
export const tagSources: readonly TagSource[] = [wdCsv, tagMappingJson, danbooruCsv, wordList]
