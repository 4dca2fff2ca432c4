import assert from 'node:assert/strict'
import { applySpanEdits } from '../../server/src/base/span'
import { completeTag, type CompletionTag } from '../../server/src/features/completion'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { openDataset, ROOT } from '../support/world'

export interface CompletionCheck {
  /** Other files of the dataset, as `parseFixture` reads them. */
  readonly others?: string
  readonly settings?: object
  readonly knowledge?: Knowledge
}

export const CAPTION = `${ROOT}/10_lumi/a.txt`

/** Completes at the `‸` (or, where there is none, the `|`) of a caption of a dataset. */
export async function completeAt(marked: string, { others = '', settings, knowledge }: CompletionCheck = {}): Promise<{ text: string; span: { start: number; end: number }; tags: readonly CompletionTag[] } | undefined> {
  const marker = marked.includes('‸') ? '‸' : '|'
  const offset = marked.indexOf(marker)
  const text = marked.replace(marker, '')
  const { workspace } = await openDataset(`//- 10_lumi/a.png\n//- 10_lumi/a.txt\nlumi\n${others}`, { settings, knowledge })
  workspace.apply({ kind: 'document', path: CAPTION, text, version: 1 })
  const answer = completeTag(workspace, CAPTION, offset)
  return answer && { text, span: answer.span, tags: answer.tags }
}

/** Accepting the tag `label` leaves the caption as `after`. */
export async function checkAccept(marked: string, label: string, after: string, options?: CompletionCheck): Promise<void> {
  const answer = await completeAt(marked, options)
  const tag = answer?.tags.find((candidate) => candidate.label === label)
  assert.ok(answer && tag, `'${label}' is not offered: ${answer?.tags.map((candidate) => candidate.label).join(', ') ?? 'nothing is'}`)
  assert.equal(applySpanEdits(answer.text, [{ span: answer.span, newText: tag.inserted }]), after)
}

/** Nothing is offered. */
export async function checkNothing(marked: string, options?: CompletionCheck): Promise<void> {
  assert.deepEqual((await completeAt(marked, options))?.tags.map(({ label }) => label) ?? [], [])
}

export async function labelsAt(marked: string, options?: CompletionCheck): Promise<readonly string[]> {
  return (await completeAt(marked, options))?.tags.map(({ label }) => label) ?? []
}

export async function itemAt(marked: string, label: string, options?: CompletionCheck): Promise<CompletionTag> {
  const tag = (await completeAt(marked, options))?.tags.find((candidate) => candidate.label === label)
  assert.ok(tag, `'${label}' is not offered`)
  return tag
}
