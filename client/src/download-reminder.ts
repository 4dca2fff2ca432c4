import { commands, ConfigurationTarget, l10n, window, workspace, type ExtensionContext } from 'vscode'
import { pastOrders } from './downloads'
import { ageOf } from './figures'
import type { LanguageServer } from './language-server'
import { runDownload } from './run-download'

const KEY = 'reminded'

/** Says, at most once a session and once a month, that a downloaded list is old; nothing where none was downloaded. */
export async function remindOfOldLists(server: LanguageServer, context: ExtensionContext): Promise<void> {
  const reminded = context.globalState.get<string>(KEY)
  for (const order of pastOrders(context)) {
    const state = await server.ask('taglore/downloadState', { list: order.list.toString(), reminded })
    if (!state?.reminderDue || state.ageDays === null) continue
    await context.globalState.update(KEY, new Date().toISOString())
    const again = l10n.t('Download Again')
    const others = l10n.t('Choose…')
    const never = l10n.t("Don't Remind Me")
    const answer = await window.showInformationMessage(l10n.t("The tag list '{0}' was {1}", order.list.path.split('/').at(-1) ?? '', ageOf(state.ageDays)), again, others, never)
    if (answer === again) await runDownload(server, context, order, undefined)
    if (answer === others) await commands.executeCommand('taglore.downloadTags')
    if (answer === never) await workspace.getConfiguration('taglore').update('download.reminder', false, ConfigurationTarget.Global)
    return
  }
}
