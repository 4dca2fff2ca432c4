import { say } from '../../base/message'
import { readsAsProse } from '../../caption/prose'
import { captionTextOf } from '../../dataset/sample'
import type { ConfigNode } from '../../training-files/config-tree'
import type { TrainingFileFinding, TrainingFileRule } from '../rule'
import { runOf, subsetsOf, trainedSamples, type TrainingRun } from '../training-run'

export const gluedPrefix: TrainingFileRule = {
  id: 'glued-prefix',
  scope: 'training-file',
  level: 'info',
  summary: say`A caption prefix or suffix has no comma and becomes part of the first or last tag`,

  *check(subject) {
    const run = runOf(subject)
    if (!run || readsMostlyProse(run)) return
    const { file } = subject
    const values = file.kind === 'dataset-config' ? [file.general, ...file.datasets.flatMap((dataset) => [dataset.values, ...dataset.subsets.map((subset) => subset.values)])] : []
    for (const held of values) for (const [key, { node }] of held) yield* look(key, node, subject.text)
    if (file.kind === 'training-config') for (const { name, node } of file.options.values()) yield* look(name, node, subject.text)
  },
}

/** A phrase that is meant to run on, as “a photo of” does. */
const RUNS_ON = /\b(?:of|a|an|the|in|by|with|on|at|from|for)$/i

function* look(key: string, node: ConfigNode, source: string): Iterable<TrainingFileFinding> {
  if ((key !== 'caption_prefix' && key !== 'caption_suffix') || node.kind !== 'string') return
  const text = String(node.value).trim()
  // of several lines only the edge would be to change
  if (text === '' || /^(?:"""|''')/.test(source.slice(node.span.start, node.span.end))) return
  const isPrefix = key === 'caption_prefix'
  if (isPrefix ? /[\p{P}\p{S}]$/u.test(text) || RUNS_ON.test(text) : /^[\p{P}\p{S}]/u.test(text)) return
  const { start, end } = node.span
  yield {
    span: node.span,
    tag: key,
    message: isPrefix ? say`'${text}' is put before the caption with a blank only: it becomes part of the first tag` : say`'${text}' is put behind the caption with a blank only: it becomes part of the last tag`,
    fixes: [
      {
        title: isPrefix ? say`Add the comma behind it` : say`Add the comma before it`,
        safe: false,
        textEdits: [isPrefix ? { span: { start: endOfText(source, end), end: end - 1 }, newText: ',' } : { span: { start: start + 1, end: start + 1 + blanks(source, start + 1) }, newText: ', ' }],
      },
    ],
  }
}

/** Where the text of a string ends whose closing quote ends at `end`, without blanks. */
function endOfText(source: string, end: number): number {
  let at = end - 1
  while (/[ \t]/.test(source.charAt(at - 1))) at--
  return at
}

function blanks(source: string, at: number): number {
  return /^[ \t]*/.exec(source.slice(at))?.[0].length ?? 0
}

/** Sentences may begin with a phrase. */
function readsMostlyProse(run: TrainingRun): boolean {
  const samples = (run.dataset ? subsetsOf(run) : trainedSamples(run)).flatMap((folder) => folder.samples).slice(0, 200)
  const texts = samples.flatMap((sample) => captionTextOf(sample) ?? [])
  return texts.filter((text) => text.split(',').some(readsAsProse)).length * 2 > texts.length
}
