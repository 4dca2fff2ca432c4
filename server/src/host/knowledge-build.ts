import { FileError, type FileSystem } from '../base/file-system'
import { say, type Message } from '../base/message'
import { nameOf } from '../base/path'
import { combineTexts, type GivenText, type KnowledgeSource } from '../tags/combine-texts'
import type { Indexes } from '../tags/pack-index'
import { unpackVocabulary, type PackedVocabulary } from '../tags/pack-vocabulary'
import type { RelationKind } from '../tags/relation'
import { indexSearch } from '../tags/search-index'
import { indexTags } from '../tags/tag-index'
import { packTags, type ToPinyin } from '../tags/tag-table'
import type { Knowledge } from '../workspace/knowledge'

/** The user's files, in the order in which they count; absolute paths. */
export interface ListFiles {
  readonly lists: readonly string[]
  readonly relations: readonly { readonly path: string; readonly kind?: RelationKind }[]
  readonly translations: readonly string[]
}

/** What is kept with the indexes; plain data. */
export interface KnowledgeExtra extends Pick<Knowledge, 'groups' | 'exclusive' | 'merge'> {
  readonly sources: readonly KnowledgeSource[]
  /** One message for each file that could not be read or has bad rows. */
  readonly problems: readonly Message[]
}

export interface BuiltKnowledge {
  readonly indexes: Indexes
  readonly extra: KnowledgeExtra
  /** False where the disk failed, and another time may not. */
  readonly lasting: boolean
}

/**
 * Reads the files and builds the indexes, which takes a second for a big list. `vocabulary` is the content of
 * `dist/vocabulary.json`; without `toPinyin` only the vocabulary's names are found by pinyin.
 */
export async function buildKnowledge(fileSystem: FileSystem, files: ListFiles, vocabulary: string, toPinyin?: ToPinyin): Promise<BuiltKnowledge> {
  // written by scripts/build-vocabulary.mjs from packVocabulary
  const packed = JSON.parse(vocabulary) as PackedVocabulary & Partial<Pick<Knowledge, 'exclusive' | 'merge'>>
  const { groups, records: own } = unpackVocabulary(packed)
  const failures: Failure[] = []
  const read = (path: string, setting: string): Promise<GivenText> => readText(fileSystem, path, setting, failures)
  const given = {
    lists: await Promise.all(files.lists.map((path) => read(path, 'taglore.tags.lists'))),
    relations: await Promise.all(files.relations.map(async ({ path, kind }) => ({ ...(await read(path, 'taglore.tags.relations')), kind }))),
    translations: await Promise.all(files.translations.map((path) => read(path, 'taglore.tags.translations'))),
  }
  const { records, sources, messages } = combineTexts(given, own)
  const table = packTags(records, (name) => packed.pinyin?.[name] ?? toPinyin?.(name) ?? [])
  const indexes = { tags: indexTags(table), search: indexSearch(table) }
  const { exclusive = [], merge = [] } = packed
  const problems = [...failures.map(({ message }) => message), ...messages]
  return { indexes, extra: { groups, exclusive, merge, sources, problems }, lasting: failures.every(({ lasting }) => lasting) }
}

interface Failure {
  readonly message: Message
  /** The file itself is to blame. */
  readonly lasting: boolean
}

async function readText(fileSystem: FileSystem, path: string, setting: string, failures: Failure[]): Promise<GivenText> {
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true }).decode(await fileSystem.read(path)) }
  } catch (error) {
    if (error instanceof FileError) {
      const missing = error.code === 'not-found'
      failures.push({ message: missing ? say`'${path}' is not there; check the setting ${setting}` : say`'${path}' cannot be read (${error.code})`, lasting: missing })
    } else if (error instanceof TypeError) failures.push({ message: say`'${nameOf(path)}' is not UTF-8; save it as UTF-8`, lasting: true })
    else throw error
    return { path, text: undefined }
  }
}
