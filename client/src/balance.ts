import { l10n, QuickPickItemKind, window, type QuickPickItem, type Uri } from 'vscode'
import type { BalanceParams, BalanceReport, BalanceResult } from '../../server/src/protocol/balance'
import { applyDatasetChange } from './changes/apply-change'
import { longRequest } from './changes/long-request'
import { findRoot } from './find-dataset'
import type { LanguageServer } from './language-server'
import { askText, pickOne } from './steps'

interface Row extends QuickPickItem {
  readonly does?: 'apply' | 'tolerance' | 'limit' | 'tags'
}

type Wishes = Pick<BalanceParams, 'tolerance' | 'maxSamples' | 'tags'>

/** Shows the repeats of every concept before and after, lets the user change what they follow from, and sets them: one change that can be undone. */
export async function balanceConcepts(server: LanguageServer, given: Uri | undefined): Promise<void> {
  const root = await findRoot(server, given)
  if (!root) return
  const title = l10n.t('Balance Concepts')
  let wishes: Wishes = { tolerance: 10, maxSamples: null, tags: [] }
  for (;;) {
    const result = await longRequest(server, title, 'taglore/balance', { uri: root.toString(), ...wishes })
    if (!result) return
    if (!result.report) {
      void window.showInformationMessage(l10n.t('No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name'))
      return
    }
    const picked = await pickOne(rowsOf(result, result.report, wishes), { title: l10n.t('{0}: {1}', title, root.path.split('/').at(-1) ?? ''), placeholder: result.sentences.slice(1).join(' · ') || l10n.t('Repeats before and after'), isChoice: ({ does }) => does !== undefined })
    if (!picked || picked === 'back') return
    if (picked.does === 'apply') {
      if (!result.change || (await applyDatasetChange(server, result.change, { back: true })) !== 'back') return
    } else wishes = await change(wishes, picked.does, title)
  }
}

function rowsOf({ sentences, fault, change: planned }: BalanceResult, report: BalanceReport, { tolerance, maxSamples, tags }: Wishes): readonly Row[] {
  const arrow = (before: number, after: number): string => (before === after ? String(before) : `${before} → ${after}`)
  const rows = report.concepts.flatMap(({ name, parts }) =>
    parts.map(({ folder, tag, images, repeats, proposed }): Row => ({
      label: parts.length > 1 ? `${name} (${folder})` : name,
      description: l10n.t('repeats {0} · samples {1}', arrow(repeats, proposed), arrow(images * repeats, images * proposed)),
      detail: tag === null ? l10n.t('{0} images in {1}', images, folder) : l10n.t('{0} images with {1} in {2} move to a folder of their own', images, tag, folder),
    })),
  )
  const apply: Row = planned
    ? { does: 'apply', label: `$(check) ${l10n.t('Set these repeats…')}`, detail: sentences[0] ?? '' }
    : { label: fault === null ? `$(pass) ${l10n.t('The repeats are as proposed')}` : `$(warning) ${fault}`, detail: sentences[0] ?? '' }
  return [
    apply,
    { label: l10n.t('Concepts'), kind: QuickPickItemKind.Separator },
    ...rows,
    { label: l10n.t('What they follow from'), kind: QuickPickItemKind.Separator },
    { does: 'tolerance', label: `$(edit) ${l10n.t('Tolerance: {0} %', tolerance)}`, description: l10n.t('how much more often the largest may be shown') },
    { does: 'limit', label: `$(edit) ${maxSamples === null ? l10n.t('Samples an epoch: no limit') : l10n.t('Samples an epoch: at most {0}', maxSamples)}` },
    { does: 'tags', label: `$(edit) ${tags.length === 0 ? l10n.t('Tags that count apart: none') : l10n.t('Tags that count apart: {0}', tags.join(', '))}`, description: l10n.t('an outfit within a folder, for instance') },
  ]
}

async function change(wishes: Wishes, what: Row['does'], title: string): Promise<Wishes> {
  if (what === 'tags') {
    const answer = await askText({ title, placeholder: l10n.t('Tags, parted by commas'), value: wishes.tags.join(', '), back: true, check: () => undefined })
    return answer && answer !== 'back' ? { ...wishes, tags: answer.text.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '') } : wishes
  }
  const isTolerance = what === 'tolerance'
  const least = isTolerance ? 0 : 1
  const check = (text: string): string | undefined => ((text === '' && !isTolerance) || (/^\d+(?:\.\d+)?$/.test(text) && Number(text) >= least) ? undefined : l10n.t('Write a number from {0} on', least))
  const value = isTolerance ? String(wishes.tolerance) : wishes.maxSamples === null ? '' : String(wishes.maxSamples)
  const answer = await askText({ title, placeholder: isTolerance ? l10n.t('Percent') : l10n.t('Samples of an epoch; empty for no limit'), value, back: true, check })
  if (!answer || answer === 'back') return wishes
  return isTolerance ? { ...wishes, tolerance: Number(answer.text) } : { ...wishes, maxSamples: answer.text === '' ? null : Number(answer.text) }
}
