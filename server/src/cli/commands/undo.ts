import { say } from '../../base/message'
import { comparePaths, relativePath } from '../../base/path'
import { readStepFiles } from '../../host/journal/history'
import { undoChange } from '../../host/journal/undo-change'
import { formatOf, printJson, type Command } from '../command'
import { journalOptions, recover, refusing } from '../journal'
import { folderArgument } from '../open-dataset'
import { showProgress } from '../progress'
import { refuseMore } from '../refuse-more'
import { UsageError } from '../usage-error'

export const undo: Command = {
  name: 'undo',
  usage: 'DIR',
  summary: say`Takes back the last change that the command line made in a dataset`,
  details: [say`Nothing is taken back where a file has changed meanwhile. Call it again for the change before.`],
  options: ['format'],

  async run(call) {
    const format = formatOf(call)
    const root = await folderArgument(call, call.positionals[0])
    refuseMore(call, 1)
    await recover(call, root)
    const progress = showProgress(call, say`Writing`)
    const options = journalOptions(call, root, progress)
    const outcome = await refusing(() => undoChange(options)).finally(() => progress.end())
    if (outcome.kind === 'refused') throw new UsageError(outcome.message)
    if (outcome.kind === 'nothing') {
      await call.terminal.write(format === 'json' ? printJson({ changed: [] }) : `${call.translate(say`There is nothing to undo`)}\n`)
      return 0
    }
    const { step } = outcome
    const changed = [...new Set((await readStepFiles(options, step.id)).map((file) => relativePath(root, file.path)))].sort(comparePaths)
    await call.terminal.write(format === 'json' ? printJson({ undone: call.translate(step.title), changed }) : `${call.translate(say`Undone: ${step.title} (files: ${changed.length})`)}\n`)
    return 0
  },
}
