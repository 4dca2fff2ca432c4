import type { ClipTokenizer } from '../tokens/clip-tokenizer'
import type { KnowledgeSource } from '../tags/combine-texts'
import type { ExclusiveSet } from '../tags/exclusive'
import type { MergeFamily } from '../tags/merge-families'
import type { SearchIndex } from '../tags/search-index'
import type { TagIndex } from '../tags/tag-index'
import type { VocabularyGroup } from '../tags/vocabulary'

/** All that is known about tags apart from any dataset. Replaced as a whole when lists change. */
export interface Knowledge {
  readonly tags: TagIndex
  readonly search: SearchIndex
  readonly groups: readonly VocabularyGroup[]
  readonly exclusive: readonly ExclusiveSet[]
  readonly merge: readonly MergeFamily[]
  /** Where the tags are from, in the order in which the sources count. */
  readonly sources: readonly KnowledgeSource[]
  /** Undefined until its table is read; counts are then left out. */
  readonly tokenizer: ClipTokenizer | undefined
  /** False while lists are still loading: answers may be incomplete, and nothing is called unknown. */
  readonly ready: boolean
}
