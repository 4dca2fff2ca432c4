import type { CancellationToken } from 'vscode-languageserver'
import { say, type Message } from '../base/message'
import type { ProxySettings } from '../host/download/choose-proxy'
import { downloadCsv } from '../host/download/download-csv'
import { DownloadError } from '../host/download/download-error'
import { apiDraftPath, downloadFromApi, relationsPath } from '../host/download/download-from-api'
import { readDraftState } from '../host/download/api-draft'
import { readListInfo } from '../host/download/list-info'
import { realWorld } from '../host/download/real-world'
import { ageInDays, reminderDue } from '../host/download/reminder-due'
import type { DownloadWorld } from '../host/download/world'
import {
  DANBOORU,
  DOWNLOAD_PROGRESS_NOTIFICATION,
  DOWNLOAD_REQUEST,
  DOWNLOAD_STATE_REQUEST,
  type DownloadErrorCode,
  type DownloadParams,
  type DownloadProgress,
  type DownloadProgressParams,
  type DownloadResult,
  type DownloadStateParams,
  type DownloadStateResult,
  type ListInfo,
} from '../protocol/download'
import type { SettingValues } from '../settings'
import { guard } from './guard'
import type { KnowledgeKeeper } from './knowledge'
import type { Session } from './session'
import { isFilePath, toPath, toUri } from './uris'

export type WorldFor = (proxies: ProxySettings) => DownloadWorld

export interface DownloadOptions {
  /** Of the product, for `User-Agent`. */
  readonly version: string
  readonly world?: WorldFor | undefined
}

/** Milliseconds between two notifications of progress. */
const PROGRESS_PAUSE = 100

/** Registers downloads and what is known of downloaded lists. The returned function ends the downloads that run. */
export function registerDownload(session: Session, knowledge: KnowledgeKeeper, { version, world: worldFor = realWorld }: DownloadOptions): () => void {
  const { connection, translate } = session
  const running = new Map<string, AbortController>()

  /** Of the editor alone: a dataset decides nothing about the network. */
  const settings = async (): Promise<SettingValues> => (await session.settingsFor(session.folders()[0] ?? '/')).values

  const fetchList = async (params: DownloadParams, list: string, signal: AbortSignal, world: DownloadWorld, mirrors: readonly string[]): Promise<ListInfo> => {
    const { source, explicit, token } = params
    const onProgress = pacer(world, (progress) => session.background(connection.sendNotification(DOWNLOAD_PROGRESS_NOTIFICATION, { token, progress } satisfies DownloadProgressParams)))
    const options = { list, explicit, version, signal, onProgress }
    if (source.kind === 'csv') return downloadCsv(source.url, { ...options, mirrors: source.mirrors, sha256: source.sha256 }, world)
    const addresses = [...new Set([DANBOORU, ...mirrors, ...source.mirrors])]
    return downloadFromApi({ ...options, addresses, minimumCount: source.minimumCount }, world)
  }

  const download = async (params: DownloadParams, token: CancellationToken): Promise<DownloadResult> => {
    const list = toPath(params.list)
    const fail = (code: DownloadErrorCode, message: Message, resumable = false): DownloadResult => ({ kind: 'failed', code, message: translate(message), resumable })
    if (!isFilePath(list)) return fail('disk', say`'${list}' lies on no disk that Taglore can write`)
    if (running.has(list)) return fail('running', say`This list is being downloaded already`)
    const stop = new AbortController()
    running.set(list, stop)
    // also told of one that came with the request
    token.onCancellationRequested(() => stop.abort())
    const isResumable = async (): Promise<boolean> => params.source.kind === 'api' && (await unfinishedOf(list, worldFor({}))) !== undefined
    try {
      const { 'download.proxy': own, 'download.mirrors': mirrors } = await settings()
      const world = worldFor({ own, editor: params.editorProxy, environment: process.env })
      const info = await fetchList(params, list, stop.signal, world, mirrors)
      const relations = info.relations === null ? null : relationsPath(list)
      await knowledge.filesChanged(relations === null ? [list] : [list, relations])
      return { kind: 'done', info, list: toUri(list), relations: relations === null ? null : toUri(relations) }
    } catch (error) {
      if (stop.signal.aborted) return { kind: 'cancelled', resumable: await isResumable() }
      if (!(error instanceof DownloadError)) throw error
      connection.console.warn(`${DOWNLOAD_REQUEST}: ${error.code}: ${error.message}`)
      return fail(error.code, error.told, await isResumable())
    } finally {
      running.delete(list)
    }
  }

  const state = async ({ list: uri, reminded }: DownloadStateParams): Promise<DownloadStateResult> => {
    const list = toPath(uri)
    if (!isFilePath(list)) return { info: null, ageDays: null, reminderDue: false, unfinished: null }
    const world = worldFor({})
    const [info, unfinished, values] = await Promise.all([readListInfo(world.store, list), running.has(list) ? undefined : unfinishedOf(list, world), settings()])
    const now = world.now()
    return {
      info: info ?? null,
      ageDays: ageInDays(info?.date, now) ?? null,
      reminderDue: reminderDue({ ...(info && { date: info.date }), ...(reminded !== undefined && { reminded }), now }, values),
      unfinished: unfinished ?? null,
    }
  }

  connection.onRequest(DOWNLOAD_REQUEST, guard<[DownloadParams, CancellationToken], unknown>(session, DOWNLOAD_REQUEST, download))
  connection.onRequest(DOWNLOAD_STATE_REQUEST, guard(session, DOWNLOAD_STATE_REQUEST, state))
  return () => {
    for (const stop of running.values()) stop.abort()
  }
}

function unfinishedOf(list: string, world: DownloadWorld): ReturnType<typeof readDraftState> {
  return readDraftState(world.store, apiDraftPath(list), world.now())
}

/** Tells of progress as often as eyes can follow; of waiting always. */
function pacer(world: DownloadWorld, tell: (progress: DownloadProgress) => void): (progress: DownloadProgress) => void {
  let last = -Infinity
  return (progress) => {
    const now = world.now()
    if (progress.waitingSeconds === undefined && now - last < PROGRESS_PAUSE) return
    last = now
    tell(progress)
  }
}
