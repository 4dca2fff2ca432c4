import { say } from '../../base/message'
import { imageOf, isObject, isOneImage, scoresOfValue } from './json-values'
import type { CaptionSource, ImportedCaption } from './source'

/**
 * One JSON value: a WD tagger's or sd-scripts' metadata by image (trainer-facts § 1.7), a list of images, or a sidecar of one image
 * (gallery-dl's metadata, hydrus).
 */
export const json: CaptionSource = {
  id: 'json',
  recognise: (name, text) => name.endsWith('.json') || /^\uFEFF?\s*[[{]\s*["{}\]]/.test(text),
  read: (text) => {
    try {
      const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
      return readValue(value) ?? { fault: say`The file names neither images nor tags` }
    } catch {
      return { fault: say`The file is no valid JSON` }
    }
  },
}

function readValue(value: unknown): readonly ImportedCaption[] | undefined {
  if (Array.isArray(value) && value.some(isObject) && value.every((item) => isObject(item) && imageOf(item) !== undefined)) return value.flatMap((item) => readOne(item) ?? [])
  if (Array.isArray(value)) return one('', value)
  if (!isObject(value)) return undefined
  // a sidecar lies beside its image, whatever that was called where it came from
  if (isOneImage(value)) return one('', value)
  const all = Object.entries(value).flatMap(([image, inner]) => one(image, inner) ?? [])
  return all.length > 0 || Object.keys(value).length === 0 ? all : undefined
}

/** A line of JSON that names its image. */
export function readOne(value: unknown): readonly ImportedCaption[] | undefined {
  return isObject(value) ? one(imageOf(value) ?? '', value) : undefined
}

function one(image: string, value: unknown): readonly ImportedCaption[] | undefined {
  const scores = scoresOfValue(value)
  return scores && [{ image, scores }]
}
