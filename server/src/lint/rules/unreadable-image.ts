import { say, type Message } from '../../base/message'
import { nameOf } from '../../base/path'
import { lookAt } from '../../dataset/image-look'
import type { ImageFault } from '../../dataset/sample'
import type { SampleRule } from '../rule'

export const unreadableImage: SampleRule = {
  id: 'unreadable-image',
  scope: 'sample',
  level: 'error',
  summary: say`An image file cannot be opened: training aborts`,

  *check(sample, { dataset }) {
    for (const image of sample.images) {
      const { path, fault } = image
      if (fault) yield { anchor: path, message: describe(nameOf(path), fault) }
      else if (lookAt(dataset, image)?.damaged) yield { anchor: path, message: say`'${nameOf(path)}' is damaged: training aborts at it` }
    }
  },
}

function describe(name: string, fault: ImageFault): Message {
  switch (fault) {
    case 'empty':
      return say`'${name}' is empty: training aborts at it`
    case 'not-an-image':
      return say`'${name}' is no image: training aborts at it`
    case 'lfs-pointer':
      return say`'${name}' is only a Git LFS pointer: fetch the image itself with 'git lfs pull'`
    case 'truncated':
      return say`'${name}' is cut off: training aborts at it`
    case 'unreadable':
      return say`'${name}' cannot be read: check its permissions`
  }
}
