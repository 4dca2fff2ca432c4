import { say, type Message } from '../base/message'
import { comparePaths, suffixOf } from '../base/path'
import { parseCaption } from '../caption/parse'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { captionSuffix } from '../trainer/files'
import type { Change, FileChange } from './change'

/**
 * Where a caption in natural language goes: `instead` of the tags · `section` behind a `|||` on the line of the tags · `line` as the
 * second line · `file` in a file of its own beside the caption.
 */
export type SentencePlace = 'instead' | 'section' | 'line' | 'file'

export interface SentenceOptions {
  readonly place: SentencePlace
  /** For `file`: its suffix, such as `.nl.txt`. */
  readonly suffix?: string
  /** For `file`: the texts of such files that are there, by path. */
  readonly present?: ReadonlyMap<string, string>
  /** What stands there already gives way; without it, it stays and is told. */
  readonly overwrite?: boolean
}

export interface SentencePlan {
  readonly change: Change
  /** Sorted by path. */
  readonly refusals: readonly { readonly path: string; readonly message: Message }[]
}

const MARK = '|||'

/** Puts sentences where the model wants them. Text that is there is never replaced unasked, and the tags stay as they are. */
export function planSentences(dataset: Dataset, samples: Iterable<Sample>, sentences: ReadonlyMap<string, string>, options: SentenceOptions): SentencePlan {
  const files: FileChange[] = []
  const refusals: { path: string; message: Message }[] = []
  for (const sample of samples) {
    const image = sample.images[0]?.path
    const sentence = image === undefined ? '' : oneLine(sentences.get(image) ?? '')
    if (image === undefined || sentence === '') continue
    const answer = placeSentence(dataset, sample, image, sentence, options)
    if (answer === undefined) continue
    if ('text' in answer) refusals.push({ path: sample.caption?.path ?? image, message: answer })
    else files.push(answer.file)
  }
  files.sort((a, b) => comparePaths(a.path, b.path))
  return { change: { title: say`Captions in natural language`, files }, refusals: refusals.sort((a, b) => comparePaths(a.path, b.path)) }
}

/** The path of a sample's second file. */
export function sentencePath(image: string, suffix: string): string {
  return image.slice(0, image.length - suffixOf(image).length) + suffix
}

/** The trainer reads a line: a caption of several becomes one. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function placeSentence(dataset: Dataset, { caption, listed, folder }: Sample, image: string, sentence: string, { place, suffix = '.nl.txt', present, overwrite = false }: SentenceOptions): { readonly file: FileChange } | Message | undefined {
  if (caption?.fault) return say`This file stays: it cannot be read as text`
  if (place === 'file') return inFile(sentencePath(image, suffix), sentence, present, overwrite)
  if (!caption) {
    // a caption in a file of many cannot be written in one of its own: that would never be read
    if (listed) return say`This image has its caption in a file of many`
    return { file: { kind: 'create', path: sentencePath(image, captionSuffix(dataset.settingsIn(folder).values['captions.extension'])), text: `${sentence}\n` } }
  }
  const { path, text } = caption
  const write = (start: number, end: number, newText: string): { file: FileChange } | undefined => (text.slice(start, end) === newText ? undefined : { file: { kind: 'edit', path, text, edits: [{ span: { start, end }, newText }] } })
  const body = text.trimEnd()
  if (body.trim() === '') return write(0, body.length, sentence)
  const lineEnd = /\r\n|\n|\r/.exec(text)
  const firstEnd = text.slice(0, lineEnd?.index ?? text.length).trimEnd().length
  const taken = say`This caption stays: there is text already where the sentence would go`
  if (place === 'instead') return overwrite || body === sentence ? write(0, body.length, sentence) : taken
  if (place === 'line') {
    const next = lineEnd ? lineEnd.index + lineEnd[0].length : text.length
    const rest = text.slice(next).trim()
    if (rest !== '' && rest !== sentence && !overwrite) return taken
    return rest === '' ? write(firstEnd, firstEnd, `${lineEnd?.[0] ?? '\n'}${sentence}`) : write(next, next + text.slice(next).trimEnd().length, sentence)
  }
  const mark = dataset.settingsIn(folder).values['captions.keepTokensSeparator'] || MARK
  const line = text.slice(0, firstEnd)
  const at = line.lastIndexOf(mark)
  const behind = at < 0 ? '' : line.slice(at + mark.length).trim()
  if (at < 0) return write(firstEnd, firstEnd, ` ${mark} ${sentence}`)
  if (behind === sentence) return undefined
  // tags behind the mark are fixed tags, not an older sentence
  const isProse = parseCaption(behind).prose
  if (behind !== '' && (!overwrite || !isProse)) return taken
  return write(at + mark.length, firstEnd, ` ${sentence}`)
}

function inFile(path: string, sentence: string, present: ReadonlyMap<string, string> | undefined, overwrite: boolean): { readonly file: FileChange } | Message | undefined {
  const text = present?.get(path)
  if (text === undefined) return { file: { kind: 'create', path, text: `${sentence}\n` } }
  const end = text.trimEnd().length
  if (text.slice(0, end) === sentence) return undefined
  if (end > 0 && !overwrite) return say`This caption stays: there is text already where the sentence would go`
  return { file: { kind: 'edit', path, text, edits: [{ span: { start: 0, end }, newText: sentence }] } }
}
