import { say, type Message } from '../../base/message'
import type { FileError } from '../../base/file-system'
import { relativePath } from '../../base/path'
import type { DatasetRule } from '../rule'

export const unreadableFolder: DatasetRule = {
  id: 'unreadable-folder',
  scope: 'dataset',
  level: 'error',
  summary: say`A folder of the dataset cannot be read, so nothing in it is checked`,

  *check({ faults, root }) {
    for (const fault of faults) yield { anchor: fault.path, message: describe(relativePath(root, fault.path), fault.code) }
  },
}

function describe(name: string, code: FileError['code']): Message {
  switch (code) {
    case 'no-permission':
      return say`The folder '${name}' cannot be read: check its permissions`
    case 'loop':
      return say`The folder '${name}' is a link that leads back to itself`
    case 'not-found':
      return say`The folder '${name}' is a link that leads nowhere`
    default:
      return say`The folder '${name}' cannot be read`
  }
}
