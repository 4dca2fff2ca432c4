import { brotliDecompressSync } from 'node:zlib'
import { isAbsolute, resolve } from 'node:path'
import { say, type Message } from '../base/message'
import { FileError, type FileSystem } from '../base/file-system'
import { nameOf } from '../base/path'
import { unpackVocabulary, type PackedVocabulary } from '../tags/pack-vocabulary'
import type { TagRecord } from '../tags/record'
import { createSearchIndex } from '../tags/search-index'
import { tagSources } from '../tags/sources/index'
import { buildTagIndex, type TagList } from '../tags/tag-index'
import { createClipTokenizer, type ClipTokenizer } from '../tokens/clip-tokenizer'
import type { Knowledge } from '../workspace/knowledge'
import { fromNative } from './disk'
import { readBuilt } from './product-files'

export interface KnowledgeFiles {
  /** Paths of tag lists; the first that has a tag decides, the built-in vocabulary comes last. */
  readonly lists: readonly string[]
}

export interface KnowledgeResult {
  readonly knowledge: Knowledge
  /** One message for each list that could not be read, and for each file with bad rows. */
  readonly problems: readonly Message[]
}

/** Nothing known yet: what answers are made from until `loadKnowledge` is done. */
export function emptyKnowledge(): Knowledge {
  return { tags: buildTagIndex([]), search: createSearchIndex([]), groups: [], exclusive: [], merge: [], tokenizer: undefined, ready: false }
}

/** The built-in vocabulary, the user's lists and the token table. Rejects only when the product's own files are missing. */
export async function loadKnowledge(fileSystem: FileSystem, files: KnowledgeFiles, baseFolder: string): Promise<KnowledgeResult> {
  const packed = readPacked()
  const vocabulary = unpackVocabulary(packed)
  const lists: TagList[] = []
  const problems: Message[] = []
  for (const given of files.lists) {
    const path = fromNative(isAbsolute(given) ? given : resolve(baseFolder, given))
    const read = await readList(fileSystem, path)
    if (read.records.length > 0) lists.push({ id: path, records: read.records })
    problems.push(...read.problems)
  }
  lists.push({ id: 'vocabulary', records: vocabulary.records })
  const tags = buildTagIndex(lists)
  const { exclusive = [], merge = [] } = packed
  const knowledge: Knowledge = { tags, search: createSearchIndex(tags.records), groups: vocabulary.groups, exclusive, merge, tokenizer: readTokenizer(), ready: true }
  return { knowledge, problems }
}

type PackedKnowledge = PackedVocabulary & Partial<Pick<Knowledge, 'exclusive' | 'merge'>>

function readPacked(): PackedKnowledge {
  // written by scripts/build-vocabulary.mjs from packVocabulary
  return JSON.parse(readBuilt('vocabulary.json').toString('utf8')) as PackedKnowledge
}

let tokenizer: ClipTokenizer | undefined

/** The table never changes while the process lives. */
function readTokenizer(): ClipTokenizer {
  return (tokenizer ??= createClipTokenizer(brotliDecompressSync(readBuilt('clip-merges.txt.br')).toString('utf8')))
}

async function readList(fileSystem: FileSystem, path: string): Promise<{ records: readonly TagRecord[]; problems: readonly Message[] }> {
  const name = nameOf(path)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await fileSystem.read(path))
    const source = tagSources.find((candidate) => candidate.recognise(text.slice(0, 4096), name))
    if (!source) return { records: [], problems: [say`'${name}' is no tag list that Taglore knows; expected rows such as 1girl,0,6008644,"sole_female"`] }
    const { records, problems } = source.read(text, name)
    const [first] = problems
    if (!first) return { records, problems: [] }
    return { records, problems: [say`'${name}': ${problems.length} rows are left out, the first at line ${first.line}`] }
  } catch (error) {
    if (error instanceof FileError) {
      return { records: [], problems: [error.code === 'not-found' ? say`Tag list '${path}' is not there; check the setting taglore.tags.lists` : say`Tag list '${path}' cannot be read (${error.code})`] }
    }
    if (error instanceof TypeError) return { records: [], problems: [say`Tag list '${name}' is not UTF-8; save it as UTF-8`] }
    throw error
  }
}
