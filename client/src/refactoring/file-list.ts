import { commands, l10n, ThemeIcon, Uri, window, workspace, type Disposable, type QuickPickItem } from 'vscode'
import { EDIT_LIMIT, type RefactorFile, type RefactorResult } from '../../../server/src/protocol/refactor'
import type { LanguageServer } from '../language-server'
import { showInput } from '../steps'
import { describeTags } from './words'

/** Both texts of a file of a plan, for a diff. */
const PLAN_SCHEME = 'taglore-plan'

interface FileItem extends QuickPickItem {
  readonly file: RefactorFile
}

/**
 * The files of a plan that is too large for the editor's own preview, each with what happens to it. The files that were unticked,
 * once what is left can be applied; `again` where the user wants another scope.
 */
export async function chooseFiles(result: RefactorResult): Promise<{ readonly except: readonly string[] } | 'again' | 'done'> {
  const picked = await showList(result)
  if (picked === undefined) return 'done'
  if (picked === 'back') return 'again'
  const kept = new Set(picked.map(({ file }) => file.uri))
  if (kept.size === 0) return 'done'
  if (kept.size <= EDIT_LIMIT) return { except: result.files.flatMap(({ uri }) => (kept.has(uri) ? [] : [uri])) }
  const narrow = l10n.t('Narrow the Scope…')
  const words = l10n.t('{0} files would change, and nothing was written: at most {1} can be changed at once and still be undone. Choose a smaller scope, or untick files.', kept.size, EDIT_LIMIT)
  return (await window.showWarningMessage(words, narrow)) === narrow ? 'again' : 'done'
}

function showList({ title, files, plan }: RefactorResult): Promise<readonly FileItem[] | 'back' | undefined> {
  const diff = { iconPath: new ThemeIcon('diff'), tooltip: l10n.t('Show the difference') }
  const input = window.createQuickPick<FileItem>()
  input.canSelectMany = true
  input.matchOnDescription = true
  input.matchOnDetail = true
  input.items = files.map((file): FileItem => {
    const uri = Uri.parse(file.uri)
    const detail = describeTags(file) || (file.reordered ? l10n.t('another order') : '')
    return { file, label: uri.path.split('/').at(-1) ?? '', description: workspace.asRelativePath(Uri.joinPath(uri, '..'), false), ...(detail !== '' && { detail }), buttons: [diff] }
  })
  input.selectedItems = input.items
  input.onDidTriggerItemButton(({ item }) => void showDiff(item.file, plan))
  const placeholder = l10n.t('{0} files would change: untick what shall stay as it is', files.length)
  return showInput<readonly FileItem[]>(input, { title, placeholder, back: true }, (accept) => accept(input.selectedItems))
}

async function showDiff({ uri }: RefactorFile, plan: string | null): Promise<void> {
  if (plan === null) return
  const file = Uri.parse(uri)
  const side = (which: 'before' | 'after'): Uri => file.with({ scheme: PLAN_SCHEME, query: new URLSearchParams({ plan, uri, which }).toString() })
  await commands.executeCommand('vscode.diff', side('before'), side('after'), file.path.split('/').at(-1), { preview: true, preserveFocus: true })
}

/** Shows the texts of the last plan; one that is gone reads as empty. */
export function registerPlanTexts(server: LanguageServer): Disposable {
  return workspace.registerTextDocumentContentProvider(PLAN_SCHEME, {
    async provideTextDocumentContent({ query }) {
      const asked = new URLSearchParams(query)
      const texts = await server.ask('taglore/refactorFile', { plan: asked.get('plan') ?? '', uri: asked.get('uri') ?? '' })
      return (asked.get('which') === 'before' ? texts?.before : texts?.after) ?? ''
    },
  })
}
