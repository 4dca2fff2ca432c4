import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver'
import { say, type Message } from '../base/message'
import { SETTINGS_FILE } from '../dataset/find-root'
import { joinPath, nameOf } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { readImage } from '../dataset/read-image'
import { describeImageFault } from '../features/image-fault'
import type { Wording } from '../features/preview'
import { describeStatus } from '../features/describe-status'
import type { StatusData } from '../features/status-data'
import { runTagCommand } from '../features/tag-command'
import { ThumbnailCache } from '../host/thumbnail-cache'
import { ImageProcessError, type AskOptions, type ImageProcess, type ImageProcessFailure } from '../host/image-process'
import {
  CAPTION_KIND_REQUEST,
  TAG_COMMAND_REQUEST,
  type CaptionKindParams,
  type CaptionKindResult,
  type TagCommandParams,
  type TagCommandResult,
} from '../protocol/captions'
import { STATUS_REQUEST, THUMBNAIL_REQUEST, type StatusParams, type ThumbnailParams, type ThumbnailResult } from '../protocol/status'
import { createTextMap } from '../base/document'
import { applySpanEdits } from '../base/span'
import { isCaption } from './caption-kind'
import { guard } from './guard'
import type { Doors } from './route'
import type { Session } from './session'
import { isFilePath, toPath } from './uris'

/** Registers the requests of our own; their types are in `protocol/`. */
export function registerRequests(doors: Doors, images: ImageProcess): void {
  const { session, open } = doors
  const { workspace } = session
  const wording: Wording = { toUri: open.toUri, translate: session.translate }
  const on = <Params>(method: string, handler: (params: Params, token: CancellationToken) => unknown): void => {
    session.connection.onRequest(method, guard<[Params, CancellationToken], unknown>(session, method, handler))
  }

  on(CAPTION_KIND_REQUEST, async ({ uri, siblings }: CaptionKindParams): Promise<CaptionKindResult> => ({ caption: await isCaption(session, toPath(uri), { siblings }) }))

  on(STATUS_REQUEST, async ({ uri, waits }: StatusParams): Promise<StatusData> => {
    await doors.documents.captionAt(uri)
    if (waits) await doors.datasets.ensure(toPath(uri))
    return describeStatus(workspace, toPath(uri), wording)
  })

  on(TAG_COMMAND_REQUEST, async ({ uri, position, command, before }: TagCommandParams): Promise<TagCommandResult> => {
    const served = await doors.documents.captionAt(uri)
    const caption = served && workspace.captionOf(served.path)
    if (!caption) return { version: null, edits: [], selection: null }
    const { map, path } = served
    const { edits, selection } = runTagCommand(caption, map.toOffset(position), command, before)
    const after = createTextMap(applySpanEdits(caption.text, edits))
    return { version: workspace.versionOf(path) ?? null, edits: edits.map((edit) => map.toTextEdit(edit)), selection: selection ? after.toRange(selection) : null }
  })

  on(THUMBNAIL_REQUEST, async ({ uri, size, priority }: ThumbnailParams, token): Promise<ThumbnailResult> => {
    const stop = new AbortController()
    const listening = token.onCancellationRequested(() => stop.abort(new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')))
    try {
      return await thumbnail(session, images, toPath(uri), size, { priority, signal: stop.signal })
    } finally {
      listening.dispose()
    }
  })
}

/** The dataset at or around a path: a folder is taken as it is when nothing above it is one. */
export async function findDataset({ session, datasets }: Doors, path: string): Promise<Dataset | undefined> {
  const stat = await session.fileSystem.stat(path)
  if (stat.kind !== 'folder') return datasets.ensure(path)
  const own = session.workspace.datasets.find(({ root }) => root === path)
  return own ?? (await datasets.ensure(joinPath(path, SETTINGS_FILE))) ?? datasets.open(path)
}

/** Pixels that a thumbnail may have on its longest side. */
const SIDES = { least: 16, most: 4096 }

/** A picture no longer than `size` on either side, as an address that any page can show. */
export async function thumbnail(session: Session, images: ImageProcess, path: string, size: number, { priority = 'now', signal }: AskOptions = {}): Promise<ThumbnailResult> {
  const fail = (message: Message): ThumbnailResult => ({ data: null, message: session.translate(message) })
  const name = nameOf(path)
  if (!isFilePath(path)) return fail(say`'${name}' lies on no disk that Taglore can read`)
  const side = Math.min(Math.max(Math.round(size) || 0, SIDES.least), SIDES.most)
  const stat = await session.fileSystem.stat(path).catch(() => undefined)
  const cache = thumbnailsOf(session)
  const kept = stat && (await cache.get(path, stat, side))
  if (kept) return { data: toAddress(kept), message: null }
  const { fault } = await readImage(session.fileSystem, path)
  if (fault) return fail(describeImageFault(fault, name))
  try {
    signal?.throwIfAborted()
    const bytes = await images.thumbnail(path, side, { priority, signal })
    if (stat) session.background(cache.set(path, stat, side, bytes))
    return { data: toAddress(bytes), message: null }
  } catch (error) {
    if (!(error instanceof ImageProcessError)) throw error
    session.connection.console.warn(`${path}: ${error.message}`)
    return fail(describeFailure(error.failure, name))
  }
}

const thumbnails = new WeakMap<Session, ThumbnailCache>()

function thumbnailsOf(session: Session): ThumbnailCache {
  const known = thumbnails.get(session) ?? new ThumbnailCache(session.fileSystem, session.cacheFolder)
  thumbnails.set(session, known)
  return known
}

function toAddress(bytes: Uint8Array): string {
  return `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`
}

/** Why a picture could not be read, in words. */
export function describeFailure(failure: ImageProcessFailure, name: string): Message {
  switch (failure) {
    case 'undecodable':
      return say`'${name}' cannot be decoded; open it in an image editor and save it again`
    case 'hung':
      return say`'${name}' takes too long to decode`
    case 'crashed':
    case 'stopped':
      return say`'${name}' could not be decoded: the image process stopped; try again`
    case 'unavailable':
      return say`Images are not decoded here: the image library does not load on this machine`
    case 'crashes-too-often':
      return say`Images are not decoded for a minute: the image process stopped three times`
  }
}
