import type { TagSource } from './source'
import { tagSources } from './sources/index'

/** The format of a list, by its text (or the beginning of it) and its file's name; undefined for none of ours. */
export function recogniseSource(text: string, name: string): TagSource | undefined {
  const head = text.slice(0, 8_000)
  return tagSources.find(source => source.recognise(head, name))
}
