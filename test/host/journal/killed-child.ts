// Run by kill.test.ts: works on a real journal and kills itself at the n-th call to the disk.
// Arguments: root, journal folder, action, number of the call (0 for none), `before` or `after` it.
import promises from 'node:fs/promises'
import { disk } from '../../../server/src/host/disk'
import { applyChange } from '../../../server/src/host/journal/apply-change'
import { recoverJournal } from '../../../server/src/host/journal/history'
import { undoChange } from '../../../server/src/host/journal/undo-change'
import { changeOf } from './change-of'

const [root = '', journalFolder = '', action = '', moment = '0', death = 'before'] = process.argv.slice(2)
const options = { fileSystem: disk, root, journalFolder }
let calls = 0

function arm(): void {
  const holder = promises as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
  for (const name of ['open', 'rename', 'link', 'unlink', 'rm', 'rmdir', 'mkdir']) {
    const call = holder[name]
    if (!call) continue
    holder[name] = async (...args) => {
      const now = ++calls
      if (now === Number(moment) && death === 'before') process.kill(process.pid, 'SIGKILL')
      const result = await call.apply(promises, args)
      if (now === Number(moment)) process.kill(process.pid, 'SIGKILL')
      return result
    }
  }
}

async function main(): Promise<void> {
  arm()
  if (action === 'apply') await applyChange(changeOf(root), options)
  else if (action === 'undo') await undoChange(options)
  else await recoverJournal(options)
  process.stdout.write(String(calls))
}

void main()
