import { commands, l10n, Uri, window, type LogOutputChannel } from 'vscode'
import type { CheckWithTrainerResult, PlanOptions } from '../../server/src/protocol/plan'
import { longRequest } from './changes/long-request'
import type { LanguageServer } from './language-server'
import { nameOf } from './names'
import { openPlace } from './report-places'

/** Has sd-scripts itself read the training files of a dataset, and tells what it says. All of its words go to the log. */
export async function checkTrainingFiles(server: LanguageServer, log: LogOutputChannel, root: Uri, options: PlanOptions): Promise<void> {
  const answer = await longRequest(server, l10n.t('Check training files with the trainer'), 'taglore/checkWithTrainer', { uri: root.toString(), options })
  if (!answer) return
  if (answer.fault) return tellFault(answer.fault)
  for (const { uri, refused, noted } of answer.files) {
    log.info(`sd-scripts: ${Uri.parse(uri).fsPath}: ${refused.length === 0 ? 'accepted' : 'refused'}`)
    for (const text of [...refused, ...noted]) log.warn(`  ${text}`)
  }
  const told = answer.files.find(({ refused }) => refused.length > 0) ?? answer.files.find(({ noted }) => noted.length > 0)
  if (!told) return void window.showInformationMessage(l10n.t('sd-scripts accepts {0}', answer.files.map(({ uri }) => nameOf(Uri.parse(uri))).join(', ')))
  const words = told.refused.length > 0 ? l10n.t('sd-scripts refuses {0}: {1}', nameOf(Uri.parse(told.uri)), told.refused.join('; ')) : l10n.t('sd-scripts accepts the files, and says of {0}: {1}', nameOf(Uri.parse(told.uri)), told.noted.join('; '))
  const open = l10n.t('Open File')
  const show = l10n.t('Show Log')
  const chosen = await window.showWarningMessage(words, open, show)
  if (chosen === open) await openPlace(Uri.parse(told.uri))
  if (chosen === show) log.show()
}

async function tellFault({ message, setting }: NonNullable<CheckWithTrainerResult['fault']>): Promise<void> {
  const open = l10n.t('Open Setting')
  const chosen = await window.showWarningMessage(message, ...(setting === null ? [] : [open]))
  if (chosen === open && setting !== null) await commands.executeCommand('workbench.action.openSettings', setting)
}
