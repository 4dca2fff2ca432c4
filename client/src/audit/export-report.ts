import { Uri, window, workspace } from 'vscode'
import type { ExportForm } from '../../../server/src/protocol/audit'
import type { LanguageServer } from '../language-server'

const FORMS: Readonly<Record<ExportForm, { readonly suffix: string; readonly name: string; readonly type: string }>> = {
  html: { suffix: 'html', name: 'audit', type: 'HTML' },
  markdown: { suffix: 'md', name: 'audit', type: 'Markdown' },
  json: { suffix: 'json', name: 'audit', type: 'JSON' },
  sarif: { suffix: 'sarif', name: 'audit', type: 'SARIF' },
  tags: { suffix: 'csv', name: 'tags', type: 'CSV' },
}

/** Asks where, and writes the report that the server keeps for `kept`. */
export async function exportReport(server: LanguageServer, kept: string, root: Uri, form: ExportForm): Promise<void> {
  const { suffix, name, type } = FORMS[form]
  const text = await server.ask('taglore/renderReport', { root: kept, format: form })
  if (typeof text !== 'string') return
  const folder = root.path.split('/').at(-1) ?? 'dataset'
  // beside the dataset, never in it: trainers read what lies there
  const target = await window.showSaveDialog({ defaultUri: Uri.joinPath(root, '..', `${folder}-${name}.${suffix}`), filters: { [type]: [suffix] } })
  if (!target) return
  await workspace.fs.writeFile(target, new TextEncoder().encode(text))
  await window.showTextDocument(target, { preview: true })
}
