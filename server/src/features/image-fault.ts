import { say, type Message } from '../base/message'
import type { ImageFault } from '../dataset/sample'

/** What is wrong with an image, and what to do, in one sentence. */
export function describeImageFault(fault: ImageFault, name: string): Message {
  switch (fault) {
    case 'empty':
      return say`'${name}' is empty (0 bytes); copy the image again`
    case 'lfs-pointer':
      return say`'${name}' is a Git LFS pointer, not the image; run git lfs pull`
    case 'not-an-image':
      return say`'${name}' is not an image, whatever its suffix says`
    case 'truncated':
      return say`'${name}' is cut off; copy or download the image again`
    case 'unreadable':
      return say`'${name}' cannot be read; check its permissions`
  }
}
