import { window, workspace, type ExtensionContext } from 'vscode'
import { followCaptionKinds } from './caption-mode'
import { registerPlanTexts } from './changes/file-list'
import { registerCommands } from './commands'
import { selectTagsOnDoubleClick } from './double-click'
import { remindOfOldLists } from './download-reminder'
import { registerExplorer } from './explorer'
import { createLanguageServer, type LanguageServer } from './language-server'
import { offerFixes } from './fix-places'
import { registerLinesView } from './lines-view'
import { registerNewCaptions } from './new-captions'
import { registerPanels } from './panels'
import { registerReview } from './review'
import { showStatus } from './status'
import { registerStatistics } from './statistics-view'
import { markTokens } from './token-marks'
import { registerTrainedView } from './trained-view'

let running: LanguageServer | undefined

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Taglore', { log: true })
  const server = createLanguageServer(context, log)
  running = server
  const mode = followCaptionKinds(server, log)
  const panels = registerPanels({ context, server, mode, log })
  const explorer = registerExplorer(context, server)
  const statistics = registerStatistics(server)
  context.subscriptions.push(
    server,
    mode,
    panels,
    explorer,
    statistics,
    registerNewCaptions(),
    registerReview(),
    registerPlanTexts(server),
    registerLinesView(server),
    registerTrainedView(server),
    registerCommands({ context, server, mode, panels, explorer, statistics, log }),
    selectTagsOnDoubleClick(),
    showStatus(server),
    markTokens(server),
    offerFixes(server),
    // paths in settings count from now on
    workspace.onDidGrantWorkspaceTrust(() => void server.restart()),
    // last: the others still have something to say
    log,
  )
  // everything above works, with fewer answers, until the server is there
  void server.start()
  void remindOfOldLists(server, context)
}

export async function deactivate(): Promise<void> {
  await running?.client.dispose()
}
