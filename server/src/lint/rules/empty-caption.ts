import { say, type Message } from '../../base/message'
import { firstLineEnd, type Caption } from '../../caption/caption'
import type { Concept } from '../../dataset/concepts'
import type { Sample } from '../../dataset/sample'
import type { CaptionFinding, CaptionRule, Fix } from '../rule'
import { Mark } from '../tag-facts'

export const emptyCaption: CaptionRule = {
  id: 'empty-caption',
  scope: 'caption',
  level: 'warning',
  cases: { 'no-bytes': 'error' },
  summary: say`A caption without text: an empty file aborts training, a blank line trains an empty caption`,
  where: Mark.untagged,

  *check(caption, { concept, sample, settings }) {
    if (sample && sample.images.length === 0) return
    const finding = describe(caption, sample, settings.values['captions.wildcards'])
    if (finding) yield { ...finding, fixes: [...fixesOf(caption, concept), ...deletion(caption, sample)] }
  },
}

function describe(caption: Caption, sample: Sample | undefined, wildcards: boolean): CaptionFinding | undefined {
  if (caption.text === '' && !sample?.caption?.byteOrderMark) {
    return { case: 'no-bytes', message: say`The caption is empty: training aborts at a file of 0 bytes` }
  }
  if (caption.text.trim() === '') return { message: say`The caption holds only blanks: an empty caption is trained` }
  if (wildcards || caption.text.slice(0, firstLineEnd(caption)).trim() !== '') return undefined
  return { message: say`The first line is blank: an empty caption is trained and the text below is not` }
}

function fixesOf(caption: Caption, concept: Concept | undefined): Fix[] {
  if (caption.text.trim() !== '') {
    const span = { start: 0, end: caption.text.length - caption.text.trimStart().length }
    return [everywhere(say`Remove the blank lines at the start`, say`Remove blank lines at the start of captions in the whole dataset`, 'remove-blank', { kind: 'rewrite', span, text: '' })]
  }
  const text = concept?.folder.classTokens.trim() || (concept?.triggers.map((trigger) => trigger.text).join(', ') ?? '')
  if (text === '') return []
  const span = { start: 0, end: caption.text.length }
  return [everywhere(say`Fill in '${text}'`, say`Fill empty captions with '${text}' in the whole dataset`, `fill ${text}`, { kind: 'rewrite', span, text })]
}

function everywhere(title: Message, wide: Message, id: string, edit: NonNullable<Fix['edits']>[number]): Fix {
  return { title, safe: false, edits: [edit], everywhere: { id, title: wide } }
}

/** Without the file the trainer takes the folder's text. */
function deletion(caption: Caption, sample: Sample | undefined): Fix[] {
  const path = sample?.caption?.path
  if (path === undefined || caption.text.trim() !== '') return []
  const title = say`Delete the empty caption file`
  return [{ title, safe: false, change: () => ({ title, files: [{ kind: 'delete', path }] }) }]
}
