import type { Knowledge } from '../../server/src/workspace/knowledge'
import type { Workspace } from '../../server/src/workspace/workspace'
import { openDataset, ROOT, type OpenedDataset } from '../support/world'
import { loadTokenizer } from '../tokens/load-tokenizer'
import { smallKnowledge } from '../support/vocabulary'

export interface CaptionCheck {
  /** Other files of the dataset, as `parseFixture` reads them. */
  readonly others?: string
  readonly settings?: object
  readonly knowledge?: Knowledge
}

export const CAPTION = `${ROOT}/10_lumi/a.txt`

export interface OpenedCaption extends OpenedDataset {
  readonly workspace: Workspace
  readonly path: string
  readonly text: string
  /** Where `‸` stood; 0 without one. */
  readonly offset: number
}

/** A caption of a dataset, open in the editor, with the cursor at `‸`. */
export async function captionAt(marked: string, { others = '', settings, knowledge }: CaptionCheck = {}): Promise<OpenedCaption> {
  const text = marked.replace('‸', '')
  const opened = await openDataset(`//- 10_lumi/a.png\n//- 10_lumi/a.txt\nlumi\n${others}`, { settings, knowledge })
  opened.workspace.apply({ kind: 'document', path: CAPTION, text, version: 1 })
  return { ...opened, path: CAPTION, text, offset: Math.max(0, marked.indexOf('‸')) }
}

/** A text with `^^^` under each span, to be read beside the caption. */
export function underline(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  const marks = Array.from(text, () => ' ')
  for (const { start, end } of spans) for (let at = start; at < end; at++) marks[at] = '^'
  return `\n${text}\n${marks.join('').trimEnd()}\n`
}

/** Knowledge that counts tokens. */
export async function countingKnowledge(): Promise<Knowledge> {
  return { ...smallKnowledge, tokenizer: await loadTokenizer() }
}
