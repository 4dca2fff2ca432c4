import { commands, env, Uri, window, workspace, type Diagnostic, type ExtensionContext } from 'vscode'

/** Problems whose id, clicked in a hover or in the Problems panel, opens the rule's page in this window. */
export function linkRulePages(diagnostics: Diagnostic[]): Diagnostic[] {
  for (const diagnostic of diagnostics) {
    const { code } = diagnostic
    const rule = typeof code === 'object' ? code.value : code
    if (typeof rule !== 'string') continue
    diagnostic.code = { value: rule, target: rulePageLink(rule) }
  }
  return diagnostics
}

function rulePageLink(rule: string): Uri {
  return Uri.parse(`command:taglore.openRulePage?${encodeURIComponent(JSON.stringify([rule]))}`)
}

/** Opens the packaged page of a rule in the Markdown preview, in the language of the window where there is one. */
export async function openRulePage(context: ExtensionContext, rule: string): Promise<void> {
  if (!/^[a-z][a-z0-9-]*$/.test(rule)) return
  const page = await findPage(context, rule)
  try {
    await commands.executeCommand('markdown.showPreview', page)
  } catch {
    // without VS Code's own Markdown extension
    await window.showTextDocument(page, { preview: true })
  }
}

async function findPage(context: ExtensionContext, rule: string): Promise<Uri> {
  const english = Uri.joinPath(context.extensionUri, 'docs', 'rules', `${rule}.md`)
  if (!env.language.startsWith('zh')) return english
  const chinese = Uri.joinPath(context.extensionUri, 'docs', 'rules', 'zh-cn', `${rule}.md`)
  return workspace.fs.stat(chinese).then(
    () => chinese,
    () => english,
  )
}
