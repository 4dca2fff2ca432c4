import type { CancellationToken } from 'vscode-languageserver'
import { say } from '../base/message'
import { joinPath, stemOf } from '../base/path'
import { planCrops, type CropJob, type CropMask, type CropOutput } from '../changes/crop-images'
import { samplesOf } from '../changes/plans/parts/scope'
import type { Dataset } from '../dataset/dataset'
import { filesByOwner } from '../dataset/own-files'
import { readImage } from '../dataset/read-image'
import { captionTextOf, type ImageFile, type Sample } from '../dataset/sample'
import { describeCrop, describePictures, imageAt } from '../features/crop-data'
import { excludeWorld } from '../lint/exclude-fix'
import { CROP_REQUEST, PICTURES_REQUEST, PLAN_CROP_REQUEST, type CropImage, type CropParams, type CropResult, type CropWish, type PicturesParams, type PicturesResult, type PlanCropParams, type PlanCropResult } from '../protocol/crop'
import { captionSuffix, classifyImageFile } from '../trainer/files'
import { guard } from './guard'
import { longWork } from './long-work'
import { offerChange } from './offer-change'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers what the crop panel asks; the types are in `protocol/crop.ts`. */
export function registerCrop(doors: Doors): void {
  const { session, open } = doors
  const { connection } = session
  const datasetAt = async (uri: string): Promise<Dataset | undefined> => {
    await doors.documents.entered()
    return findDataset(doors, toPath(uri))
  }

  connection.onRequest(
    CROP_REQUEST,
    guard(session, CROP_REQUEST, async ({ uri }: CropParams): Promise<CropResult> => {
      const dataset = await datasetAt(uri)
      return (dataset && describeCrop(dataset, toPath(uri), { toUri: open.toUri, translate: session.translate })) ?? null
    }),
  )
  connection.onRequest(
    PICTURES_REQUEST,
    guard(session, PICTURES_REQUEST, async ({ uri, within }: PicturesParams): Promise<PicturesResult> => {
      const dataset = await datasetAt(uri)
      if (!dataset) return { root: null, pictures: [] }
      const scope = samplesOf(dataset, within ? { kind: 'selection', paths: within.map(toPath) } : { kind: 'dataset' })
      const samples = 'samples' in scope ? scope.samples : []
      return { root: open.toUri(dataset.root), pictures: describePictures(dataset, samples.filter(({ folder }) => dataset.conceptOf(folder) !== undefined), open.toUri) }
    }),
  )
  connection.onRequest(
    PLAN_CROP_REQUEST,
    guard(session, PLAN_CROP_REQUEST, async ({ images, original, workDoneToken }: PlanCropParams, token: CancellationToken): Promise<PlanCropResult> => {
      const [first] = images
      const dataset = first && (await datasetAt(first.uri))
      if (!dataset) return null
      return longWork(session, say`Planning a change`, token, connection.window.attachWorkDoneProgress(workDoneToken), async (work) => {
        const jobs: CropJob[] = []
        for (const [index, image] of images.entries()) {
          const job = await jobOf(doors, dataset, image, original)
          if (job) jobs.push(job)
          work.report(index + 1, images.length)
          await work.breathe()
        }
        return offerChange(doors, { root: dataset.root, ...planCrops(jobs, excludeWorld(dataset)) }, work)
      })
    }),
  )
}

async function jobOf(doors: Doors, dataset: Dataset, { uri, orient, turn, straighten, crops }: CropImage, original: CropJob['original']): Promise<CropJob | undefined> {
  const found = imageAt(dataset, toPath(uri))
  const header = found?.image.header
  if (!found || !header) return undefined
  const { sample, image } = found
  const text = captionTextOf(sample) ?? null
  const listed = sample.listed !== undefined && sample.caption === undefined
  const captionOf = ({ caption }: CropWish): string | null => (typeof caption === 'string' || caption === null ? caption : listed ? null : text)
  const outputs = crops.map((wish): CropOutput => ({ stem: nameWithin(wish.name, stemOf(image.path)), area: wish.area, ...(wish.resize && { resize: wish.resize }), caption: captionOf(wish) }))
  return {
    sample,
    image: { path: image.path, type: header.type, size: header, orientation: header.orientation },
    captionSuffix: listed ? null : captionSuffix(dataset.settingsIn(sample.folder).values['captions.extension']),
    orient,
    turn,
    straighten,
    outputs,
    original,
    masks: await masksOf(doors, dataset, sample, image),
  }
}

/** A name that every disk takes; `usual` where nothing is left of it. */
function nameWithin(name: string, usual: string): string {
  // oxlint-disable-next-line no-control-regex
  const cleaned = name.replace(/[\u0000-\u001f\\/:*?"<>|]+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '')
  return cleaned === '' ? usual : cleaned
}

/** Masks and conditioning images of an image: in a folder of theirs, or beside it. */
async function masksOf({ session: { fileSystem } }: Doors, dataset: Dataset, sample: Sample, { path }: ImageFile): Promise<readonly CropMask[]> {
  const stem = stemOf(path)
  const paired = dataset.folders.flatMap(({ path: folder, masks }) => (folder === sample.folder && masks?.pairs.get(path)) || [])
  const own = filesByOwner(dataset.contents.get(sample.folder)?.names ?? []).get(stem) ?? []
  const beside = own.filter((name) => stemOf(name) !== stem && classifyImageFile(name).kind === 'found').map((name) => joinPath(sample.folder, name))
  const found: CropMask[] = []
  for (const mask of [...paired, ...beside]) {
    const { header, fault } = await readImage(fileSystem, mask)
    if (header && !fault) found.push({ path: mask, ending: stemOf(mask).slice(stem.length), size: header, orientation: header.orientation })
  }
  return found
}
