import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { promisify } from 'node:util'
import { brotliDecompress, brotliDecompressSync } from 'node:zlib'
import { createBreather } from '../base/breathe'
import type { FileSystem } from '../base/file-system'
import { say, type Message } from '../base/message'
import { finishSlowly } from '../base/sliced'
import type { RelationsSetting } from '../settings'
import { unpackIndexes, type Indexes } from '../tags/pack-index'
import { indexSearch } from '../tags/search-index'
import { indexTags } from '../tags/tag-index'
import { packTags } from '../tags/tag-table'
import { clipTokenizerSliced, createClipTokenizer, type ClipTokenizer } from '../tokens/clip-tokenizer'
import type { Knowledge } from '../workspace/knowledge'
import { disk, fromNative } from './disk'
import { buildKnowledge, type KnowledgeExtra, type ListFiles } from './knowledge-build'
import { knowledgeCachePath, readKnowledgeCache } from './knowledge-cache'
import type { BuildReply, BuildTask } from './knowledge-messages'
import { DIST, readBuilt } from './product-files'

/** Paths as settings give them, absolute or relative; the first file that knows something decides. */
export interface KnowledgeFiles {
  /** The built-in vocabulary comes after all of them. */
  readonly lists?: readonly string[]
  readonly relations?: readonly (string | RelationsSetting)[]
  readonly translations?: readonly string[]
}

export interface KnowledgeOptions {
  /** Where built indexes are kept; undefined to keep none. */
  readonly cacheFolder?: string | undefined
  /** The script of the worker thread; without one the caller's own thread builds, and nothing is kept. */
  readonly worker?: string | undefined
}

export interface KnowledgeResult {
  readonly knowledge: Knowledge
  /** One message for each list that could not be read, for each file with bad rows, and for what had to be guessed. */
  readonly problems: readonly Message[]
  /** Names what the knowledge was made of: as long as it is the same, so is the knowledge. Undefined for files that are not on the disk. */
  readonly stamp: string | undefined
}

/** Nothing known yet: what answers are made from until `loadKnowledge` is done. */
export function emptyKnowledge(): Knowledge {
  const table = packTags([])
  return { tags: indexTags(table), search: indexSearch(table), groups: [], exclusive: [], merge: [], sources: [], tokenizer: undefined, ready: false }
}

/**
 * The user's lists, the built-in vocabulary and the token table. Unchanged lists come from the cache, in little more than
 * the time of reading it; others are built by a worker thread, which writes the cache. Rejects only when the product's own
 * files are missing.
 */
export async function loadKnowledge(fileSystem: FileSystem, files: KnowledgeFiles, baseFolder: string, options: KnowledgeOptions = {}): Promise<KnowledgeResult> {
  const resolved = resolveFiles(files, baseFolder)
  // before they are read: what changes meanwhile has another stamp the next time
  const stamp = fileSystem === disk ? await cacheKey(resolved, await stampsOf(MADE_OF.map((name) => join(DIST, name)))) : undefined
  const { indexes, extra } = await loadIndexes(fileSystem, resolved, options)
  const { problems, ...data } = extra
  return { knowledge: { ...indexes, ...data, tokenizer: await loadTokenizer(), ready: true }, problems, stamp }
}

/** The built files that hold knowledge. */
const MADE_OF = ['vocabulary.json', 'clip-merges.txt.br']

/** The worker beside the bundle that asks; none when run from source. */
export const KNOWLEDGE_WORKER = join(__dirname, 'knowledge-worker.js')

interface Loaded {
  readonly indexes: Indexes
  readonly extra: KnowledgeExtra
}

/** The part of `loadKnowledge` that depends on the files. */
export async function loadIndexes(fileSystem: FileSystem, files: ListFiles, { cacheFolder, worker = KNOWLEDGE_WORKER }: KnowledgeOptions): Promise<Loaded> {
  const vocabulary = join(DIST, 'vocabulary.json')
  // a worker and a cache know the real disk only
  if (fileSystem !== disk || !existsSync(worker)) return buildKnowledge(fileSystem, files, await readFile(vocabulary, 'utf8'))
  const built = await stampsOf([vocabulary, worker])
  if (cacheFolder === undefined) return buildInWorker(worker, { files, vocabulary, cache: undefined })
  const cache = { path: knowledgeCachePath(cacheFolder, JSON.stringify(files)), key: await cacheKey(files, built) }
  const content = await readKnowledgeCache(cache.path, cache.key)
  return content ? open(content) : buildInWorker(worker, { files, vocabulary, cache })
}

/** What the indexes are made of: the user's files, missing ones too, and those of the product, by path, size and time. */
async function cacheKey(files: ListFiles, built: unknown): Promise<string> {
  const paths = [...files.lists, ...files.relations.map(({ path }) => path), ...files.translations]
  const given = await Promise.all(paths.map((path) => stampsOf([path]).catch(() => null)))
  return JSON.stringify({ files, given, built })
}

/** Rejects where a file is missing. */
function stampsOf(paths: readonly string[]): Promise<readonly unknown[]> {
  return Promise.all(paths.map((path) => stat(path).then(({ size, mtimeMs }) => [path, size, mtimeMs])))
}

function open(content: Uint8Array): Loaded {
  const { extra, ...indexes } = unpackIndexes(content)
  // what the worker packed: the cache is of this very worker
  return { indexes, extra: extra as KnowledgeExtra }
}

/** A worker that dies, for want of memory say, costs the lists but not the vocabulary. */
async function buildInWorker(worker: string, task: BuildTask): Promise<Loaded> {
  try {
    return open((await runWorker(worker, task)).content)
  } catch (error) {
    const { indexes, extra } = await buildKnowledge(disk, { lists: [], relations: [], translations: [] }, await readFile(task.vocabulary, 'utf8'))
    const detail = error instanceof Error ? error.message : String(error)
    return { indexes, extra: { ...extra, problems: [say`The tag lists cannot be built (${detail}); only the built-in tags are known`] } }
  }
}

function runWorker(script: string, task: BuildTask): Promise<BuildReply> {
  return new Promise((fulfil, reject) => {
    const worker = new Worker(script, { workerData: task })
    worker.once('message', fulfil)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`exit code ${code}`)))
  })
}

function resolveFiles({ lists = [], relations = [], translations = [] }: KnowledgeFiles, baseFolder: string): ListFiles {
  const absolute = (path: string): string => fromNative(isAbsolute(path) ? path : resolve(baseFolder, path))
  return {
    lists: lists.map(absolute),
    relations: relations.map((given) => (typeof given === 'string' ? { path: absolute(given) } : { ...given, path: absolute(given.path) })),
    translations: translations.map(absolute),
  }
}

let tokenizer: ClipTokenizer | undefined

/** Counts CLIP tokens; the table never changes while the process lives. */
export function readTokenizer(): ClipTokenizer {
  return (tokenizer ??= createClipTokenizer(brotliDecompressSync(readBuilt('clip-merges.txt.br')).toString('utf8')))
}

/** The same without keeping anybody waiting. */
async function loadTokenizer(): Promise<ClipTokenizer> {
  if (tokenizer) return tokenizer
  const text = await promisify(brotliDecompress)(readBuilt('clip-merges.txt.br'))
  return (tokenizer ??= await finishSlowly(clipTokenizerSliced(text.toString('utf8')), createBreather()))
}
