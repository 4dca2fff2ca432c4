import { tagKey } from '../../caption/tag-key'
import { say } from '../../base/message'
import { folderOf, joinPath, nameOf, suffixOf } from '../../base/path'
import { DANBOORU, type DownloadProgress, type ListInfo } from '../../protocol/download'
import { isSilent } from '../../tags/silent-words'
import { ApiDraft, nextOf, type DraftPage } from './api-draft'
import { pagePath, readItems, readRelationPage, readTagPage, STAGES, type RelationRow, type Stage, type TagRow } from './api-pages'
import { DownloadError, toDownloadError } from './download-error'
import { EXPECTED_RELATIONS, expectedTags } from './expected-rows'
import { encodeInfo, infoPath, sha256Of } from './list-info'
import { listTexts } from './list-text'
import { createRequester, type Requester } from './requester'
import { draftOf, replaceFiles } from './store'
import type { DownloadWorld } from './world'

export interface ApiOptions {
  /** Absolute path of the list; relations and record lie beside it. */
  readonly list: string
  /** Tags with fewer posts are left out; at least 1. */
  readonly minimumCount: number
  /** With tags whose words are sexual. */
  readonly explicit: boolean
  /** Base addresses of the same booru, tried in turn; Danbooru's own where none is given. */
  readonly addresses?: readonly string[]
  readonly version: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: DownloadProgress) => void
}

/** The relations file of a list that came from the API: `danbooru.csv` → `danbooru_implications.csv`. */
export function relationsPath(list: string): string {
  const suffix = suffixOf(list)
  const name = nameOf(list)
  return joinPath(folderOf(list), `${name.slice(0, name.length - suffix.length)}_implications${suffix || '.csv'}`)
}

/** What an unfinished download from the API leaves, to go on with. */
export function apiDraftPath(list: string): string {
  return draftOf(list, 'pages')
}

/**
 * Tags, aliases and implications of a booru, as a tagcomplete list with a relations file and a record beside it. Old files
 * stay as they are until everything is there; after a break or a cancel the next call goes on with the pages that are.
 * Rejects with `DownloadError`, or with the signal's reason.
 */
export async function downloadFromApi(options: ApiOptions, world: DownloadWorld): Promise<ListInfo> {
  const { list, minimumCount, explicit, signal } = options
  if (!Number.isSafeInteger(minimumCount) || minimumCount < 1) throw new RangeError(`minimumCount ${minimumCount}`)
  const given = options.addresses ?? []
  const addresses = (given.length > 0 ? given : [DANBOORU]).map((address) => address.replace(/\/+$/, ''))
  signal?.throwIfAborted()
  try {
    const draft = await ApiDraft.open(world.store, apiDraftPath(list), { minimumCount, explicit }, world.now())
    const tell = createProgress(draft, options, world)
    const request = createRequester({ addresses, version: options.version, encoding: 'gzip', signal, onWait: tell.waiting }, world)
    await fetchTags(draft, options, request, tell.fetched)
    await fetchRelations('aliases', draft, options, request, tell.fetched)
    await fetchRelations('implications', draft, options, request, tell.fetched)
    const info = await writeLists(draft, options, addresses[0] ?? DANBOORU, world)
    await draft.remove()
    return info
  } catch (error) {
    signal?.throwIfAborted()
    throw toDownloadError(error, addresses[0] ?? DANBOORU)
  }
}

type Fetched = (stage: Stage) => void

async function fetchTags(draft: ApiDraft, { minimumCount, explicit }: ApiOptions, request: Requester, fetched: Fetched): Promise<void> {
  for (let after = nextOf(draft.content.tags); after !== null; after = nextOf(draft.content.tags)) {
    const from = after
    const page = await request(pagePath('tags', from, minimumCount), async (answer, url) => readTagPage(await readItems(answer, url), from, url))
    const rows = page.rows.filter(([name, , count]) => count >= minimumCount && (explicit || !isExplicit(name)))
    await draft.addTags({ after: from, next: page.next, received: page.received, rows })
    fetched('tags')
  }
}

async function fetchRelations(stage: 'aliases' | 'implications', draft: ApiDraft, { minimumCount, explicit }: ApiOptions, request: Requester, fetched: Fetched): Promise<void> {
  const known = new Set(draft.content.tags.flatMap(({ rows }) => rows.map(([name]) => name)))
  const isUseful = ([antecedent, consequent]: RelationRow) => known.has(consequent) && (stage === 'aliases' || known.has(antecedent)) && (explicit || !isExplicit(antecedent))
  for (let after = nextOf(draft.content[stage]); after !== null; after = nextOf(draft.content[stage])) {
    const from = after
    const page = await request(pagePath(stage, from, minimumCount), async (answer, url) => readRelationPage(await readItems(answer, url), from, url))
    await draft.addRelations(stage, { after: from, next: page.next, received: page.received, rows: page.rows.filter(isUseful) })
    fetched(stage)
  }
}

function isExplicit(name: string): boolean {
  return isSilent(tagKey(name))
}

async function writeLists(draft: ApiDraft, options: ApiOptions, url: string, world: DownloadWorld): Promise<ListInfo> {
  const { tags, aliases, implications } = draft.content
  const texts = listTexts(rowsOf<TagRow>(tags), rowsOf<RelationRow>(aliases), rowsOf<RelationRow>(implications))
  if (texts.tags === 0) throw new DownloadError('unexpected-answer', say`No tag has ${options.minimumCount} posts or more; choose a smaller number`)
  const bytes = new TextEncoder().encode(texts.list)
  const info: ListInfo = {
    source: 'api',
    url,
    date: new Date(world.now()).toISOString(),
    minimumCount: options.minimumCount,
    explicit: options.explicit,
    rows: texts.tags,
    relations: texts.implications,
    sha256: sha256Of(bytes),
  }
  await replaceFiles(world.store, [
    { path: relationsPath(options.list), bytes: new TextEncoder().encode(texts.relations) },
    { path: options.list, bytes },
    { path: infoPath(options.list), bytes: encodeInfo(info) },
  ])
  return info
}

function* rowsOf<Row>(pages: readonly DraftPage<Row>[]): Generator<Row> {
  for (const { rows } of pages) yield* rows
}

/** Counts rows as the server sends them, over all three stages. */
function createProgress({ content }: ApiDraft, { minimumCount, onProgress }: ApiOptions, world: DownloadWorld) {
  const expected = { tags: expectedTags(minimumCount), ...EXPECTED_RELATIONS }
  const received = (stage: Stage) => content[stage].reduce((sum, page) => sum + page.received, 0)
  const doneNow = () => STAGES.reduce((sum, stage) => sum + received(stage), 0)
  const started = { at: world.now(), done: doneNow(), pages: 0 }
  let last: DownloadProgress = { stage: 'tags', done: started.done }

  const total = () =>
    STAGES.reduce((sum, stage) => {
      const there = received(stage)
      return sum + (nextOf(content[stage]) === null ? there : Math.max(there, expected[stage]))
    }, 0)

  return {
    fetched: (stage: Stage): void => {
      started.pages++
      const [done, all] = [doneNow(), total()]
      const speed = (done - started.done) / (world.now() - started.at)
      last = { stage, done, total: all }
      if (started.pages > 1 && speed > 0 && Number.isFinite(speed)) last = { ...last, secondsLeft: Math.ceil((all - done) / speed / 1000) }
      onProgress?.(last)
    },
    waiting: (milliseconds: number): void => {
      onProgress?.({ ...last, waitingSeconds: Math.ceil(milliseconds / 1000) })
    },
  }
}
