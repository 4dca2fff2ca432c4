// Run by kill.test.ts, after kill-at.ts: works on a real journal until it is killed. Arguments: root, journal folder, action.
import { disk } from '../../../server/src/host/disk'
import { applyChange } from '../../../server/src/host/journal/apply-change'
import { undoChange } from '../../../server/src/host/journal/undo-change'
import { changeOf } from './change-of'

const [root = '', journalFolder = '', action = ''] = process.argv.slice(2)
const options = { fileSystem: disk, root, journalFolder }

async function main(): Promise<void> {
  const { kind } = action === 'apply' ? await applyChange(changeOf(root), options) : await undoChange(options)
  if (kind !== 'applied' && kind !== 'done') throw new Error(kind)
}

void main()
