import { commands, l10n, Uri, window, type QuickPickItem } from 'vscode'
import type { AuditAction, AuditFixParams, AuditFixResult, AuditRow } from '../../../server/src/protocol/audit'
import { acceptWord } from '../accept-word'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import { excludeImages } from '../exclude-images'
import type { LanguageServer } from '../language-server'
import { runRefactoring } from '../refactoring/run'

/** What the audit's page has changed: fixes, settings, tags, images. */
export type ChangeAction = Extract<AuditAction, { readonly kind: 'fix-rule' | 'fix-row' | 'setting' | 'exclude' | 'change-tag' | 'command' }>

/** Does what was decided in the report of `kept`; whether the report should be made again. */
export async function changeReported(server: LanguageServer, root: Uri, kept: string, action: ChangeAction): Promise<boolean> {
  switch (action.kind) {
    case 'fix-rule':
      return fix(server, kept, { kind: 'rule', rule: action.rule, unsafe: action.unsafe })
    case 'fix-row': {
      const at = await pickFix(action.row)
      return at !== undefined && fix(server, kept, { kind: 'row', index: action.row.index, fix: at })
    }
    case 'setting': {
      const change = await longRequest(server, l10n.t('Change of taglore.json'), 'taglore/auditSetting', { root: kept, what: action.what })
      return change ? (await applyDatasetChange(server, change, { preview: 'none' })) === 'applied' : false
    }
    // what follows tells by the dataset itself that something has changed
    case 'exclude':
      await excludeImages(server, action.images.map((image) => Uri.parse(image)))
      return false
    case 'change-tag':
      await runRefactoring(server, action.how === 'rename' ? 'renameTagEverywhere' : 'removeTagEverywhere', { clicked: root, selected: undefined, shown: undefined, tag: action.tag })
      return false
    case 'command':
      await commands.executeCommand(`taglore.${action.command}`, root)
      return false
  }
}

async function pickFix({ fixes, message }: AuditRow): Promise<number | undefined> {
  if (fixes.length <= 1) return fixes.length === 1 ? 0 : undefined
  const items = fixes.map(({ title }, index): QuickPickItem & { readonly index: number } => ({ label: title, index }))
  return (await window.showQuickPick(items, { title: l10n.t('Quick fix'), placeHolder: message }))?.index
}

async function fix(server: LanguageServer, kept: string, what: AuditFixParams['what']): Promise<boolean> {
  const title = what.kind === 'rule' ? l10n.t('Fix {0}', what.rule) : l10n.t('Quick fix')
  const planned = await longRequest(server, title, 'taglore/auditFix', { root: kept, what })
  if (!planned) return false
  if (planned.word !== null) {
    await acceptWord(planned.word)
    return true
  }
  if (!planned.change) {
    void window.showInformationMessage(l10n.t('{0}: nothing to change', title))
    return false
  }
  // one row is said by the words that were chosen
  const applied = (await applyDatasetChange(server, planned.change, { preview: planned.change.files.length > 1 ? 'list' : 'none' })) === 'applied'
  if (applied) tellSkipped(planned)
  return applied
}

function tellSkipped({ skipped }: AuditFixResult): void {
  if (skipped > 0) void window.showInformationMessage(l10n.t('{0} fixes touch the same text as others and were left out: fix again for them', skipped))
}
