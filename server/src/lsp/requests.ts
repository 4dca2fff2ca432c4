import { ResponseError, LSPErrorCodes, type CancellationToken } from 'vscode-languageserver'
import { buildReport } from '../audit/build-report'
import { renderJson } from '../audit/render-json'
import { renderMarkdown } from '../audit/render-markdown'
import { renderText } from '../audit/render-text'
import { say } from '../base/message'
import { nameOf } from '../base/path'
import { nextUncaptioned, placeOf } from '../features/neighbours'
import { describeNeighbour, describePreview, type Wording } from '../features/preview'
import type { Neighbour, PreviewData } from '../features/preview-data'
import { describeStatus } from '../features/describe-status'
import type { StatusData } from '../features/status-data'
import { runTagCommand } from '../features/tag-command'
import { ImageProcessError, type ImageProcess } from '../host/image-process'
import { AUDIT_REQUEST, RENDER_REQUEST, type AuditParams, type AuditResult, type RenderParams } from '../protocol/audit'
import {
  CAPTION_KIND_REQUEST,
  NEIGHBOUR_REQUEST,
  TAG_COMMAND_REQUEST,
  type CaptionKindParams,
  type CaptionKindResult,
  type NeighbourParams,
  type TagCommandParams,
  type TagCommandResult,
} from '../protocol/captions'
import { PREVIEW_REQUEST, type PreviewParams } from '../protocol/preview'
import { STATUS_REQUEST, THUMBNAIL_REQUEST, type StatusParams, type ThumbnailParams, type ThumbnailResult } from '../protocol/status'
import { createTextMap } from '../base/document'
import { applySpanEdits } from '../base/span'
import { isCaption } from './caption-kind'
import type { Doors } from './routes'
import type { Session } from './session'
import { toPath, toUri } from './uris'

/** Milliseconds that a panel waits for a dataset before it shows what there is. */
const PATIENCE = 800

/** Registers the requests of our own; their types are in `protocol/`. */
export function registerRequests({ session, datasets }: Doors, images: ImageProcess): void {
  const { connection, workspace } = session
  const wording: Wording = { toUri, translate: session.translate }

  connection.onRequest(CAPTION_KIND_REQUEST, async ({ uri }: CaptionKindParams): Promise<CaptionKindResult> => ({ caption: await isCaption(session, toPath(uri)) }))

  connection.onRequest(PREVIEW_REQUEST, async ({ uri }: PreviewParams): Promise<PreviewData> => {
    const path = toPath(uri)
    await patiently(datasets.ensure(path))
    return describePreview(workspace, path, wording)
  })

  connection.onRequest(STATUS_REQUEST, ({ uri }: StatusParams): StatusData => describeStatus(workspace, toPath(uri), wording))

  connection.onRequest(NEIGHBOUR_REQUEST, async ({ uri, direction }: NeighbourParams): Promise<Neighbour | null> => {
    const dataset = await datasets.ensure(toPath(uri))
    const sample = dataset?.sampleAt(toPath(uri))
    if (!dataset) return null
    if (direction === 'next-uncaptioned') return describeNeighbour(dataset, nextUncaptioned(dataset, sample), wording)
    const place = sample && placeOf(dataset, sample)
    return describeNeighbour(dataset, place?.[direction], wording)
  })

  connection.onRequest(TAG_COMMAND_REQUEST, ({ uri, position, command }: TagCommandParams): TagCommandResult => {
    const path = toPath(uri)
    const caption = workspace.captionOf(path)
    if (!caption) return { version: null, edits: [], selection: null }
    const map = createTextMap(caption.text)
    const { edits, selection } = runTagCommand(caption, map.toOffset(position), command)
    const after = createTextMap(applySpanEdits(caption.text, edits))
    return { version: workspace.versionOf(path) ?? null, edits: edits.map((edit) => map.toTextEdit(edit)), selection: selection ? after.toRange(selection) : null }
  })

  connection.onRequest(AUDIT_REQUEST, (params: AuditParams, token: CancellationToken) => audit(session, params, token, (path) => findDataset(path)))

  connection.onRequest(RENDER_REQUEST, ({ report, format }: RenderParams): string => {
    if (format === 'json') return renderJson(report)
    return format === 'markdown' ? renderMarkdown(report, session.translations) : renderText(report, session.translations)
  })

  connection.onRequest(THUMBNAIL_REQUEST, async ({ uri, size }: ThumbnailParams): Promise<ThumbnailResult> => {
    const path = toPath(uri)
    try {
      const bytes = await images.thumbnail(path, size)
      return { data: `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`, message: null }
    } catch (error) {
      if (!(error instanceof ImageProcessError)) throw error
      connection.console.warn(`${path}: ${error.message}`)
      return { data: null, message: session.translate(say`'${nameOf(path)}' cannot be decoded: ${error.message}`) }
    }
  })

  /** The dataset at or around a path: a folder is taken as it is when nothing above it is one. */
  const findDataset = async (path: string) => {
    const stat = await session.fileSystem.stat(path)
    if (stat.kind !== 'folder') return datasets.ensure(path)
    const around = workspace.datasets.find(({ root }) => root === path) ?? (await datasets.ensure(`${path}/.`))
    return around && around.root === path ? around : ((await datasets.open(path)) ?? around)
  }
}

async function audit(session: Session, params: AuditParams, token: CancellationToken, find: (path: string) => ReturnType<Doors['datasets']['ensure']>): Promise<AuditResult> {
  const stop = new AbortController()
  token.onCancellationRequested(() => stop.abort())
  const progress = params.workDoneToken === undefined ? undefined : session.connection.window.attachWorkDoneProgress(params.workDoneToken)
  progress?.begin(session.translate(say`Auditing dataset`), 0, undefined, true)
  try {
    const dataset = await find(toPath(params.uri))
    if (!dataset) throw new ResponseError(LSPErrorCodes.RequestFailed, session.translate(say`No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name`))
    const report = await buildReport(dataset, session.workspace.knowledge, {
      translate: session.translate,
      signal: stop.signal,
      onProgress: (done, total) => progress?.report(Math.round((done / total) * 100), `${done}/${total}`),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    })
    return { root: toUri(dataset.root), report }
  } catch (error) {
    if (stop.signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
    throw error
  } finally {
    progress?.done()
  }
}

/** Waits for `work`, but not for ever. */
async function patiently(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE)
  })
  await Promise.race([work, patience])
  clearTimeout(timer)
}
