import { suffixOfEncoding, type ImageEncoding, type ImageTransform, type PixelSize } from '../base/image-transform'
import { say, type Message } from '../base/message'
import { folderOf, nameOf } from '../base/path'
import type { ImageHeader } from '../dataset/sample'
import type { JournalledChange } from './change'
import { encodingOf, nameAfter, planTransforms, type PictureJob, type PictureWorld } from './transform-images'

/** `keep`: the format that the name says. `webp-lossless`: WebP without loss. */
export type PrepareFormat = 'keep' | 'png' | 'jpeg' | 'webp' | 'webp-lossless'

export interface PrepareOptions {
  readonly format: PrepareFormat
  /** 1–100, of JPEG and WebP. */
  readonly quality: number
  /** Longer pictures are scaled down to this longest side, pixels; null leaves sizes. */
  readonly longest: number | null
  /** Takes out EXIF, colour profile and generation data; colours become sRGB. */
  readonly strip: boolean
  /** Lays what is transparent on white. */
  readonly flatten: boolean
  /** Turns pixels as EXIF says. */
  readonly orient: boolean
}

/** What is done to a picture; undefined where nothing of it is wanted there. */
export function preparation(path: string, { width, height, orientation, type, mode }: ImageHeader, { format, quality, longest, strip, flatten, orient }: PrepareOptions): ImageTransform | undefined {
  const encode = encodingFor(path, type, format, quality)
  const turns = orient && orientation > 1
  const upright: PixelSize = turns && orientation >= 5 ? { width: height, height: width } : { width, height }
  const scale = longest === null ? 1 : longest / Math.max(width, height)
  const resize = scale < 1 ? { width: Math.max(1, Math.round(upright.width * scale)), height: Math.max(1, Math.round(upright.height * scale)) } : undefined
  // a header that does not say it may have alpha
  const clears = flatten && (mode === undefined || mode.alpha)
  const converts = format !== 'keep' && (encode.format !== FORMATS[type] || nameAfter(path, encode) !== path)
  if (!turns && !resize && !clears && !converts && !strip) return undefined
  return { ...(turns ? { orient: true } : {}), ...(clears ? { flatten: '#ffffff' } : {}), ...(resize ? { resize } : {}), encode, metadata: strip ? 'strip' : 'keep' }
}

const FORMATS: Readonly<Record<string, ImageEncoding['format']>> = { png: 'png', jpg: 'jpeg', webp: 'webp' }

function encodingFor(path: string, type: string, format: PrepareFormat, quality: number): ImageEncoding {
  const asked = Math.min(100, Math.max(1, Math.round(quality)))
  switch (format) {
    case 'keep':
      return encodingOf(path, type)
    case 'png':
      return { format }
    case 'jpeg':
    case 'webp':
      return { format, quality: asked }
    case 'webp-lossless':
      return { format: 'webp' }
  }
}

export interface PrepareWorld extends PictureWorld {
  /** Whether an image has a mask, which lies on its pixels as they are stored. */
  readonly isMasked: (path: string) => boolean
}

export interface PreparePlan {
  readonly change: JournalledChange
  readonly refusals: readonly { readonly path: string; readonly message: Message }[]
}

/** Pictures made anew in their places; one whose new name another file has is left alone. */
export function planPrepare(images: readonly { readonly path: string; readonly header: ImageHeader }[], options: PrepareOptions, world: PrepareWorld): PreparePlan {
  const jobs: PictureJob[] = []
  const refusals: { path: string; message: Message }[] = []
  const made = new Set<string>()
  for (const { path, header } of images) {
    const transform = preparation(path, header, options)
    if (!transform) continue
    if (transform.orient && world.isMasked(path)) {
      refusals.push({ path, message: say`'${nameOf(path)}' stays as it is: it has a mask, and EXIF turns it; the quick fix of rotated-image turns both` })
      continue
    }
    const to = nameAfter(path, transform.encode)
    const isTaken = to !== path && (made.has(to.toLowerCase()) || world.filesIn(folderOf(path)).some((name) => name.toLowerCase() === nameOf(to).toLowerCase()))
    if (isTaken) refusals.push({ path, message: say`'${nameOf(path)}' stays as it is: there is a '${nameOf(to)}' already` })
    else {
      jobs.push({ path, transform })
      made.add(to.toLowerCase())
    }
  }
  const kind = options.format === 'keep' ? undefined : suffixOfEncoding(encodingFor('', '', options.format, 90)).slice(1).toUpperCase()
  const title = kind === undefined ? say`Prepare ${jobs.length} images` : say`Convert ${jobs.length} images to ${kind}`
  return { change: planTransforms(title, jobs, world).files.length === 0 ? { title, files: [] } : planTransforms(title, jobs, world), refusals }
}
