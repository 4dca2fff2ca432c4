import { applySpanEdits } from '../base/span'
import { parseCaption } from '../caption/parse'
import { suffixOf } from '../base/path'
import type { JournalledChange, JournalledFile } from './change'
import { diffEdits, diffTexts, type Hunk } from './diff-lines'

/** One row of a preview: plain data that can be filtered, and left out by its path. */
export interface FilePreview {
  readonly path: string
  readonly kind: JournalledFile['kind']
  /** The new path of what is renamed, or of the picture that is made. */
  readonly to?: string
  /** Tags as written that the caption has no longer, and that are new in it; a tag written in another way is in both. */
  readonly removed: readonly string[]
  readonly added: readonly string[]
  /** Tags stand in another order. */
  readonly reordered: boolean
  /** Lines that change; none for what is renamed, deleted, or no text. */
  readonly hunks: readonly Hunk[]
}

export interface PreviewOptions {
  /** Whether the file of this path is read as tags. Without it, all that is not known as settings or data. */
  readonly isCaption?: (path: string) => boolean
  /** Without the lines, which take most of the time. */
  readonly tagsOnly?: boolean
}

export function previewChange(change: JournalledChange, options: PreviewOptions = {}): readonly FilePreview[] {
  return change.files.map((file) => previewFile(file, options))
}

/** What a change does to one file. */
export function previewFile(file: JournalledFile, { isCaption = looksLikeCaption, tagsOnly = false }: PreviewOptions = {}): FilePreview {
  const base = { path: file.path, kind: file.kind, removed: [], added: [], reordered: false, hunks: [] }
  switch (file.kind) {
    case 'edit':
      return { ...base, ...(isCaption(file.path) ? compareTags(file.text, applySpanEdits(file.text, file.edits)) : {}), hunks: tagsOnly ? [] : diffEdits(file.text, file.edits) }
    case 'create':
      return { ...base, ...(isCaption(file.path) ? compareTags('', file.text) : {}), hunks: diffTexts('', file.text) }
    case 'rename':
      return { ...base, to: file.to }
    case 'delete':
      return base
    case 'transform':
      return file.to === undefined ? base : { ...base, to: file.to }
    case 'bytes': {
      const texts = textsOf(file)
      if (!texts) return base
      return { ...base, ...(isCaption(file.path) ? compareTags(...texts) : {}), hunks: diffTexts(...texts) }
    }
  }
}

/** Both texts of a change of bytes, with their byte order marks; undefined where one of them is no text, or not at hand. */
export function textsOf({ before, bytes }: Extract<JournalledFile, { kind: 'bytes' }>): [string, string] | undefined {
  const old = before === undefined ? '' : before instanceof Uint8Array ? decode(before) : undefined
  const text = decode(bytes)
  return old === undefined || text === undefined ? undefined : [old, text]
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

const NO_CAPTIONS = new Set(['.json', '.jsonl', '.toml', '.yaml', '.yml', '.csv'])

function looksLikeCaption(path: string): boolean {
  return !NO_CAPTIONS.has(suffixOf(path).toLowerCase())
}

function compareTags(old: string, text: string): Pick<FilePreview, 'removed' | 'added' | 'reordered'> {
  const before = parseCaption(old).tags.map((tag) => tag.text)
  const after = parseCaption(text).tags.map((tag) => tag.text)
  const removed = withoutEach(before, after)
  const added = withoutEach(after, before)
  const kept = withoutEach(before, removed)
  const stay = withoutEach(after, added)
  return { removed, added, reordered: kept.some((tag, index) => tag !== stay[index]) }
}

/** What is left of `tags` when each of `others` takes one away, the last ones first. */
function withoutEach(tags: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const tag of others) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return tags.filter((tag) => {
    const count = counts.get(tag) ?? 0
    if (count > 0) counts.set(tag, count - 1)
    return count === 0
  })
}
