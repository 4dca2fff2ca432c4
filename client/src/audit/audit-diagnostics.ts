import { Diagnostic, DiagnosticSeverity, Disposable, languages, RelativePattern, Uri, workspace } from 'vscode'
import type { AuditRow } from '../../../server/src/protocol/audit'
import { inRoot } from '../report-places'
import { linkRulePages } from '../rule-pages'
import { toRange } from '../tag-commands'

const SEVERITIES: Readonly<Record<AuditRow['level'], DiagnosticSeverity>> = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint }

/** What an audit found in the texts of captions, in the Problems panel as long as its report is shown. */
export interface AuditDiagnostics extends Disposable {
  show(root: Uri, rows: readonly AuditRow[]): void
}

/**
 * A collection of its own beside the language server's, which tells of open captions as they are typed: a caption that is open, or that
 * has changed since the audit, is left to the server.
 */
export function createAuditDiagnostics(): AuditDiagnostics {
  const collection = languages.createDiagnosticCollection('taglore-audit')
  const found = new Map<string, Diagnostic[]>()
  let watcher: Disposable | undefined

  const isOpen = (uri: Uri): boolean => workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())
  const forget = (uri: Uri): void => {
    if (found.delete(uri.toString())) collection.delete(uri)
  }
  const listening = Disposable.from(
    workspace.onDidOpenTextDocument(({ uri }) => collection.delete(uri)),
    workspace.onDidCloseTextDocument(({ uri }) => collection.set(uri, found.get(uri.toString()))),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length > 0 && forget(document.uri)),
  )

  return {
    show(root, rows) {
      collection.clear()
      found.clear()
      for (const row of rows) {
        const key = inRoot(root, row.file).toString()
        found.set(key, [...(found.get(key) ?? []), toDiagnostic(row)])
      }
      collection.set([...found].map(([key, diagnostics]): [Uri, Diagnostic[]] => [Uri.parse(key), diagnostics]).filter(([uri]) => !isOpen(uri)))
      watcher?.dispose()
      const files = workspace.createFileSystemWatcher(new RelativePattern(root, '**/*'), true)
      files.onDidChange(forget)
      files.onDidDelete(forget)
      watcher = files
    },
    dispose() {
      watcher?.dispose()
      listening.dispose()
      collection.dispose()
    },
  }
}

function toDiagnostic({ range, message, level, rule }: AuditRow): Diagnostic {
  const diagnostic = new Diagnostic(toRange(range), message, SEVERITIES[level])
  diagnostic.source = 'taglore'
  diagnostic.code = rule
  linkRulePages([diagnostic])
  return diagnostic
}
