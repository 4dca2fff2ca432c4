import type { CancellationToken } from 'vscode-languageserver'
import { say } from '../base/message'
import { DownloadError } from '../host/download/download-error'
import type { DownloadWorld } from '../host/download/world'
import { downloadModel } from '../host/taggers/set-up/download-model'
import { setUpRuntime, type RuntimePackage } from '../host/taggers/set-up/set-up-runtime'
import { MODEL_REQUEST, RUNTIME_REQUEST, type ModelParams, type SetUpParams, type SetUpResult } from '../protocol/tagging'
import type { SettingValues } from '../settings'
import type { WorldFor } from './download'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import type { Session } from './session'

/** Registers what downloads a runtime and models; only ever because the user asked for it. */
export function registerTaggerSetUp(session: Session, version: string, worldFor: WorldFor, packages?: readonly RuntimePackage[]): void {
  const { connection } = session

  const fetchInto = async (params: SetUpParams, work: LongWork, run: (options: FetchOptions, world: DownloadWorld, values: SettingValues) => Promise<string>): Promise<SetUpResult> => {
    // of the editor alone: a dataset decides nothing about the network
    const { values } = await session.settingsFor(session.folders()[0] ?? '/')
    const world = worldFor({ own: values['download.proxy'], editor: params.editorProxy, environment: process.env })
    const onProgress = (done: number, total: number | undefined): void => {
      if (total !== undefined && total > 0) work.report(done, total)
    }
    try {
      return { fault: null, folder: await run({ cacheFolder: session.cacheFolder, version, signal: work.signal, onProgress }, world, values) }
    } catch (error) {
      work.signal.throwIfAborted()
      if (!(error instanceof DownloadError)) throw error
      return { fault: session.translate(error.told), folder: null }
    }
  }

  connection.onRequest(
    RUNTIME_REQUEST,
    guard(session, RUNTIME_REQUEST, (params: SetUpParams, token: CancellationToken) =>
      longWork(session, say`Setting up the local tagger`, token, connection.window.attachWorkDoneProgress(params.workDoneToken), (work) =>
        fetchInto(params, work, (options, world, values) => setUpRuntime({ ...options, registry: values['download.registry'], ...(packages && { packages }) }, world)),
      ),
    ),
  )
  connection.onRequest(
    MODEL_REQUEST,
    guard(session, MODEL_REQUEST, (params: ModelParams, token: CancellationToken) =>
      longWork(session, say`Downloading a tagger model`, token, connection.window.attachWorkDoneProgress(params.workDoneToken), (work) =>
        fetchInto(params, work, (options, world, values) => downloadModel(params.model, { ...options, hub: values['download.modelHub'] }, world)),
      ),
    ),
  )
}

interface FetchOptions {
  readonly cacheFolder: string
  readonly version: string
  readonly signal: AbortSignal
  readonly onProgress: (done: number, total: number | undefined) => void
}
