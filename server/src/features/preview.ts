import { createTextMap } from '../base/document'
import { levelRank, type Level } from '../base/level'
import type { Message } from '../base/message'
import { nameOf } from '../base/path'
import { firstLineEnd, type Caption, type Tag } from '../caption/caption'
import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import { lookAt } from '../dataset/image-look'
import { maskOf } from '../dataset/masks'
import type { ImageFile, Sample } from '../dataset/sample'
import type { Problem } from '../lint/problem'
import { MOST_CHIPS, type Neighbour, type PreviewBucket, type PreviewChip, type PreviewData, type PreviewImage, type PreviewProblem, type PreviewReview } from './preview-data'
import type { Settings } from '../settings'
import { findByAlias, findTag } from '../tags/tag-index'
import { bucketFitter, bucketOptions } from '../trainer/resolve-buckets'
import type { Snapshot } from '../workspace/workspace'
import { diagnoseCaption, diagnoseSample } from './diagnostics'
import { describeImageFault } from './image-fault'
import { captionPath, imageCount, placeOf } from './neighbours'
import { quickTags } from './quick-tags'
import { triggerKeys } from './semantic-tokens'
import { countTokens } from './token-count'
import { describeTrained } from './trained-text'

/** How paths and messages are told to the client. */
export interface Wording {
  readonly toUri: (path: string) => string
  readonly translate: (message: Message) => string
}

/** Texts that are shown of those that can be trained; all are in the document of `writeTrained`. */
const TRAINED = 6

/** What the preview panel shows for the caption or image at `path`. */
export function describePreview(snapshot: Snapshot, path: string, wording: Wording, reviewed: ReviewedImages = new Set()): PreviewData {
  const dataset = snapshot.datasetOf(path)
  const sample = dataset?.sampleAt(path) ?? dataset?.sampleOfCaption(path)
  const captionAt = sample && dataset ? captionPath(dataset, sample) : path
  const caption = captionAt === undefined ? undefined : snapshot.captionOf(captionAt)
  const settings = snapshot.settingsOf(path)
  const problems = caption && captionAt !== undefined ? diagnoseCaption(snapshot, captionAt) : []
  const ofFiles = sample && dataset ? diagnoseSample(snapshot, dataset, sample) : []
  const concept = sample && dataset?.conceptOf(sample.folder)
  const place = sample && dataset ? placeOf(dataset, sample) : undefined
  return {
    caption: captionAt === undefined ? null : { uri: wording.toUri(captionAt), version: snapshot.versionOf(captionAt) ?? null, exists: caption !== undefined || sample?.caption !== undefined },
    images: sample && dataset ? sample.images.map((image) => describeImage(dataset, image, settings, wording)) : [],
    concept: describeConcept(concept),
    tokens: (caption && countTokens(caption, settings, snapshot.knowledge)) ?? null,
    chips: caption ? describeChips(snapshot, dataset, caption, problems, settings) : [],
    problems: [...problems, ...ofFiles].map((problem) => describeProblem(caption, problem, wording)),
    trained: describeTrained(snapshot, path, TRAINED, wording) ?? null,
    quickTags: quickTags(settings.values),
    place: place ? { index: place.index, total: place.total } : null,
    review: sample && dataset ? describeReview(dataset, sample, reviewed) : null,
    previous: describeNeighbour(dataset, place?.previous, wording),
    next: describeNeighbour(dataset, place?.next, wording),
  }
}

function describeConcept(concept: Concept | undefined): PreviewData['concept'] {
  return concept ? { name: concept.name, repeats: concept.folder.repeats } : null
}

/** How far somebody is with looking through a dataset; images that are gone do not count. */
export function describeReview(dataset: Dataset, sample: Sample, reviewed: ReviewedImages): PreviewReview {
  const isThere = (id: string): boolean => (dataset.samples.get(id)?.images.length ?? 0) > 0
  return { reviewed: reviewed.has(sample.id), count: [...reviewed].filter(isThere).length, total: imageCount(dataset) }
}

/** Ids of samples that the user has marked as looked at. */
export type ReviewedImages = ReadonlySet<string>

/** A sample as the place to go to. */
export function describeNeighbour(dataset: Dataset | undefined, sample: Sample | undefined, wording: Wording): Neighbour | null {
  const path = dataset && sample ? captionPath(dataset, sample) : undefined
  if (!sample || path === undefined) return null
  const [image] = sample.images
  return { caption: wording.toUri(path), captionExists: sample.caption !== undefined, image: image ? wording.toUri(image.path) : null }
}

/** One image of a dataset as the page shows it. */
export function describeImage(dataset: Dataset, image: ImageFile, settings: Settings, wording: Wording): PreviewImage {
  const { header, fault } = image
  const mask = maskOf(dataset, image.path)
  const name = nameOf(image.path)
  return {
    uri: wording.toUri(image.path),
    name,
    size: header ? { width: header.width, height: header.height } : null,
    fault: fault ? wording.translate(describeImageFault(fault, name)) : null,
    rotated: header !== undefined && header.orientation !== 1,
    transparent: lookAt(dataset, image)?.pixels?.alpha === 'real',
    mask: mask === undefined ? null : wording.toUri(mask),
    bucket: header ? describeBucket(header.width, header.height, settings) : null,
  }
}

function describeBucket(width: number, height: number, settings: Settings): PreviewBucket | null {
  const fit = bucketFitter(settings.values)([width, height])
  if (fit.fault) return null
  const [bucketWidth, bucketHeight] = fit.bucket
  const [resizedWidth, resizedHeight] = fit.resized
  const [fullWidth, fullHeight] = bucketOptions(settings.values).resolution
  return {
    width: bucketWidth,
    height: bucketHeight,
    resized: { width: resizedWidth, height: resizedHeight },
    crop: fit.crop,
    lost: fit.lost,
    scale: fit.scale,
    resolution: { width: fullWidth, height: fullHeight },
  }
}

function describeChips(snapshot: Snapshot, dataset: Dataset | undefined, caption: Caption, problems: readonly Problem[], settings: Settings): PreviewChip[] {
  const map = createTextMap(caption.text)
  const triggers = triggerKeys(dataset)
  const trained = settings.values['captions.wildcards'] ? caption.text.length : firstLineEnd(caption)
  return caption.tags.slice(0, MOST_CHIPS).map((tag) => {
    const { tags } = snapshot.knowledge
    const record = findTag(tags, tag.key) ?? findByAlias(tags, tag.key)[0]
    return {
      text: tag.name,
      key: tag.key,
      range: map.toRange(tag.span),
      category: record?.category ?? null,
      translation: record?.translations[0] ?? null,
      captions: dataset?.counts.get(tag.key)?.captions ?? 0,
      postCount: record && record.count > 0 ? record.count : null,
      trigger: triggers.has(tag.key),
      prose: tag.prose && !record,
      problem: worstOn(tag, problems),
      ignored: tag.span.start > trained,
    }
  })
}

function worstOn(tag: Tag, problems: readonly Problem[]): Level | null {
  let worst: Level | null = null
  for (const { span, level } of problems) {
    if (!span || span.start >= tag.span.end || span.end <= tag.span.start) continue
    if (worst === null || levelRank(level) > levelRank(worst)) worst = level
  }
  return worst
}

function describeProblem(caption: Caption | undefined, problem: Problem, wording: Wording): PreviewProblem {
  const range = createTextMap(caption?.text ?? '').toRange(problem.span ?? { start: 0, end: 0 })
  return { rule: problem.rule.id, level: problem.level, message: wording.translate(problem.message), range }
}
