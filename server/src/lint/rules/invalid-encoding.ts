import { say, type Message } from '../../base/message'
import type { JournalledChange } from '../../changes/change'
import { decodeAs } from '../../dataset/guess-encoding'
import { CAPTION_SIZE_LIMIT, type CaptionFile } from '../../dataset/sample'
import type { Fix, SampleRule } from '../rule'

export const invalidEncoding: SampleRule = {
  id: 'invalid-encoding',
  scope: 'sample',
  level: 'error',
  summary: say`A caption file is no UTF-8 text that can be read: training aborts`,

  *check({ caption }) {
    const message = caption && describe(caption)
    if (message) yield { anchor: caption.path, message, fixes: conversion(caption) }
  },
}

/** Another encoding than UTF-16 is certain enough to be offered, not to be taken unasked. */
function conversion({ path, encoding, bytes }: CaptionFile): Fix[] {
  const text = encoding && bytes && decodeAs(encoding, bytes)
  if (text === undefined || encoding === undefined || bytes === undefined) return []
  const title = say`Convert from ${encoding} to UTF-8`
  const change = (): JournalledChange => ({ title, files: [{ kind: 'bytes', path, before: bytes, bytes: new TextEncoder().encode(text) }] })
  return [{ title, safe: encoding.startsWith('UTF-16'), change, needsJournal: true, everywhere: { id: 'to-utf-8', title: say`Convert all captions of the dataset to UTF-8` } }]
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
