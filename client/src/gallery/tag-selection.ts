import { l10n, window, type Uri } from 'vscode'
import type { ChangeStep } from '../../../server/src/protocol/changes'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import type { LanguageServer } from '../language-server'

/** Adds a tag to the captions of images, or takes it out of them: at once, as one step that can be undone. What was done, and in words; undefined for nothing. */
export async function tagSelection(server: LanguageServer, root: Uri, images: readonly Uri[], { tag, on }: { readonly tag: string; readonly on: boolean }): Promise<{ readonly words: string; readonly step: ChangeStep } | undefined> {
  if (images.length === 0) return undefined
  const title = on ? l10n.t('Add {0}', tag) : l10n.t('Remove {0}', tag)
  const place = { uri: root.toString(), scope: { kind: 'selection' as const, uris: images.map(String) } }
  const params = on ? { id: 'add-tags' as const, args: { tags: [tag], at: 'end' as const, create: true }, ...place } : { id: 'remove-tags' as const, args: { tags: [tag] }, ...place }
  const planned = await longRequest(server, title, 'taglore/refactor', params)
  if (!planned) return undefined
  if (planned.fault !== null) return void window.showWarningMessage(planned.fault)
  const { length } = planned.files
  const steps: ChangeStep[] = []
  await applyDatasetChange(server, planned, { preview: 'none', onDone: (step) => steps.push(step) })
  const [step] = steps
  return step && { step, words: length === 1 ? l10n.t('{0}: 1 caption changed', title) : l10n.t('{0}: {1} captions changed', title, length) }
}
