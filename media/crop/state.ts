import { inside, largestArea } from '../../server/src/base/crop-area'
import { frameOf, type PixelArea, type PixelSize } from '../../server/src/base/image-transform'
import { applySpanEdits } from '../../server/src/base/span'
import { editCaption, type TagEdit } from '../../server/src/caption/edit'
import { parseCaption } from '../../server/src/caption/parse'
import { tagKey } from '../../server/src/caption/tag-key'
import { fitResolution, selectBucket, type BucketFit, type CropBuckets, type CropData, type CropImage, type CropTurn, type CropWish } from '../../server/src/protocol/crop'

/** `bucket` keeps the shape of a bucket, `locked` the shape that the frame has. */
export type Shape = { readonly kind: 'free' } | { readonly kind: 'locked'; readonly ratio: number } | { readonly kind: 'bucket'; readonly size: readonly [number, number] }

export type CaptionChoice = 'same' | 'close-up' | 'empty' | 'none' | 'own'

export interface Crop {
  readonly area: PixelArea
  readonly shape: Shape
  readonly caption: CaptionChoice
  /** With `own`. */
  readonly text: string
}

export interface Draft extends CropTurn {
  readonly crops: readonly Crop[]
  readonly active: number
}

export type Original = 'keep' | 'exclude'

/** The picture as it is cropped; null for one that cannot be. */
export function frameIn({ size, orientation }: CropData, turning: CropTurn): PixelSize | null {
  return size && frameOf(size, { orient: turning.orient, straighten: turning.straighten, ...(turning.turn === 0 ? {} : { turn: turning.turn }) }, orientation)
}

/** What training makes of a picture of this size. */
export function fitOf({ enabled, options, table }: CropBuckets, { width, height }: PixelSize): BucketFit {
  return enabled ? selectBucket(table, options, [width, height]) : fitResolution(options.resolution, [width, height])
}

/** One frame of the shape of the picture's own bucket; upright where EXIF turns the picture. */
export function firstDraft(data: CropData): Draft {
  const turning: CropTurn = { orient: data.orientation > 1, turn: 0, straighten: 0 }
  const frame = frameIn(data, turning)
  return { ...turning, crops: frame ? [bucketCrop(data, frame)] : [], active: 0 }
}

export function bucketCrop(data: CropData, frame: PixelSize): Crop {
  const { bucket } = fitOf(data.buckets, frame)
  return { area: largestArea(frame, { width: bucket[0], height: bucket[1] }), shape: { kind: 'bucket', size: bucket }, caption: data.listed ? 'none' : 'same', text: '' }
}

/** A square of the upper part, where heads are, for which the caption is made one of a close-up. */
export function headCrop(data: CropData, frame: PixelSize): Crop {
  const side = Math.round(Math.min(frame.width, frame.height) * 0.5)
  return { area: inside({ left: (frame.width - side) / 2, top: frame.height * 0.04, width: side, height: side }, frame), shape: { kind: 'locked', ratio: 1 }, caption: data.listed ? 'none' : 'close-up', text: '' }
}

export function ratioOf({ shape }: Crop): number | undefined {
  return shape.kind === 'free' ? undefined : shape.kind === 'locked' ? shape.ratio : shape.size[0] / shape.size[1]
}

/** The frames of a draft in a picture that is turned in another way: each as near as it can be to where it was. */
export function turned(data: CropData, draft: Draft, turning: CropTurn): Draft {
  const [before, frame] = [frameIn(data, draft), frameIn(data, turning)]
  if (!before || !frame) return { ...draft, ...turning }
  const crops = draft.crops.map((crop) => {
    const area = inside({ ...crop.area, left: ((crop.area.left + crop.area.width / 2) / before.width) * frame.width - crop.area.width / 2, top: ((crop.area.top + crop.area.height / 2) / before.height) * frame.height - crop.area.height / 2 }, frame)
    const ratio = ratioOf(crop)
    if (ratio === undefined || Math.abs(area.width / area.height - ratio) < 0.01 * ratio) return { ...crop, area }
    const own = largestArea({ width: area.width, height: area.height }, { width: ratio, height: 1 })
    return { ...crop, area: { ...own, left: own.left + area.left, top: own.top + area.top } }
  })
  return { ...draft, ...turning, crops }
}

/** Tags that say how much of the body is seen: those of the whole picture are wrong for a part of it. */
const FRAMINGS: ReadonlySet<string> = new Set(['full body', 'wide shot', 'very wide shot', 'cowboy shot', 'upper body', 'lower body', 'portrait', 'close-up', 'feet out of frame', 'head out of frame'].map(tagKey))

/** The caption with `close-up` in place of what it says about how much is seen. */
export function closeUp(text: string): string {
  const caption = parseCaption(text)
  const [first, ...others] = caption.tags.filter((tag) => FRAMINGS.has(tagKey(tag.text)))
  const last = caption.tags.at(-1)
  const edits: TagEdit[] = [first ? { kind: 'replace', tag: first, text: 'close-up' } : { kind: 'insert', text: 'close-up', at: last ? { after: last } : 'end' }, ...others.map((tag): TagEdit => ({ kind: 'remove', tag }))]
  return applySpanEdits(text, editCaption(caption, edits))
}

/** Text of the caption that a crop gets; null for none. */
export function captionOf({ caption, text }: Crop, data: CropData): string | null {
  switch (caption) {
    case 'same':
      return data.caption
    case 'close-up':
      return closeUp(data.caption ?? '')
    case 'empty':
      return ''
    case 'none':
      return null
    case 'own':
      return text
  }
}

/** Names of the crops: by the pattern, and the original's own for the first where that gives it up. */
export function namesOf(data: CropData, count: number, pattern: string, original: Original): readonly string[] {
  return Array.from({ length: count }, (_, index) => (original === 'exclude' && index === 0 ? data.stem : fillPattern(pattern, data.stem, index + 1)))
}

export function fillPattern(pattern: string, stem: string, number: number): string {
  const usual = pattern.trim() === '' ? '{name}-{n}' : pattern.trim()
  const numbered = usual.includes('{n}') ? usual : `${usual}-{n}`
  return numbered.replaceAll('{name}', stem).replaceAll('{n}', String(number))
}

/** What is asked of the server. */
export function requestOf(data: CropData, draft: Draft, pattern: string, original: Original): CropImage {
  const names = namesOf(data, draft.crops.length, pattern, original)
  const crops = draft.crops.map((crop, index): CropWish => {
    const { area, caption } = crop
    return { name: names[index] ?? data.stem, area, caption: caption === 'same' ? { same: true } : captionOf(crop, data) }
  })
  return { uri: data.uri, orient: draft.orient, turn: draft.turn, straighten: draft.straighten, crops }
}
