import { commands, Disposable, EventEmitter, l10n, Uri, window, workspace } from 'vscode'
import { longRequest } from './changes/long-request'
import { findRoot } from './find-dataset'
import type { LanguageServer } from './language-server'
import { nameOf } from './names'

/** Pages of statistics, as they were when they were asked for. */
const STATISTICS_SCHEME = 'taglore-statistics'

export interface StatisticsView extends Disposable {
  /** Opens what the captions of a dataset hold; asked for again, it is measured anew. */
  open(place: Uri | undefined): Promise<void>
}

export function registerStatistics(server: LanguageServer): StatisticsView {
  const changes = new EventEmitter<Uri>()
  const pages = new Map<string, string>()
  const provider = workspace.registerTextDocumentContentProvider(STATISTICS_SCHEME, { onDidChange: changes.event, provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? '' })
  return {
    async open(place) {
      const root = await findRoot(server, place)
      if (!root) return
      const answer = await longRequest(server, l10n.t('Measure captions'), 'taglore/statistics', { uri: root.toString() })
      if (!answer) return
      const uri = Uri.from({ scheme: STATISTICS_SCHEME, path: `/${l10n.t('{0}: statistics', nameOf(root))}.md`, query: root.toString() })
      pages.set(uri.toString(), answer.markdown)
      changes.fire(uri)
      try {
        await commands.executeCommand('markdown.showPreview', uri)
      } catch {
        // without VS Code's own Markdown extension
        await window.showTextDocument(uri, { preview: true })
      }
    },
    dispose: () => Disposable.from(changes, provider).dispose(),
  }
}
