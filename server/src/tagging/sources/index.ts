import { nameOf } from '../../base/path'
import { captionText } from './caption-text'
import { json } from './json'
import { jsonLines } from './json-lines'
import type { CaptionSource } from './source'
import { tagLines } from './tag-lines'

/** Asked in this order. */
export const CAPTION_SOURCES: readonly CaptionSource[] = [jsonLines, json, tagLines, captionText]

/** What a file says of images, read by the first source that knows its form. */
export function readCaptionFile(path: string, text: string): ReturnType<CaptionSource['read']> {
  const name = nameOf(path).toLowerCase()
  return (CAPTION_SOURCES.find((source) => source.recognise(name, text)) ?? captionText).read(text)
}
