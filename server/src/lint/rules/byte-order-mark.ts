import { say } from '../../base/message'
import type { SampleRule } from '../rule'

export const byteOrderMark: SampleRule = {
  id: 'byte-order-mark',
  scope: 'sample',
  level: 'warning',
  summary: say`A byte order mark at the start of a caption stays glued to its first tag`,

  *check({ caption, images }) {
    if (!caption?.byteOrderMark || caption.fault || images.length === 0) return
    yield { anchor: caption.path, message: say`The file begins with a byte order mark, which the trainer takes for a part of the first tag` }
  },
}
