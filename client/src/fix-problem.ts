import { commands, l10n, window, workspace, type CodeAction, type TextDocument } from 'vscode'
import type { PreviewProblem } from '../../server/src/protocol/preview'
import { toRange } from './tag-commands'

/** Applies the quick fix of a problem, the one that the user chooses where there are several. */
export async function fixProblem(document: TextDocument, problem: PreviewProblem): Promise<void> {
  const found = await commands.executeCommand<CodeAction[] | undefined>('vscode.executeCodeActionProvider', document.uri, toRange(problem.range), 'quickfix', 20)
  const action = await pickAction((found ?? []).filter((candidate) => isAbout(candidate, problem)))
  if (action?.edit) await workspace.applyEdit(action.edit, { isRefactoring: true })
  if (action?.command) await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]))
}

function isAbout(action: CodeAction, problem: PreviewProblem): boolean {
  const diagnostics = action.diagnostics ?? []
  return diagnostics.length === 0 || diagnostics.some(({ code }) => (typeof code === 'object' ? code.value : code) === problem.rule)
}

async function pickAction(actions: readonly CodeAction[]): Promise<CodeAction | undefined> {
  if (actions.length <= 1) return actions[0]
  const picked = await window.showQuickPick(actions.map((action) => ({ label: action.title, action })), { title: l10n.t('Quick fix') })
  return picked?.action
}
