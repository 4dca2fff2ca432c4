import { say, type Message } from '../../base/message'
import { CAPTION_SIZE_LIMIT, type CaptionFile } from '../../dataset/sample'
import type { SampleRule } from '../rule'

export const invalidEncoding: SampleRule = {
  id: 'invalid-encoding',
  scope: 'sample',
  level: 'error',
  summary: say`A caption file is no UTF-8 text that can be read: training aborts`,

  *check({ caption }) {
    const message = caption && describe(caption)
    if (message) yield { anchor: caption.path, message }
  },
}

function describe({ fault, encoding }: CaptionFile): Message | undefined {
  switch (fault) {
    case 'not-utf8':
      return encoding === undefined
        ? say`The caption is not UTF-8: training aborts at it, and it is not shown or edited here`
        : say`The caption is ${encoding}, not UTF-8: training aborts at it, and it is not shown or edited here`
    case 'nul-bytes':
      return encoding === undefined
        ? say`The caption holds NUL bytes and is probably no text; it is not shown or edited here`
        : say`The caption is ${encoding}, not UTF-8: the trainer reads NUL bytes between its letters, and it is not shown or edited here`
    case 'too-large':
      return say`The caption is larger than ${CAPTION_SIZE_LIMIT / 1024 / 1024} MB and is not read`
    case 'permission':
      return say`The caption cannot be read: check its permissions`
    default:
      return undefined
  }
}
