import { commands, l10n, ThemeIcon, Uri, window, workspace, type Disposable, type QuickPickItem } from 'vscode'
import type { PlannedChange, PlannedFile } from '../../../server/src/protocol/changes'
import type { LanguageServer } from '../language-server'
import { describeTags } from '../refactoring/words'
import { showInput } from '../steps'

/** Both texts of a file of a plan, for a diff. */
const PLAN_SCHEME = 'taglore-plan'

interface FileItem extends QuickPickItem {
  readonly file: PlannedFile
}

/** The files of a plan that the editor does not preview itself, each with what happens to it; what the user unticks is left out. Undefined where the list is closed. */
export async function chooseFiles(change: PlannedChange, back: boolean): Promise<{ readonly except: readonly string[] } | 'back' | undefined> {
  const picked = await showList(change, back)
  if (picked === undefined || picked === 'back') return picked
  const kept = new Set(picked.map(({ file }) => file))
  return kept.size === 0 ? undefined : { except: change.files.flatMap((file) => (kept.has(file) ? [] : [file.uri])) }
}

function showList({ title, files, plan }: PlannedChange, back: boolean): Promise<readonly FileItem[] | 'back' | undefined> {
  const diff = { iconPath: new ThemeIcon('diff'), tooltip: l10n.t('Show the difference') }
  const input = window.createQuickPick<FileItem>()
  input.canSelectMany = true
  input.matchOnDescription = true
  input.matchOnDetail = true
  input.items = files.map((file): FileItem => {
    const uri = Uri.parse(file.uri)
    const detail = describeFile(file)
    const isText = file.kind === 'edit' || file.kind === 'create'
    return { file, label: uri.path.split('/').at(-1) ?? '', description: workspace.asRelativePath(Uri.joinPath(uri, '..'), false), ...(detail !== '' && { detail }), ...(isText && { buttons: [diff] }) }
  })
  input.selectedItems = input.items
  input.onDidTriggerItemButton(({ item }) => void showDiff(item.file, plan))
  const placeholder = l10n.t('{0} files change: untick what shall stay', files.length)
  return showInput<readonly FileItem[]>(input, { title, placeholder, back }, (accept) => accept(input.selectedItems))
}

/** What happens to a file, in a line: `− old  + new` for tags. */
function describeFile(file: PlannedFile): string {
  switch (file.kind) {
    case 'rename':
      return file.to === undefined ? '' : `→ ${workspace.asRelativePath(Uri.parse(file.to), false)}`
    case 'delete':
      return l10n.t('is deleted')
    default:
      return describeTags(file) || (file.reordered ? l10n.t('another order') : '')
  }
}

async function showDiff({ uri }: PlannedFile, plan: string): Promise<void> {
  const file = Uri.parse(uri)
  const side = (which: 'before' | 'after'): Uri => file.with({ scheme: PLAN_SCHEME, query: new URLSearchParams({ plan, uri, which }).toString() })
  await commands.executeCommand('vscode.diff', side('before'), side('after'), file.path.split('/').at(-1), { preview: true, preserveFocus: true })
}

/** Shows the texts of the last plans; one that is gone reads as empty. */
export function registerPlanTexts(server: LanguageServer): Disposable {
  return workspace.registerTextDocumentContentProvider(PLAN_SCHEME, {
    async provideTextDocumentContent({ query }) {
      const asked = new URLSearchParams(query)
      const texts = await server.ask('taglore/changeFile', { plan: asked.get('plan') ?? '', uri: asked.get('uri') ?? '' })
      return (asked.get('which') === 'before' ? texts?.before : texts?.after) ?? ''
    },
  })
}
