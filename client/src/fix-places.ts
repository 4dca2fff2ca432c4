import { commands, languages, l10n, window, workspace, type Disposable, type QuickPickItem, type Uri } from 'vscode'
import { CodeActionRequest, CodeActionResolveRequest, type CodeAction, type Command } from 'vscode-languageclient/node'
import type { LanguageServer } from './language-server'
import { activeFile } from './navigation'

interface FixItem extends QuickPickItem {
  readonly action: CodeAction
}

/** The quick fixes of an image or a folder, which no editor offers: VS Code asks for them only where text is shown. */
export async function fixProblems(server: LanguageServer, place: Uri | undefined): Promise<void> {
  if (!place) return void window.showInformationMessage(l10n.t('Choose an image or a folder of a dataset first'))
  const name = place.path.split('/').at(-1) ?? ''
  const actions = await fixesAt(server, place)
  if (actions.length === 0) return void window.showInformationMessage(l10n.t("There is no quick fix for '{0}'", name))
  const picked = await window.showQuickPick(itemsOf(actions), { title: l10n.t("Quick fixes of '{0}'", name), placeHolder: l10n.t('What shall be done? It can be undone') })
  if (picked) await apply(server, picked.action)
}

/** Offers the command at an image in the editor's own viewer where something can be fixed. */
export function offerFixes(server: LanguageServer): Disposable {
  let asked = 0
  const update = async (): Promise<void> => {
    const question = ++asked
    const place = window.activeTextEditor ? undefined : activeFile()
    const told = place !== undefined && languages.getDiagnostics(place).some(({ source }) => source === 'taglore')
    const fixable = told && (await fixesAt(server, place)).length > 0
    if (question === asked) await commands.executeCommand('setContext', 'taglore.fixable', fixable)
  }
  const listening = [window.tabGroups.onDidChangeTabs(() => void update()), window.onDidChangeActiveTextEditor(() => void update()), languages.onDidChangeDiagnostics(() => void update())]
  void update()
  return { dispose: () => listening.forEach((part) => part.dispose()) }
}

async function fixesAt({ client, state }: LanguageServer, place: Uri): Promise<readonly CodeAction[]> {
  if (state === 'stopped') return []
  const start = { line: 0, character: 0 }
  const params = { textDocument: { uri: client.code2ProtocolConverter.asUri(place) }, range: { start, end: start }, context: { diagnostics: [], only: ['quickfix'] } }
  const found = (await client.sendRequest(CodeActionRequest.type, params).catch(() => null)) ?? []
  return found.filter((one): one is CodeAction => !isCommand(one))
}

function isCommand(one: Command | CodeAction): one is Command {
  return typeof one.command === 'string'
}

/** Under each problem what can be done about it. */
function itemsOf(actions: readonly CodeAction[]): FixItem[] {
  const groups = new Map<string, CodeAction[]>()
  for (const action of actions) {
    const message = action.diagnostics?.[0]?.message ?? ''
    const problem = typeof message === 'string' ? message : message.value
    groups.set(problem, [...(groups.get(problem) ?? []), action])
  }
  return [...groups].flatMap(([problem, fixes]) => fixes.map((action): FixItem => ({ label: action.title, detail: problem, action })))
}

async function apply({ client }: LanguageServer, chosen: CodeAction): Promise<void> {
  const action = chosen.data === undefined ? chosen : await client.sendRequest(CodeActionResolveRequest.type, chosen)
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(action.edit)
  if (edit) await workspace.applyEdit(edit, { isRefactoring: true })
  if (action.command) await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]))
}
