import type { Span } from '../base/span'
import { suffixOf } from '../base/path'
import { pythonStrip } from '../trainer/python-text'
import { textOf, type ConfigTable } from '../training-files/config-tree'
import { parseJson } from '../training-files/parse-json'

/** One image of a metadata file. */
export interface MetadataEntry {
  /** Path as written: absolute, or relative to the image folder. */
  readonly key: string
  readonly caption: string | undefined
  readonly tags: string | undefined
  /** The entry in the text. */
  readonly span: Span
}

/**
 * The images of a fine-tuning metadata file: `{ "key": { "caption", "tags" } }`, or JSON lines with `image_path` where the name
 * says so. Undefined for a file that is something else. sd-scripts: FineTuningDataset.__init__
 */
export function readMetadataFile(text: string, name: string): readonly MetadataEntry[] | undefined {
  if (suffixOf(name).toLowerCase() === '.jsonl') return readMetadataLines(text)
  const { root, top } = parseJson(text)
  if (top.kind !== 'table' || root.entries.length === 0) return undefined
  const entries: MetadataEntry[] = []
  for (const { key, keySpan, value } of root.entries) {
    if (value.kind !== 'table') return undefined
    entries.push({ key, caption: textOf(value, 'caption'), tags: textOf(value, 'tags'), span: { start: keySpan.start, end: value.extent.end } })
  }
  return entries.some(({ caption, tags }) => caption !== undefined || tags !== undefined) ? entries : undefined
}

function readMetadataLines(text: string): readonly MetadataEntry[] | undefined {
  const entries = readJsonLines(text).flatMap(({ table, span }): MetadataEntry[] => {
    const key = textOf(table, 'image_path')
    return key === undefined ? [] : [{ key, caption: textOf(table, 'caption'), tags: textOf(table, 'tags'), span }]
  })
  return entries.length > 0 ? entries : undefined
}

/** The objects of a file with one in each line; other lines are passed over. */
export function readJsonLines(text: string): readonly { readonly table: ConfigTable; readonly span: Span }[] {
  const found: { table: ConfigTable; span: Span }[] = []
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0]
    if (line.trim() === '') continue
    const { top, faults } = parseJson(line)
    if (top.kind === 'table' && faults.length === 0) found.push({ table: top, span: { start: match.index, end: match.index + line.length } })
  }
  return found
}

/**
 * The text that is trained: the caption, then the separator without a blank, then the tags; with wildcards the tags behind each
 * line of the caption. With wildcards, tags alone give an empty text (so the trainer since 0.10).
 *
 * sd-scripts: FineTuningDataset.__init__
 */
export function assembleMetadataText({ caption = '', tags = '' }: Pick<MetadataEntry, 'caption' | 'tags'>, wildcards: boolean, separator: string): string {
  if (!wildcards) return caption !== '' && tags !== '' ? caption + separator + tags : caption + tags
  const lines = caption.split('\n').filter((line) => pythonStrip(line) !== '')
  const oneLine = tags.replaceAll('\n', separator)
  return lines.map((line) => (oneLine === '' ? line : line + separator + oneLine)).join('\n')
}
