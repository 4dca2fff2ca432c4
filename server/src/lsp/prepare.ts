import type { CancellationToken } from 'vscode-languageserver'
import { say, type Message } from '../base/message'
import { comparePaths, nameOf, suffixOf } from '../base/path'
import type { JournalledFile } from '../changes/change'
import { planPrepare, preparation } from '../changes/prepare-images'
import { latentsOf } from '../changes/transform-images'
import type { Dataset } from '../dataset/dataset'
import type { ImageHeader } from '../dataset/sample'
import { describePictures, imageAt } from '../features/crop-data'
import { ImageProcessError, type ImageProcess } from '../host/image-process'
import { faultOfTemplate, upscale } from '../host/upscale'
import { excludeWorld } from '../lint/exclude-fix'
import type { PlannedChange } from '../protocol/changes'
import { PLAN_PREPARE_REQUEST, PREPARE_SAMPLE_REQUEST, UPSCALE_REQUEST, type PlanPrepareParams, type PrepareSampleParams, type PrepareSampleResult, type UpscaleParams, type UpscaleResult } from '../protocol/prepare'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import { offerChange } from './offer-change'
import { describeFailure, findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

interface ReadImage {
  readonly path: string
  readonly header: ImageHeader
}

/** Registers what converts, scales and enlarges images; the types are in `protocol/prepare.ts`. */
export function registerPrepare(doors: Doors, images: ImageProcess): void {
  const { session } = doors
  const { connection } = session
  const datasetAt = async (uri: string | undefined): Promise<Dataset | undefined> => {
    await doors.documents.entered()
    return uri === undefined ? undefined : findDataset(doors, toPath(uri))
  }

  connection.onRequest(
    PREPARE_SAMPLE_REQUEST,
    guard(session, PREPARE_SAMPLE_REQUEST, async ({ uri, options }: PrepareSampleParams): Promise<PrepareSampleResult> => {
      const dataset = await datasetAt(uri)
      const [image] = dataset ? readImages(dataset, [uri]) : []
      const transform = image && preparation(image.path, image.header, options)
      if (!image || !transform) return { made: null, message: null }
      try {
        const { bytes, width, height } = await images.transform(image.path, transform, { priority: 'soon' })
        return { made: { bytes: bytes.length, width, height }, message: null }
      } catch (error) {
        if (!(error instanceof ImageProcessError)) throw error
        return { made: null, message: session.translate(describeFailure(error.failure, nameOf(image.path))) }
      }
    }),
  )
  connection.onRequest(
    PLAN_PREPARE_REQUEST,
    guard(session, PLAN_PREPARE_REQUEST, async ({ uris, options, workDoneToken }: PlanPrepareParams, token: CancellationToken): Promise<PlannedChange | null> => {
      const dataset = await datasetAt(uris[0])
      if (!dataset) return null
      return longWork(session, say`Planning a change`, token, connection.window.attachWorkDoneProgress(workDoneToken), (work) => offerChange(doors, { root: dataset.root, ...planPrepare(readImages(dataset, uris), options, { ...excludeWorld(dataset), isMasked: (path) => dataset.folders.some(({ masks }) => masks?.pairs.has(path)) }) }, work))
    }),
  )
  connection.onRequest(
    UPSCALE_REQUEST,
    guard(session, UPSCALE_REQUEST, async ({ uris, workDoneToken }: UpscaleParams, token: CancellationToken): Promise<UpscaleResult> => {
      const template = (await session.settingsFor(session.folders()[0] ?? '/')).values['tools.upscale']
      const dataset = await datasetAt(uris[0])
      const fault = session.trusted ? faultOfTemplate(template) : say`Programs are started in trusted workspaces only`
      if (fault || template === null || !dataset) return { fault: fault ? session.translate(fault) : null, change: null }
      return longWork(session, say`Upscaling images`, token, connection.window.attachWorkDoneProgress(workDoneToken), (work) => enlarge(doors, images, dataset, { uris, template }, work))
    }),
  )
}

function readImages(dataset: Dataset, uris: readonly string[]): readonly ReadImage[] {
  return uris.flatMap((uri) => {
    const image = imageAt(dataset, toPath(uri))?.image
    return image?.header && !image.fault ? [{ path: image.path, header: image.header }] : []
  })
}

/** Bytes of enlarged pictures that one change may hold. */
const MOST = 512 * 1024 * 1024

async function enlarge(doors: Doors, images: ImageProcess, dataset: Dataset, { uris, template }: { readonly uris: readonly string[]; readonly template: string }, work: LongWork): Promise<UpscaleResult> {
  const { session, open } = doors
  const { fileSystem } = session
  const world = excludeWorld(dataset)
  const scales = new Map(describePictures(dataset, dataset.samples.values(), open.toUri).map(({ uri, scale }) => [uri, scale]))
  const files: JournalledFile[] = []
  const refusals: { path: string; message: Message }[] = []
  let [done, held, count] = [0, 0, 0]
  const decodes = (path: string): Promise<boolean> => images.facts(path, { signal: work.signal }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ImageProcessError && error.failure === 'undecodable') return false
      throw error
    },
  )
  for (const { path, header } of readImages(dataset, uris)) {
    work.report(done++, uris.length)
    const stat = await fileSystem.stat(path)
    const made = held > MOST ? { fault: say`'${nameOf(path)}' is left for another time: the pictures of one step are ${MOST / 1024 / 1024} MB at most` } : await upscale(template, { path, header, scale: scales.get(open.toUri(path)) ?? 2 }, { fileSystem, decodes, signal: work.signal })
    if ('fault' in made) {
      if ('missing' in made && made.missing) return { fault: session.translate(made.fault), change: null }
      refusals.push({ path, message: made.fault })
      continue
    }
    held += made.length
    count++
    files.push(...replacement(path, { size: stat.size, modified: stat.modified }, made), ...latentsOf(path, world.filesIn).map((latents): JournalledFile => ({ kind: 'delete', path: latents })))
  }
  const title = say`Upscale ${count} images`
  return { fault: null, change: await offerChange(doors, { root: dataset.root, change: { title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }, refusals }, work) }
}

/** The tool writes PNG: a picture of another format gets that suffix. */
function replacement(path: string, before: { readonly size: number; readonly modified: number }, bytes: Uint8Array): readonly JournalledFile[] {
  const suffix = suffixOf(path)
  if (suffix.toLowerCase() === '.png') return [{ kind: 'bytes', path, before, bytes }]
  return [{ kind: 'delete', path }, { kind: 'bytes', path: `${path.slice(0, path.length - suffix.length)}.png`, before: undefined, bytes }]
}
