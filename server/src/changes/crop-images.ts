import { frameOf, type ImageTransform, type PixelArea, type PixelSize } from '../base/image-transform'
import { inside } from '../base/crop-area'
import { say, type Message } from '../base/message'
import { comparePaths, folderOf, joinPath, nameOf, relativePath, stemOf, suffixOf } from '../base/path'
import { EXCLUDED_FOLDER } from '../dataset/folder-tree'
import type { Sample } from '../dataset/sample'
import type { JournalledChange, JournalledFile } from './change'
import { planExclude, type ExcludeWorld } from './exclude'
import { freeStem } from './rename-sample'
import { encodingOf, latentsOf, nameAfter } from './transform-images'

/** One picture that is cut out of another. */
export interface CropOutput {
  /** Name without suffix, in the folder of the original; one that is taken gets a number. */
  readonly stem: string
  /** In pixels of the picture as it is turned and straightened. */
  readonly area: PixelArea
  readonly resize?: PixelSize
  /** Text of its caption; null where it is to have none. */
  readonly caption: string | null
}

/** A mask or conditioning image of a picture: `ending` is what its name has behind the picture's stem. */
export interface CropMask {
  readonly path: string
  readonly ending: string
  readonly size: PixelSize
  readonly orientation: number
}

export interface CropJob {
  readonly sample: Sample
  readonly image: { readonly path: string; readonly type: string; readonly size: PixelSize; readonly orientation: number }
  /** `.txt`; null where captions stand in one file for many images. */
  readonly captionSuffix: string | null
  readonly orient: boolean
  readonly turn: 0 | 90 | 180 | 270
  /** Degrees clockwise, -45 to 45. */
  readonly straighten: number
  readonly outputs: readonly CropOutput[]
  /** `exclude`: the original goes to `_excluded`, and a crop may take its name. */
  readonly original: 'keep' | 'exclude'
  readonly masks: readonly CropMask[]
}

export interface CropPlan {
  readonly change: JournalledChange
  readonly refusals: readonly { readonly path: string; readonly message: Message }[]
}

/**
 * Cuts pictures out of others. Captions are written as given, masks are cut along, latents of pixels that are no longer there go. A crop that
 * takes the name of an original keeps its caption file; the original goes to `_excluded` with a copy of the caption, so that it can be restored.
 */
export function planCrops(jobs: readonly CropJob[], world: ExcludeWorld): CropPlan {
  const taken = new Map<string, string[]>()
  const namesIn = (folder: string): string[] => {
    const names = taken.get(folder) ?? [...world.filesIn(folder)]
    taken.set(folder, names)
    return names
  }
  const files: JournalledFile[] = []
  const refusals: { path: string; message: Message }[] = []
  const leaving: Sample[] = []
  let pictures = 0
  for (const job of jobs) {
    const fault = faultOf(job)
    if (fault) {
      refusals.push({ path: job.image.path, message: fault })
      continue
    }
    pictures += job.outputs.length
    const stem = stemOf(job.image.path)
    const replaces = job.original === 'exclude' && job.outputs.some((output) => output.stem === stem)
    let isFree = replaces
    for (const output of job.outputs) {
      const takesName = isFree && output.stem === stem
      if (takesName) isFree = false
      files.push(...outputFiles(job, output, takesName ? undefined : namesIn(folderOf(job.image.path))))
    }
    if (replaces) files.push(...replacedFiles(job, world, namesIn))
    else if (job.original === 'exclude') leaving.push(job.sample)
  }
  files.push(...planExclude(leaving, world).files)
  const [job] = jobs
  const title = pictures === 1 && job ? say`Crop '${nameOf(job.image.path)}'` : jobs.length === 1 && job ? say`Crop ${pictures} pictures out of '${nameOf(job.image.path)}'` : say`Crop ${jobs.length - refusals.length} images`
  return { change: { title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }, refusals }
}

function faultOf({ image, orient, masks, outputs, captionSuffix }: CropJob): Message | undefined {
  const name = nameOf(image.path)
  if (captionSuffix === null && outputs.some(({ caption }) => caption !== null)) return say`The captions of '${name}' stand in one file for many images: crop it without captions, and write them there`
  if (masks.some((mask) => maskTurn(image, mask, orient) === undefined)) return say`The mask of '${name}' cannot be mirrored along: turn image and mask in an image editor`
  return undefined
}

/** The picture, its masks and its caption. `names`: those that are taken; without them the crop takes the original's name. */
function outputFiles(job: CropJob, output: CropOutput, names: string[] | undefined): JournalledFile[] {
  const { image, masks, captionSuffix } = job
  const folder = folderOf(image.path)
  const stem = names ? freeStem(output.stem, names) : output.stem
  const encode = encodingOf(image.path, image.type)
  const to = joinPath(folder, stem + suffixOf(nameAfter(image.path, encode)))
  names?.push(nameOf(to))
  const frame = frameOf(image.size, { ...turning(job) }, image.orientation)
  const picture: JournalledFile = { kind: 'transform', path: image.path, transform: { ...turning(job), crop: inside(output.area, frame), ...(output.resize && { resize: output.resize }), encode, metadata: 'keep' }, to, keep: true }
  return [
    picture,
    ...masks.map((mask): JournalledFile => ({ kind: 'transform', path: mask.path, transform: maskTransform(job, mask, output, frame), to: joinPath(folderOf(mask.path), `${stem}${mask.ending}.png`), keep: true })),
    ...(names && output.caption !== null ? [{ kind: 'create' as const, path: joinPath(folder, stem + (captionSuffix ?? '.txt')), text: fileText(output.caption) }] : []),
  ]
}

/** What becomes of the original whose name a crop takes. */
function replacedFiles(job: CropJob, { root, filesIn }: ExcludeWorld, namesIn: (folder: string) => string[]): JournalledFile[] {
  const { image, sample, masks, outputs } = job
  const away = (path: string): string => joinPath(root, EXCLUDED_FOLDER, ...(folderOf(path) === root ? [] : [relativePath(root, folderOf(path))]))
  const stem = stemOf(image.path)
  const free = freeStem(stem, namesIn(away(image.path)))
  namesIn(away(image.path)).push(free + suffixOf(image.path))
  const wanted = outputs.find((output) => output.stem === stem)?.caption ?? null
  const { caption } = sample
  const suffix = caption ? suffixOf(caption.path) : job.captionSuffix
  const kept = caption && !caption.fault ? caption : undefined
  return [
    { kind: 'rename', path: image.path, to: joinPath(away(image.path), free + suffixOf(image.path)) },
    ...masks.map((mask): JournalledFile => ({ kind: 'rename', path: mask.path, to: joinPath(away(mask.path), free + mask.ending + suffixOf(mask.path)) })),
    ...latentsOf(image.path, filesIn).map((path): JournalledFile => ({ kind: 'delete', path })),
    ...(kept ? [{ kind: 'create' as const, path: joinPath(away(image.path), free + (suffix ?? '.txt')), text: kept.text }] : []),
    ...captionFiles(job, kept, wanted),
  ]
}

function captionFiles({ image, captionSuffix }: CropJob, kept: Sample['caption'], wanted: string | null): JournalledFile[] {
  if (kept && wanted === null) return [{ kind: 'delete', path: kept.path }]
  if (kept && wanted !== null && fileText(wanted) !== fileText(kept.text)) return [{ kind: 'edit', path: kept.path, text: kept.text, edits: [{ span: { start: 0, end: kept.text.length }, newText: fileText(wanted) }] }]
  if (!kept && wanted !== null && captionSuffix !== null) return [{ kind: 'create', path: joinPath(folderOf(image.path), stemOf(image.path) + captionSuffix), text: fileText(wanted) }]
  return []
}

/** An empty file makes training abort, an empty line does not. */
function fileText(caption: string): string {
  return caption.endsWith('\n') ? caption : `${caption}\n`
}

function turning({ orient, turn, straighten, image }: CropJob): Pick<ImageTransform, 'orient' | 'turn' | 'straighten'> {
  return { ...(orient && image.orientation > 1 ? { orient } : {}), ...(turn === 0 ? {} : { turn }), ...(straighten === 0 ? {} : { straighten }) }
}

const TURNS: Readonly<Record<number, 0 | 90 | 180 | 270>> = { 1: 0, 3: 180, 6: 90, 8: 270 }

/** How far a mask is turned because its image is turned by EXIF; undefined where that would mirror it. */
function maskTurn(image: CropJob['image'], mask: CropMask, orient: boolean): 'orient' | 0 | 90 | 180 | 270 | undefined {
  if (!orient || image.orientation === 1) return 0
  if (mask.orientation === image.orientation) return 'orient'
  const isUpright = image.orientation >= 5 && mask.size.width / mask.size.height === image.size.height / image.size.width && mask.size.width !== mask.size.height
  return isUpright ? 0 : TURNS[image.orientation]
}

function maskTransform(job: CropJob, mask: CropMask, { area, resize }: CropOutput, frame: PixelSize): ImageTransform {
  const first = maskTurn(job.image, mask, job.orient) ?? 0
  const turn = ((first === 'orient' ? 0 : first) + job.turn) % 360
  const own: Pick<ImageTransform, 'orient' | 'turn' | 'straighten'> = {
    ...(first === 'orient' ? { orient: true } : {}),
    ...(turn === 90 || turn === 180 || turn === 270 ? { turn } : {}),
    ...(job.straighten === 0 ? {} : { straighten: job.straighten }),
  }
  const maskFrame = frameOf(mask.size, own, mask.orientation)
  const [x, y] = [maskFrame.width / frame.width, maskFrame.height / frame.height]
  const crop = inside({ left: area.left * x, top: area.top * y, width: area.width * x, height: area.height * y }, maskFrame)
  return { ...own, crop, ...(resize && { resize }), encode: { format: 'png' }, metadata: 'keep' }
}
