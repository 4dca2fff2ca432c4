import { say, type Message } from '../base/message'
import type { Span } from '../base/span'
import type { SettingValues } from '../settings'
import { readCaptionText } from '../trainer/caption-file'
import { takesTagsApart, type CaptionOptions } from '../trainer/caption-options'
import { captionSuffix } from '../trainer/files'
import { mayDrop, processCaption } from '../trainer/process-caption'
import { pythonLines, pythonStrip } from '../trainer/python-text'
import type { ConceptFolder, FolderCaptions } from './folder'

/** What the trainer makes of one caption; plain data. */
export interface TrainedCaption {
  /** Where the text comes from. `skipped`: the image is not trained. */
  readonly source: 'caption' | 'class-tokens' | 'none' | 'skipped'
  /** What is read, before anything is done with it; several lines where one of them is picked. */
  readonly read: string
  /** Every text that can be trained, the written order first; empty where training aborts or the image is skipped. */
  readonly texts: readonly string[]
  /** Whether these are all. */
  readonly complete: boolean
  /** Text of the caption that is never read. */
  readonly ignored: Span | undefined
  /** What happens to the text, in order. */
  readonly steps: readonly Message[]
  /** Why training ends at this caption. */
  readonly aborts: Message | undefined
}

export interface CaptionInput {
  /** The caption file's text, without byte order mark; undefined where there is no file. */
  readonly text: string | undefined
  /** The file begins with a byte order mark, which stays in the text (sd-scripts). */
  readonly byteOrderMark?: boolean
  /** The text stands in a metadata file: it is not parted into lines when it is read. */
  readonly listed?: boolean
  /** Captions of which one is picked, from such a file. */
  readonly alternatives?: readonly string[]
}

const BOUND = 200

/** How the captions of a folder are read: as its format says, else as the settings in force do. */
export function captionsInForce(folder: Pick<ConceptFolder, 'captions'> | undefined, values: SettingValues): FolderCaptions {
  if (folder?.captions) return folder.captions
  const options: CaptionOptions = {
    shuffleCaption: values['captions.shuffle'],
    keepTokens: values['captions.keepTokens'],
    keepTokensSeparator: values['captions.keepTokensSeparator'],
    secondarySeparator: values['captions.secondarySeparator'],
    enableWildcard: values['captions.wildcards'],
  }
  return { extension: captionSuffix(values['captions.extension']), lines: values['captions.wildcards'] ? 'choice' : 'first', options, missing: 'class-tokens' }
}

/**
 * What the trainer reads of a caption and every text it can make of it, up to `bound`.
 *
 * @param classTokens the folder's text for images without caption
 */
export function captionTexts(input: CaptionInput, captions: FolderCaptions, classTokens: string, bound = BOUND): TrainedCaption {
  const isMissing = input.text === undefined || (captions.missing === 'skipped' && input.text.trim() === '' && !input.alternatives)
  if (input.text === undefined || isMissing) return withoutCaption(captions, classTokens, bound)
  if (input.text === '' && !input.listed && isScripts(captions)) {
    return { ...NOTHING, source: 'caption', aborts: say`A caption file of 0 bytes ends the training` }
  }
  const text = input.byteOrderMark ? `\ufeff${input.text}` : input.text
  const read = readText(text, captions, input)
  return {
    source: 'caption',
    read: read.join('\n'),
    ...process(read, captions, bound),
    ignored: ignoredSpan(input.text, captions, input.listed === true),
    steps: stepsOf(captions, read),
    aborts: abortOf(captions),
  }
}

const NOTHING: TrainedCaption = { source: 'none', read: '', texts: [], complete: true, ignored: undefined, steps: [], aborts: undefined }

function withoutCaption(captions: FolderCaptions, classTokens: string, bound: number): TrainedCaption {
  if (captions.missing === 'skipped') return { ...NOTHING, source: 'skipped', steps: [say`Images without caption are not trained`] }
  const source = captions.missing === 'class-tokens' ? 'class-tokens' : 'none'
  const read = source === 'class-tokens' ? classTokens : ''
  const first = source === 'class-tokens' ? say`No caption: the folder's text is taken` : say`No caption: an empty text is trained`
  return { ...NOTHING, source, read, ...process([read], captions, bound), steps: [first, ...stepsOf(captions, [read])], aborts: abortOf(captions) }
}

/** sd-scripts reads a line or picks one by wildcards; the others have no wildcards. */
function isScripts(captions: FolderCaptions): boolean {
  return captions.lines === 'first' || captions.options.enableWildcard === true
}

/** The captions of which one is taken. */
function readText(text: string, captions: FolderCaptions, input: CaptionInput): readonly string[] {
  if (input.alternatives) return input.alternatives
  if (captions.options.enableWildcard) return [input.listed ? text : readCaptionText(text, true)]
  if (captions.lines === 'first') return [input.listed ? (text.split('\n')[0] ?? '') : readCaptionText(text, false)]
  if (captions.lines === 'whole') return [withTrigger(pythonStrip(text), captions.trigger)]
  const lines = pythonLines(text).map(pythonStrip).filter((line) => line !== '')
  return lines.length > 0 ? lines : ['']
}

/** `[trigger]` and `[name]` become the trigger; a caption without it gets it in front. ai-toolkit */
function withTrigger(text: string, trigger: string | undefined): string {
  if (trigger === undefined) return text
  const filled = text.replaceAll('[trigger]', trigger).replaceAll('[name]', trigger)
  return filled.includes(trigger) ? filled : filled === '' ? trigger : `${trigger}, ${filled}`
}

// stands for a line break in captions that are taken whole; private use, so no caption has it
const BREAK = '\ue0ff'

function process(read: readonly string[], captions: FolderCaptions, bound: number): Pick<TrainedCaption, 'texts' | 'complete'> {
  const texts = new Set<string>()
  let complete = true
  for (const one of read) {
    const isWhole = captions.lines === 'whole' && !captions.options.enableWildcard
    const made = processCaption(isWhole ? one.replaceAll('\n', BREAK) : one, captions.options, bound)
    complete &&= made.complete
    for (const text of made.texts) {
      if (texts.size < bound) texts.add(text.replaceAll(BREAK, '\n'))
      else complete &&= texts.has(text)
    }
  }
  return { texts: [...texts], complete }
}

function ignoredSpan(text: string, captions: FolderCaptions, listed: boolean): Span | undefined {
  if (captions.lines !== 'first' || captions.options.enableWildcard) return undefined
  const first = listed ? text.indexOf('\n') : text.search(/[\r\n]/)
  if (first < 0 || text.slice(first).trim() === '') return undefined
  const rest = text.slice(first)
  return { start: first + (rest.length - rest.trimStart().length), end: text.trimEnd().length }
}

function abortOf({ options }: FolderCaptions): Message | undefined {
  return takesTagsApart(options) && options.captionSeparator === '' ? say`An empty caption_separator ends the training` : undefined
}

function stepsOf(captions: FolderCaptions, read: readonly string[]): readonly Message[] {
  const { options } = captions
  const text = read.join('\n')
  const steps: Message[] = []
  if (read.length > 1 || (options.enableWildcard && text.includes('\n'))) steps.push(say`One of the lines is picked`)
  if (options.captionPrefix) steps.push(say`'${options.captionPrefix}' is put in front, with a blank`)
  if (options.captionSuffix) steps.push(say`'${options.captionSuffix}' is put behind, with a blank`)
  if (mayDrop(options)) steps.push(say`The whole caption can be dropped`)
  if (options.enableWildcard && /\{[^}]+\}/.test(text)) steps.push(say`One of the choices in braces is picked`)
  steps.push(...tagSteps(options, text))
  if (options.secondarySeparator && text.includes(options.secondarySeparator)) {
    steps.push(say`'${options.secondarySeparator}' becomes '${options.captionSeparator ?? ','}', without a blank`)
  }
  return steps
}

function tagSteps(options: CaptionOptions, text: string): readonly Message[] {
  const mark = options.keepTokensSeparator
  if (!takesTagsApart(options)) return mark && text.includes(mark) ? [say`'${mark}' stays in the text: nothing is shuffled or dropped`] : []
  const steps: Message[] = []
  if (mark && text.includes(mark)) steps.push(say`Tags before '${mark}' stay in place`)
  else if ((options.keepTokens ?? 0) > 0) steps.push(say`The first ${options.keepTokens ?? 0} tags stay in place`)
  if ((options.tokenWarmupStep ?? 0) > 0) steps.push(say`Fewer tags are used at the beginning of the training`)
  if (options.shuffleCaption) steps.push(say`The other tags are shuffled`)
  if ((options.captionTagDropoutRate ?? 0) > 0) steps.push(say`The other tags can be dropped, each by itself`)
  return steps
}
