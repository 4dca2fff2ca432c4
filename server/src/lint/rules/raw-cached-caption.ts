import { say, type Message } from '../../base/message'
import type { Span } from '../../base/span'
import { captionTextOf } from '../../dataset/sample'
import type { TrainingFileRule } from '../rule'
import { setOption } from '../training-aborts'
import { optionOf, runOf, subsetsOf, trainedSamples, type TrainingRun } from '../training-run'

const KEYS = ['caption_prefix', 'caption_suffix', 'enable_wildcard', 'keep_tokens_separator', 'secondary_separator'] as const

export const rawCachedCaption: TrainingFileRule = {
  id: 'raw-cached-caption',
  scope: 'training-file',
  level: 'error',
  summary: say`Cached text-encoder outputs are made of the raw caption: prefix, wildcards and separators are not processed`,

  *check(subject) {
    const run = runOf(subject)
    if (!run) return
    const { options } = run
    if (!options.boolean('cache_text_encoder_outputs') && !options.boolean('cache_text_encoder_outputs_to_disk')) return
    for (const { key, span, text } of placesOf(run)) {
      if (!isUsed(run, key, text)) continue
      yield {
        span,
        tag: key,
        message: complaint(key, text),
        fixes: setOption(run, 'cache_text_encoder_outputs', false, say`Set cache_text_encoder_outputs to false`, optionOf(run, 'cache_text_encoder_outputs_to_disk')),
      }
    }
  },
}

function complaint(key: (typeof KEYS)[number], text: string): Message {
  if (key === 'caption_prefix' || key === 'caption_suffix') return say`'${key}' is not in what is cached: captions are trained without it`
  if (key === 'enable_wildcard') return say`Wildcards are not in what is cached: all lines and choices of a caption are trained as they stand`
  return say`'${text}' is not processed in what is cached: it is trained as it stands in the captions`
}

interface Place {
  readonly key: (typeof KEYS)[number]
  readonly span: Span
  readonly text: string
}

/** Where the judged file gives one of the keys a value that does something. */
function placesOf({ subject: { file } }: TrainingRun): readonly Place[] {
  const found: Place[] = []
  const add = (key: string, node: { readonly kind: string; readonly span: Span; readonly value?: unknown }): void => {
    const known = KEYS.find((candidate) => candidate === key)
    if (known && (node.kind === 'boolean' ? node.value === true : node.kind === 'string' && node.value !== '')) found.push({ key: known, span: node.span, text: String(node.value) })
  }
  if (file.kind === 'training-config') for (const { name, node } of file.options.values()) add(name, node)
  if (file.kind === 'dataset-config') {
    for (const values of [file.general, ...file.datasets.flatMap((dataset) => [dataset.values, ...dataset.subsets.map((subset) => subset.values)])]) for (const [key, { node }] of values) add(key, node)
  }
  return found
}

/** Separators do harm where captions hold them; unknown captions may. */
function isUsed(run: TrainingRun, key: (typeof KEYS)[number], text: string): boolean {
  if (key === 'caption_prefix' || key === 'caption_suffix') return true
  const samples = (run.dataset ? subsetsOf(run) : trainedSamples(run)).flatMap((folder) => folder.samples)
  const texts = samples.flatMap((sample) => captionTextOf(sample) ?? [])
  if (texts.length === 0) return true
  return texts.some((caption) => (key === 'enable_wildcard' ? /\{[^{}]*\}|\S[^\n]*\n+\s*\S/.test(caption) : caption.includes(text)))
}
