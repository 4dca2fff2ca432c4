import { say } from '../../base/message'
import type { JournalledChange } from '../../changes/change'
import type { CaptionFile } from '../../dataset/sample'
import type { Fix, SampleRule } from '../rule'

export const byteOrderMark: SampleRule = {
  id: 'byte-order-mark',
  scope: 'sample',
  level: 'warning',
  summary: say`A byte order mark at the start of a caption stays glued to its first tag`,

  *check({ caption, images }) {
    if (!caption?.byteOrderMark || caption.fault || images.length === 0) return
    yield { anchor: caption.path, message: say`The file begins with a byte order mark, which the trainer takes for a part of the first tag`, fixes: [removal(caption)] }
  },
}

/** The text was read strictly: with the mark in front it is the file, byte for byte. */
function removal({ path, text }: CaptionFile): Fix {
  const title = say`Remove the byte order mark`
  const change = (): JournalledChange => ({ title, files: [{ kind: 'bytes', path, before: new TextEncoder().encode(`\uFEFF${text}`), bytes: new TextEncoder().encode(text) }] })
  return { title, safe: true, change, needsJournal: true, everywhere: { id: 'no-mark', title: say`Remove the byte order mark from all captions of the dataset` } }
}
